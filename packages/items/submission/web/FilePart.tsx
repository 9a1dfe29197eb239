/** Files: a place to drop them, how far each is, what was received, what was broken off and can go on. */
import { fill, useText, useWords } from '@leitai/design/language.ts'
import type { ContestantProps, UnfinishedUpload, UploadProgress } from '@leitai/items/web-plug.ts'
import { Button } from '@mantine/core'
import { IconCloudOff, IconFile, IconLoader2, IconUpload } from '@tabler/icons-react'
import { useCallback, useEffect, useRef, useState, type DragEvent } from 'react'
import type { FilePart as Part, OwnFile, SubmissionWorkView } from '../types.ts'
import { OwnFileLine } from './OwnFileLine.tsx'
import { fileSize, playTime } from '@leitai/design/sizes.ts'
import style from './submission.module.css'
import { submissionWords } from './words.ts'

type Props = Pick<
  ContestantProps<SubmissionWorkView>,
  'act' | 'upload' | 'unfinishedUploads' | 'giveUpUpload' | 'fileUrl'
> & {
  part: Part
  files: readonly OwnFile[]
}

/** One that is on its way, or was refused and waits to be read. */
interface Sending {
  key: number
  name: string
  progress: UploadProgress
  stop: AbortController
  refused: { zh: string; en: string } | null
}

const chooser: Record<Part['accept'][number], string> = {
  audio: 'audio/*',
  video: 'video/*',
  image: '.jpg,.jpeg,.png,.webp',
  pdf: '.pdf',
  slides: '.pptx',
  document: '.docx',
  spreadsheet: '.xlsx',
}

