/** A dictation paper: records as rows that are typed in place, each with its recording. */
import { EmptyState } from '@leitai/design/EmptyState.tsx'
import { freeId } from '@leitai/design/free-id.ts'
import { fill, useWords } from '@leitai/design/language.ts'
import type { EditorProps } from '@leitai/items/web-plug.ts'
import { Button, FileButton } from '@mantine/core'
import { IconPlayerPlay, IconPlayerStop, IconTrash, IconUpload } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import { dictationFields, type DictationMaterial, type DictationRecord } from '../types.ts'
import style from './editor.module.css'
import { dictationWords } from './words.ts'

type Props = EditorProps<DictationMaterial>
const audioTypes = 'audio/mpeg,audio/mp4,audio/ogg,audio/wav,audio/webm,.mp3,.m4a,.ogg,.wav,.webm'

export default function Editor({ body, onChange, upload, fileUrl }: Props) {
  const w = useWords(dictationWords)
  const records = body?.records ?? []
  const [note, setNote] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const silent = records.filter(({ audio }) => audio === null).length

  const put = (id: string, change: Partial<DictationRecord>) =>
    onChange({ records: records.map((one) => (one.id === id ? { ...one, ...change } : one)) })

  const add = () => {
    const id = freeId(records, String)
    onChange({
      records: [...records, { id, name: '', address: '', phone: '', postcode: '', email: '', audio: null }],
    })
  }

  /** A file goes to the record whose number stands in its name; one that is chosen for a row goes there. */
  async function take(files: readonly File[], to?: DictationRecord) {
    setBusy(true)
    setNote(null)
    const found: Record<string, DictationRecord['audio']> = {}
    const unmatched: string[] = []
    try {
      for (const file of files) {
        const record = to ?? records[numberIn(file.name, records) ?? -1]
        if (record === undefined) unmatched.push(file.name)
        else {
          const stored = await upload(file)
          const seconds = await secondsOf(file)
          found[record.id] = { ...stored, ...(seconds === null ? {} : { seconds }) }
        }
      }
      onChange({ records: records.map((one) => ({ ...one, audio: found[one.id] ?? one.audio })) })
      const said = [fill(w.uploaded, { n: Object.keys(found).length })]
      if (unmatched.length > 0) said.push(fill(w.unmatched, { names: unmatched.join('、') }))
      setNote(said.join(' '))
    } catch {
      setNote(w.uploadFailed)
    }
    setBusy(false)
  }

  if (records.length === 0)
    return <EmptyState title={w.empty_title} about={w.empty_about} act={<Button onClick={add}>{w.add}</Button>} />
  return (
    <div>
      <div className={style.bar}>
        <span>{fill(w.count, { n: records.length })}</span>
        {silent > 0 && <span className={style.lacking}>{fill(w.missingAudio, { n: silent })}</span>}
        <span className={style.help} role="status">
          {note ?? w.uploadManyHelp}
        </span>
        <FileButton multiple accept={audioTypes} onChange={(files) => void take(files)}>
          {(props) => (
            <Button {...props} variant="default" size="xs" loading={busy} leftSection={<IconUpload size={14} />}>
              {w.uploadMany}
            </Button>
          )}
        </FileButton>
      </div>
      <div className={style.frame}>
        <table className={style.table}>
          <thead>
            <tr>
              <th>{w.id}</th>
              {dictationFields.map((field) => (
                <th key={field}>{w.fields[field]}</th>
              ))}
              <th>{w.audio}</th>
              <th aria-label={w.remove} />
            </tr>
          </thead>
          <tbody>
            {records.map((record) => (
              <tr key={record.id}>
                <td>{record.id}</td>
                {dictationFields.map((field) => (
                  <td key={field} data-field={field}>
                    <input
                      value={record[field]}
                      aria-label={`${record.id} ${w.fields[field]}`}
                      maxLength={300}
                      spellCheck={false}
                      onChange={(event) => put(record.id, { [field]: event.currentTarget.value })}
                    />
                  </td>
                ))}
                <td className={style.audio}>
                  {record.audio !== null && (
                    <Listen url={fileUrl(record.audio.hash)} seconds={record.audio.seconds ?? null} />
                  )}
                  <FileButton accept={audioTypes} onChange={(file) => file !== null && void take([file], record)}>
                    {(props) => (
                      <Button
                        {...props}
                        variant="subtle"
                        size="compact-xs"
                        color={record.audio === null ? 'vermilion' : 'gray'}
                        disabled={busy}
                      >
                        {record.audio === null ? w.upload : w.replace}
                      </Button>
                    )}
                  </FileButton>
                </td>
                <td>
                  <button
                    type="button"
                    className={style.icon}
                    aria-label={`${w.remove} ${record.id}`}
                    onClick={() => onChange({ records: records.filter(({ id }) => id !== record.id) })}
                  >
                    <IconTrash size={15} aria-hidden />
                  </button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <Button variant="default" size="xs" mt={12} onClick={add}>
        {w.add}
      </Button>
    </div>
  )
}

function Listen({ url, seconds }: { url: string; seconds: number | null }) {
  const w = useWords(dictationWords)
  const [playing, setPlaying] = useState(false)
  const audio = useRef<HTMLAudioElement | null>(null)
  useEffect(() => () => audio.current?.pause(), [])
  return (
    <button
      type="button"
      className={style.listen}
      aria-label={playing ? w.stop : w.listen}
      onClick={() => {
        if (audio.current !== null && playing) {
          audio.current.pause()
          return setPlaying(false)
        }
        const element = new Audio(url)
        element.addEventListener('ended', () => setPlaying(false))
        element.addEventListener('error', () => setPlaying(false))
        audio.current = element
        setPlaying(true)
        element.play().catch(() => setPlaying(false))
      }}
    >
      {playing ? <IconPlayerStop size={14} aria-hidden /> : <IconPlayerPlay size={14} aria-hidden />}
      {seconds !== null && `${Math.round(seconds)}″`}
    </button>
  )
}

/** Where the record stands whose number is in the file's name: by its id first, by its place otherwise. */
export function numberIn(name: string, records: readonly DictationRecord[]): number | null {
  const digits = /(\d+)(?!.*\d)/.exec(name.replace(/\.[^.]+$/, ''))?.[1]
  if (digits === undefined) return null
  const byId = records.findIndex(({ id }) => /^\d+$/.test(id) && Number(id) === Number(digits))
  if (byId !== -1) return byId
  const place = Number(digits) - 1
  return place >= 0 && place < records.length ? place : null
}

function secondsOf(file: File): Promise<number | null> {
  return new Promise((resolve) => {
    const url = URL.createObjectURL(file)
    const done = (seconds: number | null) => {
      URL.revokeObjectURL(url)
      resolve(seconds)
    }
    const audio = new Audio(url)
    audio.addEventListener('loadedmetadata', () =>
      done(Number.isFinite(audio.duration) ? Math.round(audio.duration * 100) / 100 : null),
    )
    audio.addEventListener('error', () => done(null))
  })
}
