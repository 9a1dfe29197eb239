/** What there is to read and to watch, and how far this student is with each. */
import { fill, useWords } from '@leitai/design/language.ts'
import { IconCircleCheckFilled, IconExternalLink, IconFileText, IconHeadphones, IconMovie } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { progressOf, type MyMaterial, type MyProgress, type MyTraining, type Student } from './mine.ts'
import { playTime } from '@leitai/design/sizes.ts'
import style from './training.module.css'
import { trainingWords } from './words.ts'

interface Props {
  contestId: string
  training: MyTraining
  student: Student
}

export function ReadingList({ contestId, training, student }: Props) {
  const w = useWords(trainingWords)
  const { materials, open } = training
  const finished = materials.filter(({ id }) => progressOf(training, id, student)?.finishedAt != null)
  return (
    <section aria-labelledby={`list-${training.id}`}>
      <h3 id={`list-${training.id}`}>
        {w.list}
        {materials.length > 0 && <small>{fill(w.done, { done: finished.length, all: materials.length })}</small>}
      </h3>
      {materials.length === 0 && <p className={style.quiet}>{w.noList}</p>}
      {!open && materials.length > 0 && <p className={style.shut}>{w.shut}</p>}
      <ol className={style.materials}>
        {materials.map((material) => {
          const progress = progressOf(training, material.id, student)
          const line = <Line material={material} progress={progress} />
          return (
            <li key={material.id} data-done={progress?.finishedAt != null || undefined}>
              {open ? (
                <Link
                  to="/training/$contestId"
                  params={{ contestId }}
                  search={{ material: material.id, who: student.key }}
                  className={style.material}
                >
                  {line}
                </Link>
              ) : (
                <div className={style.material}>{line}</div>
              )}
            </li>
          )
        })}
      </ol>
    </section>
  )
}

function Line({ material, progress }: { material: MyMaterial; progress: MyProgress | undefined }) {
  const w = useWords(trainingWords)
  const kind = material.mime?.startsWith('audio/') ? 'audio' : material.kind
  const Icon = { document: IconFileText, video: IconMovie, audio: IconHeadphones, link: IconExternalLink }[kind]
  const done = progress?.finishedAt != null
  const begun = material.kind === 'video' && progress !== undefined && !done
  const facts = [
    w.kinds[kind],
    ...(material.seconds === null ? [] : [playTime(material.seconds)]),
    ...(material.required ? [] : [w.optional]),
  ]
  return (
    <>
      {done ? <IconCircleCheckFilled size={24} aria-hidden /> : <Icon size={24} stroke={1.6} aria-hidden />}
      <span className={style.materialName}>
        <strong>{material.title}</strong>
        <small>{facts.join(' · ')}</small>
        {begun && (
          <progress
            max={100}
            value={progress.percent}
            aria-label={fill(w.stoppedAt, { at: playTime(progress.position), percent: progress.percent })}
          />
        )}
      </span>
      <span className={style.materialState}>
        {done
          ? w.finished
          : begun
            ? fill(w.stoppedAt, { at: playTime(progress.position), percent: progress.percent })
            : w.notBegun}
      </span>
    </>
  )
}