export function FilePart({ part, files, act, upload, unfinishedUploads, giveUpUpload, fileUrl }: Props) {
  const w = useWords(submissionWords)
  const text = useText()
  const [sending, setSending] = useState<readonly Sending[]>([])
  const [unfinished, setUnfinished] = useState<readonly UnfinishedUpload[]>([])
  const [over, setOver] = useState(false)
  const picker = useRef<HTMLInputElement>(null)
  const count = useRef(0)

  const look = useCallback(async () => {
    setUnfinished((await unfinishedUploads()).filter(({ slot }) => slot === part.id))
  }, [unfinishedUploads, part.id])
  useEffect(() => void look(), [look])

  const active = sending.filter(({ refused }) => refused === null)
  const busy = active.length > 0
  // the browser asks once more before it throws a film away
  useEffect(() => {
    if (!busy) return
    const ask = (event: BeforeUnloadEvent) => event.preventDefault()
    addEventListener('beforeunload', ask)
    return () => removeEventListener('beforeunload', ask)
  }, [busy])

  const room = part.mostFiles - files.length - active.length
  const change = (key: number, more: Partial<Sending>) =>
    setSending((all) => all.map((one) => (one.key === key ? { ...one, ...more } : one)))
  const drop = (key: number) => setSending((all) => all.filter((one) => one.key !== key))

  async function bring(file: File) {
    const key = (count.current += 1)
    const stop = new AbortController()
    const progress: UploadProgress = { state: 'sending', sent: 0, total: file.size }
    setSending((all) => [...all, { key, name: file.name, progress, stop, refused: null }])
    setUnfinished((all) => all.filter(({ name, bytes }) => name !== file.name || bytes !== file.size))
    const outcome = await upload(part.id, file, (next) => change(key, { progress: next }), stop.signal)
    if (outcome.ok || outcome.code === 'cancelled') drop(key)
    else change(key, { refused: outcome })
    void look()
  }

  /** One after another: two films at once would each take twice as long. */
  async function bringAll(chosen: FileList | null) {
    // what was said of the last choice has been read
    setSending((all) => all.filter(({ refused }) => refused === null))
    for (const file of [...(chosen ?? [])].slice(0, Math.max(0, room))) await bring(file)
  }

  const dragged = (event: DragEvent, inside: boolean) => {
    event.preventDefault()
    event.stopPropagation()
    setOver(inside && room > 0)
  }

  const open = unfinished.filter(({ name }) => !active.some((one) => one.name === name))
  return (
    <div className={style.files}>
      {files.map((file) => (
        <OwnFileLine
          key={file.hash}
          file={file}
          fileUrl={fileUrl}
          onRemove={() => void act('detach', { part: part.id, hash: file.hash })}
        />
      ))}
      {sending.map(({ key, name, progress, stop, refused }) =>
        refused === null ? (
          <div key={key} className={style.file} data-state={progress.state}>
            {progress.state === 'waiting' ? (
              <IconCloudOff size={22} aria-hidden />
            ) : (
              <IconLoader2 size={22} aria-hidden className={style.turning} />
            )}
            <div className={style.fileName}>
              <strong>{name}</strong>
              <progress max={progress.total || 1} value={progress.sent} aria-label={w.sending} />
              <small role="status">
                {progress.state === 'checking'
                  ? w.checking
                  : `${progress.state === 'waiting' ? w.waiting : w.sending} · ${fill(w.sentOf, { sent: fileSize(progress.sent), total: fileSize(progress.total) })} · ${percent(progress.sent, progress.total)}%`}
              </small>
            </div>
            {progress.state !== 'checking' && (
              <Button variant="subtle" color="gray" size="compact-md" onClick={() => stop.abort()}>
                {w.cancel}
              </Button>
            )}
          </div>
        ) : (
          <div key={key} className={style.file} data-state="refused" role="alert">
            <IconFile size={22} aria-hidden />
            <div className={style.fileName}>
              <strong>{name}</strong>
              <small>{text(refused)}</small>
            </div>
            <Button variant="subtle" color="gray" size="compact-md" onClick={() => drop(key)}>
              {w.hide}
            </Button>
          </div>
        ),
      )}
      {open.map((one) => (
        <div key={one.id} className={style.file} data-state="waiting">
          <IconUpload size={22} aria-hidden />
          <div className={style.fileName}>
            <strong>{one.name}</strong>
            <progress max={one.bytes || 1} value={one.received} aria-label={w.sending} />
            <small>{fill(w.unfinished, { name: one.name, percent: percent(one.received, one.bytes) })}</small>
          </div>
          <Button variant="default" size="compact-md" onClick={() => picker.current?.click()}>
            {w.again}
          </Button>
          <Button
            variant="subtle"
            color="gray"
            size="compact-md"
            onClick={() => void giveUpUpload(one.id).then(look, look)}
          >
            {w.giveUp}
          </Button>
        </div>
      ))}
      {busy && <p className={style.quiet}>{w.whileSending}</p>}
      <input
        ref={picker}
        type="file"
        hidden
        multiple={part.mostFiles > 1}
        accept={part.accept.map((one) => chooser[one]).join(',')}
        onChange={(event) => {
          void bringAll(event.currentTarget.files)
          // the same file may be chosen again
          event.currentTarget.value = ''
        }}
      />
      {room > 0 && (
        <div
          className={style.drop}
          data-over={over || undefined}
          onDragEnter={(event) => dragged(event, true)}
          onDragOver={(event) => dragged(event, true)}
          onDragLeave={(event) => dragged(event, false)}
          onDrop={(event) => {
            dragged(event, false)
            void bringAll(event.dataTransfer.files)
          }}
        >
          <p>
            {files.length === 0 ? w.drop : fill(w.dropAgain, { n: room })}{' '}
            <Button
              variant="default"
              size="md"
              leftSection={<IconUpload size={18} aria-hidden />}
              onClick={() => picker.current?.click()}
            >
              {w.choose}
            </Button>
          </p>
          <small>
            {fill(part.mostSeconds === undefined ? w.accepts : w.acceptsSeconds, {
              classes: part.accept.map((one) => w.classes[one]).join(w.and),
              size: fileSize(part.mostMegabytes * 2 ** 20),
              time: playTime(part.mostSeconds ?? 0),
            })}
          </small>
        </div>
      )}
    </div>
  )
}

const percent = (sent: number, total: number): number => (total === 0 ? 100 : Math.floor((100 * sent) / total))
