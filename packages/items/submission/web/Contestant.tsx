/** The task, and under it one part after another: texts, tables, files; at the foot what is still missing. */
import { KeyHint } from '@leitai/design/KeyHint.tsx'
import { useText, useWords } from '@leitai/design/language.ts'
import { pasteRules } from '@leitai/design/no-paste.ts'
import type { ContestantProps } from '@leitai/items/web-plug.ts'
import { Fragment, useMemo } from 'react'
import type { Part, SubmissionWorkView, Task } from '../types.ts'
import { FilePart } from './FilePart.tsx'
import { OwnFileLine } from './OwnFileLine.tsx'
import { Paragraphs } from '@leitai/design/Paragraphs.tsx'
import { TablePart } from './TablePart.tsx'
import { TextPart } from './TextPart.tsx'
import style from './submission.module.css'
import { submissionWords } from './words.ts'

type Props = ContestantProps<SubmissionWorkView>

export default function Contestant(props: Props) {
  const { task, result } = props.view.work
  if (task === undefined) return null
  return result === true ? <HandedIn {...props} task={task} /> : <Work {...props} task={task} />
}

type WithTask = Props & { task: NonNullable<SubmissionWorkView['task']> }

function Work(props: WithTask) {
  const w = useWords(submissionWords)
  const text = useText()
  const { view, task, act, unsent, paste, fileUrl } = props
  const { work } = view
  const noPaste = useMemo(() => pasteRules(paste, () => void act('reportIncident', { kind: 'pasted' })), [paste, act])
  const missing = work.parts.filter(({ id }) => work.missing?.includes(id))
  return (
    <div className={style.work}>
      <TaskHead task={task} fileUrl={fileUrl} />
      {work.parts.map((part) => (
        <section key={part.id} id={`part-${part.id}`} className={style.part} aria-labelledby={`label-${part.id}`}>
          <PartHead part={part} />
          {part.kind === 'text' && <TextPart part={part} work={work} act={act} unsent={unsent} noPaste={noPaste} />}
          {part.kind === 'table' && <TablePart part={part} work={work} act={act} unsent={unsent} noPaste={noPaste} />}
          {part.kind === 'file' && (
            <FilePart
              part={part}
              files={work.files?.[part.id] ?? []}
              act={act}
              upload={props.upload}
              unfinishedUploads={props.unfinishedUploads}
              giveUpUpload={props.giveUpUpload}
              fileUrl={fileUrl}
            />
          )}
        </section>
      ))}
      <footer className={style.foot}>
        <p role="status">
          {missing.length === 0 ? (
            w.complete
          ) : (
            <>
              {w.missing}
              {missing.map((part, index) => (
                <Fragment key={part.id}>
                  {index > 0 && w.and}
                  <a href={`#part-${part.id}`}>{text(part.label)}</a>
                </Fragment>
              ))}
            </>
          )}
        </p>
        <KeyHint keys={['Ctrl', 'Enter']}>{w.keySubmit}</KeyHint>
      </footer>
    </div>
  )
}

function TaskHead({
  task,
  fileUrl,
}: {
  task: Pick<Task, 'title' | 'text' | 'attachments'>
  fileUrl(hash: string): string
}) {
  const w = useWords(submissionWords)
  const text = useText()
  return (
    <header className={style.task}>
      <h1>{text(task.title)}</h1>
      <Paragraphs text={text(task.text)} />
      {task.attachments.length > 0 && (
        <ul className={style.attachments} aria-label={w.attachments}>
          {task.attachments.map(({ hash, name, mime }) => (
            <li key={hash}>
              <a
                href={fileUrl(hash)}
                target="_blank"
                rel="noreferrer"
                {...(mime.includes('officedocument') ? { download: name } : {})}
              >
                {name}
              </a>
            </li>
          ))}
        </ul>
      )}
    </header>
  )
}

function PartHead({ part }: { part: Part }) {
  const w = useWords(submissionWords)
  const text = useText()
  return (
    <h2 className={style.partHead} id={`label-${part.id}`}>
      {text(part.label)}
      <small data-required={part.required || undefined}>{part.required ? w.required : w.optional}</small>
    </h2>
  )
}

/** After the end, where it is shown again: to read, not to write. */
function HandedIn({ view, task, fileUrl }: WithTask) {
  const w = useWords(submissionWords)
  const text = useText()
  const { parts, texts, tables, files } = view.work
  return (
    <div className={style.work}>
      <TaskHead task={task} fileUrl={fileUrl} />
      {parts.map((part) => (
        <section key={part.id} className={style.part}>
          <PartHead part={part} />
          {part.kind === 'text' && (
            <div className={style.reading}>
              {(texts?.[part.id]?.text ?? '') === '' ? (
                <p className={style.quiet}>{w.nothing}</p>
              ) : (
                <Paragraphs text={texts![part.id]!.text} />
              )}
            </div>
          )}
          {part.kind === 'table' && (
            <div className={style.tableBox}>
              <table className={style.readTable}>
                <thead>
                  <tr>
                    {part.columns.map(({ id, label }) => (
                      <th key={id} scope="col">
                        {text(label)}
                      </th>
                    ))}
                  </tr>
                </thead>
                <tbody>
                  {Array.from({ length: part.rows }, (_, row) => row)
                    .filter((row) => part.columns.some(({ id }) => tables?.[part.id]?.[`${row}:${id}`]?.text))
                    .map((row) => (
                      <tr key={row}>
                        {part.columns.map(({ id }) => (
                          <td key={id}>{tables?.[part.id]?.[`${row}:${id}`]?.text ?? ''}</td>
                        ))}
                      </tr>
                    ))}
                </tbody>
              </table>
            </div>
          )}
          {part.kind === 'file' && (
            <div className={style.files}>
              {(files?.[part.id] ?? []).map((file) => (
                <OwnFileLine key={file.hash} file={file} fileUrl={fileUrl} onRemove={null} />
              ))}
              {(files?.[part.id] ?? []).length === 0 && <p className={style.quiet}>{w.noFile}</p>}
            </div>
          )}
        </section>
      ))}
    </div>
  )
}
