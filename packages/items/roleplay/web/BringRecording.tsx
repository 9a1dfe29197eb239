/** One quiet row: whether the recording is there, how far it is, and a key to bring it or another one. */
import { clockTime } from '@leitai/core/words.ts'
import { fill, useText, useWords } from '@leitai/design/language.ts'
import type { UnfinishedUpload, Uploads } from '@leitai/items/web-plug.ts'
import { Button } from '@mantine/core'
import { IconAlertTriangle, IconCheck, IconCloudOff, IconMicrophone, IconUpload } from '@tabler/icons-react'
import { useCallback, useEffect, useRef, useState, type ReactNode } from 'react'
import type { RecordingBox } from '../types.ts'
import { bringRecording, forgetRecording, useOnItsWay } from './on-their-way.ts'
import style from './recording.module.css'
import { recordingWords } from './recording-words.ts'

interface Props {
  box: RecordingBox
  /** Undefined: it is only told. */
  uploads: Uploads | undefined
  now(): number
}

export function BringRecording({ box, uploads, now }: Props) {
  return uploads !== undefined && box.takes ? (
    <Bringing box={box} uploads={uploads} now={now} />
  ) : (
    <Told box={box} shut={false} />
  )
}

function Bringing({ box, uploads, now }: Props & { uploads: Uploads }) {
  const w = useWords(recordingWords)
  const text = useText()
  const sending = useOnItsWay(uploads.runId)
  const [unfinished, setUnfinished] = useState<UnfinishedUpload | null>(null)
  const shut = useShut(box.until, now)
  const picker = useRef<HTMLInputElement>(null)

  const { unfinishedUploads } = uploads
  const look = useCallback(async () => {
    setUnfinished((await unfinishedUploads()).find(({ slot }) => slot === 'recording') ?? null)
  }, [unfinishedUploads])
  useEffect(() => void look(), [look])

  async function bring(file: File) {
    setUnfinished(null)
    await bringRecording(uploads, file)
    await look()
  }
  const choose = () => picker.current?.click()
  const input = (
    <input
      ref={picker}
      type="file"
      hidden
      accept="audio/*,video/*"
      onChange={(event) => {
        const [file] = event.currentTarget.files ?? []
        if (file !== undefined) void bring(file)
        // the same file may be chosen again
        event.currentTarget.value = ''
      }}
    />
  )

  if (sending !== null && sending.refused !== null)
    return (
      <Row
        state="refused"
        icon={<IconAlertTriangle size={20} aria-hidden />}
        says={sending.name}
        more={text(sending.refused)}
      >
        <Button variant="default" size="compact-md" onClick={() => forgetRecording(uploads.runId)}>
          {w.hide}
        </Button>
      </Row>
    )
  if (sending !== null) {
    const { state, sent, total } = sending.progress
    return (
      <Row
        state={state}
        icon={state === 'waiting' ? <IconCloudOff size={20} aria-hidden /> : <IconUpload size={20} aria-hidden />}
        says={sending.name}
        progress={state === 'checking' ? 1 : total === 0 ? 1 : sent / total}
        more={
          state === 'checking' ? w.checking : fill(w[state], { sent: megabytes(sent), total: `${megabytes(total)} MB` })
        }
        help={w.stays}
      >
        {state !== 'checking' && (
          <Button variant="subtle" color="gray" size="compact-md" onClick={() => sending.stop.abort()}>
            {w.cancel}
          </Button>
        )}
      </Row>
    )
  }
  if (shut) return <Told box={box} shut />
  if (unfinished !== null)
    return (
      <Row
        state="waiting"
        icon={<IconUpload size={20} aria-hidden />}
        says={fill(w.unfinished, {
          name: unfinished.name,
          percent: unfinished.bytes === 0 ? 100 : Math.floor((100 * unfinished.received) / unfinished.bytes),
        })}
      >
        {input}
        <Button variant="default" size="compact-md" onClick={choose}>
          {w.again}
        </Button>
        <Button
          variant="subtle"
          color="gray"
          size="compact-md"
          onClick={() => void uploads.giveUpUpload(unfinished.id).then(look, look)}
        >
          {w.giveUp}
        </Button>
      </Row>
    )
  return (
    <Told box={box} shut={false}>
      {input}
      <Button variant="default" size="compact-md" leftSection={<IconUpload size={16} aria-hidden />} onClick={choose}>
        {box.name === null ? w.bring : w.replace}
      </Button>
    </Told>
  )
}

/** What there is and what there is not. */
function Told({ box, shut, children }: { box: RecordingBox; shut: boolean; children?: ReactNode }) {
  const w = useWords(recordingWords)
  const required = box.wanted === 'required'
  const owed = required && box.until !== null
  const at = box.until === null ? '' : clockTime(box.until).slice(0, 5)
  if (box.name !== null)
    return (
      <Row
        state="there"
        icon={<IconCheck size={20} aria-hidden />}
        says={fill(w.there, { name: box.name })}
        more={box.seconds === null ? undefined : length(box.seconds)}
      >
        {children}
      </Row>
    )
  return (
    <Row
      state={owed ? 'owed' : 'welcome'}
      icon={owed ? <IconAlertTriangle size={20} aria-hidden /> : <IconMicrophone size={20} aria-hidden />}
      says={shut ? fill(w.overMissing, { at }) : owed ? w.owed : required ? w.wanted : w.welcome}
      more={shut || at === '' || children === undefined ? undefined : fill(w.until, { at })}
    >
      {children}
    </Row>
  )
}

interface RowProps {
  state: string
  icon: ReactNode
  says: string
  more?: string | undefined
  /** Of one. */
  progress?: number
  help?: string
  children?: ReactNode
}

function Row({ state, icon, says, more, progress, help, children }: RowProps) {
  const w = useWords(recordingWords)
  return (
    <section className={style.row} data-state={state} aria-label={w.title}>
      {icon}
      <div className={style.says}>
        <strong>{says}</strong>
        {progress !== undefined && <progress max={1} value={progress} aria-label={w.title} />}
        {more !== undefined && <small role={state === 'refused' ? 'alert' : 'status'}>{more}</small>}
        {help !== undefined && <small>{help}</small>}
      </div>
      <div className={style.keys}>{children}</div>
    </section>
  )
}

/** Whether the time for uploads is over, by the server's clock. */
function useShut(until: number | null, now: () => number): boolean {
  const [passed, setPassed] = useState<number | null>(null)
  useEffect(() => {
    if (until === null) return
    const timer = setTimeout(() => setPassed(until), Math.max(0, until - now()))
    return () => clearTimeout(timer)
  }, [until, now])
  return until !== null && passed === until
}

const megabytes = (bytes: number): string => (bytes / 2 ** 20).toFixed(1)

/** `5:00` */
function length(seconds: number): string {
  const whole = Math.round(seconds)
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`
}
