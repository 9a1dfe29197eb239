/** Where files are dropped or chosen for a reading list, and how far each is. */
import type { UploadProgress } from '@leitai/items/web-plug.ts'
import { fill, useText, useWords } from '@leitai/design/language.ts'
import { Button } from '@mantine/core'
import { IconUpload } from '@tabler/icons-react'
import { useEffect, useRef, useState, type DragEvent, type ReactNode } from 'react'
import { uploadToTraining } from '../../live/uploads.ts'
import { useContest } from '../../staff/contest.tsx'
import style from './training.module.css'
import { trainingPlanWords } from './words.ts'

interface Sending {
  key: number
  name: string
  progress: UploadProgress
  stop: AbortController
  refused: { zh: string; en: string } | null
}

const accepted = 'video/*,audio/*,image/*,.pdf,.pptx,.docx,.xlsx,.mkv'

interface Props {
  training: string
  onTaken(): Promise<void>
  children: ReactNode
}

export function UploadPlace({ training, onTaken, children }: Props) {
  const w = useWords(trainingPlanWords)
  const text = useText()
  const { id } = useContest()
  const [sending, setSending] = useState<readonly Sending[]>([])
  const [over, setOver] = useState(false)
  const picker = useRef<HTMLInputElement>(null)
  const count = useRef(0)
  const busy = sending.some(({ refused }) => refused === null)
  // the browser asks once more before it throws a film away
  useEffect(() => {
    if (!busy) return
    const ask = (event: BeforeUnloadEvent) => event.preventDefault()
    addEventListener('beforeunload', ask)
    return () => removeEventListener('beforeunload', ask)
  }, [busy])

  const change = (key: number, more: Partial<Sending>) =>
    setSending((all) => all.map((one) => (one.key === key ? { ...one, ...more } : one)))
  const drop = (key: number) => setSending((all) => all.filter((one) => one.key !== key))

  async function bring({ key, stop }: Sending, file: File) {
    if (stop.signal.aborted) return drop(key)
    const outcome = await uploadToTraining(id, training, file, (progress) => change(key, { progress }), stop.signal)
    if (outcome.ok || outcome.code === 'cancelled') drop(key)
    else change(key, { refused: outcome })
    if (outcome.ok) await onTaken()
  }

  /** One after another: the list is in the order in which they were chosen. */
  async function bringAll(chosen: FileList | null) {
    const files = [...(chosen ?? [])]
    const entries = files.map((file): Sending => {
      const progress: UploadProgress = { state: 'sending', sent: 0, total: file.size }
      return { key: (count.current += 1), name: file.name, progress, stop: new AbortController(), refused: null }
    })
    // what was said of the last choice has been read
    setSending((all) => [...all.filter(({ refused }) => refused === null), ...entries])
    for (const [index, entry] of entries.entries()) await bring(entry, files[index]!)
  }

  const dragged = (event: DragEvent, inside: boolean) => {
    event.preventDefault()
    event.stopPropagation()
    setOver(inside)
  }
  const said = ({ state, sent, total }: UploadProgress) =>
    state === 'checking'
      ? w.checking
      : state === 'waiting'
        ? w.waiting
        : fill(w.sending, { percent: total === 0 ? 100 : Math.floor((100 * sent) / total) })
  return (
    <>
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
          {w.drop}
          <Button leftSection={<IconUpload size={16} aria-hidden />} onClick={() => picker.current?.click()}>
            {w.upload}
          </Button>
          {children}
        </p>
        <small>{w.accepts}</small>
        <input
          ref={picker}
          type="file"
          hidden
          multiple
          accept={accepted}
          onChange={(event) => {
            void bringAll(event.currentTarget.files)
            // the same file may be chosen again
            event.currentTarget.value = ''
          }}
        />
      </div>
      {sending.length > 0 && (
        <ul className={style.sending}>
          {sending.map(({ key, name, progress, stop, refused }) =>
            refused === null ? (
              <li key={key}>
                <strong>{name}</strong>
                <progress max={progress.total || 1} value={progress.sent} aria-label={name} />
                <small role="status">{said(progress)}</small>
                {progress.state !== 'checking' && (
                  <Button
                    size="compact-sm"
                    variant="subtle"
                    color="gray"
                    onClick={() => {
                      stop.abort()
                      drop(key)
                    }}
                  >
                    {w.stop}
                  </Button>
                )}
              </li>
            ) : (
              <li key={key} role="alert" data-refused>
                <strong>{name}</strong>
                <small>{text(refused)}</small>
                <Button size="compact-sm" variant="subtle" color="gray" onClick={() => drop(key)}>
                  {w.hide}
                </Button>
              </li>
            ),
          )}
        </ul>
      )}
    </>
  )
}
