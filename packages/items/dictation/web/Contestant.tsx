/** Dictation: listen, type five fields in the order in which they are spoken, go on. The keyboard alone is enough. */
import { KeyHint } from '@leitai/design/KeyHint.tsx'
import { fill, useWords } from '@leitai/design/language.ts'
import { pasteRules } from '@leitai/design/no-paste.ts'
import { useKeptText } from '@leitai/design/use-kept-text.ts'
import type { ContestantProps } from '@leitai/items/web-plug.ts'
import { Button } from '@mantine/core'
import {
  useCallback,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  type KeyboardEvent as FieldKey,
} from 'react'
import type { DictationField, DictationRecordView, DictationWorkView } from '../types.ts'
import { useEntries, type EntriesHere } from './entries.ts'
import { usePlayer } from './player.ts'
import { Player } from './Player.tsx'
import { Marked } from './Results.tsx'
import style from './dictation.module.css'
import { dictationWords } from './words.ts'

type Props = ContestantProps<DictationWorkView>

export default function Contestant(props: Props) {
  const { work } = props.view
  if (work.records === undefined) return null
  if (work.results !== undefined && work.totals !== undefined)
    return (
      <Marked
        fields={work.fields}
        records={work.records}
        results={work.results}
        totals={work.totals}
        fileUrl={props.fileUrl}
      />
    )
  return <Work {...props} records={work.records} />
}

function Work({ view, records, act, unsent, fileUrl, paste }: Props & { records: readonly DictationRecordView[] }) {
  const w = useWords(dictationWords)
  const { work } = view
  const entries = useEntries(work, act, unsent)
  const [current, setCurrent] = useState(work.current ?? records[0]!.id)
  const at = Math.max(
    0,
    records.findIndex(({ id }) => id === current),
  )
  const record = records[at]!
  const player = usePlayer(record, act, fileUrl)
  const playsLeft = work.playsLeft?.[record.id] ?? work.replays
  const [askedAt, setAskedAt] = useState<string | null>(null)
  const root = useRef<HTMLDivElement>(null)
  const form = useRef<HTMLDivElement>(null)
  const last = at === records.length - 1
  const empty = record.fields.every((field) => entries.value(record.id, field) === '')

  const go = useCallback(
    (index: number) => {
      const to = records[index]
      if (to === undefined || index === at || (!work.goBack && index < at)) return
      // leaving the field first keeps its last keys, which must arrive before the move
      if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
      setAskedAt(null)
      setCurrent(to.id)
      void act('goTo', { record: to.id }, work.goBack ? 'goTo' : undefined)
    },
    [records, at, work.goBack, act],
  )

  const onward = useCallback(() => {
    if (!work.goBack && empty && askedAt !== record.id) return setAskedAt(record.id)
    go(at + 1)
  }, [work.goBack, empty, askedAt, record.id, go, at])

  useEffect(() => {
    form.current?.querySelector('input')?.focus()
  }, [record.id])

  const { play, state } = player
  // with the record that is on the screen: a key that is pressed at once is meant for it
  useLayoutEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (root.current === null || root.current.closest('[inert]') !== null || event.repeat || event.isComposing) return
      const inField = event.target instanceof HTMLInputElement && event.target.type !== 'range'
      const onButton = event.target instanceof HTMLButtonElement
      if (event.key === 'F2' || (event.key === ' ' && !inField && !onButton)) {
        event.preventDefault()
        if (playsLeft > 0 && (state === 'idle' || state === 'failed')) void play()
      } else if (event.key === 'PageDown') {
        event.preventDefault()
        onward()
      } else if (event.key === 'PageUp') {
        event.preventDefault()
        go(at - 1)
      }
    }
    addEventListener('keydown', listen)
    return () => removeEventListener('keydown', listen)
  }, [play, state, playsLeft, onward, go, at])

  const refusal = useMemo(() => pasteRules(paste, () => void act('reportIncident', { kind: 'pasted' })), [paste, act])
  const enterFrom = (index: number) => {
    const inputs = form.current?.querySelectorAll('input')
    if (index + 1 < record.fields.length) inputs?.[index + 1]?.focus()
    else if (!last) onward()
  }

  return (
    <div className={style.work} ref={root}>
      <div className={style.column}>
        <h2 className={style.title}>
          {fill(w.record, { n: at + 1 })} <small>{fill(w.of, { total: records.length })}</small>
        </h2>
        <Player key={`player ${record.id}`} record={record} player={player} playsLeft={playsLeft} />
        <div className={style.fields} ref={form} key={`fields ${record.id}`}>
          {record.fields.map((field, index) => (
            <FieldRow
              key={field}
              record={record.id}
              field={field}
              entries={entries}
              refusal={refusal}
              onEnter={() => enterFrom(index)}
            />
          ))}
        </div>
        <div className={style.on}>
          {work.goBack && (
            <Button variant="default" size="md" disabled={at === 0} onClick={() => go(at - 1)}>
              {w.previous}
            </Button>
          )}
          {last ? (
            <p className={style.note}>{w.last}</p>
          ) : (
            <>
              <Button size="md" onClick={onward}>
                {w.next}
              </Button>
              <p className={style.note} data-ask={askedAt === record.id || undefined} role="status">
                {askedAt === record.id ? w.emptyAsk : work.goBack ? '' : w.noGoingBack}
              </p>
            </>
          )}
          <div className={style.hints}>
            <KeyHint keys={['F2']}>{w.keyPlay}</KeyHint>
            <KeyHint keys={['Enter']}>{w.keyOn}</KeyHint>
            <KeyHint keys={['Ctrl', 'Enter']}>{w.keySubmit}</KeyHint>
          </div>
        </div>
      </div>
      <Strip records={records} at={at} goBack={work.goBack} entries={entries} onGo={go} />
    </div>
  )
}

interface FieldRowProps {
  record: string
  field: DictationField
  entries: EntriesHere
  refusal: ReturnType<typeof pasteRules>
  onEnter(): void
}

function FieldRow({ record, field, entries, refusal, onEnter }: FieldRowProps) {
  const w = useWords(dictationWords)
  const text = useKeptText({
    initial: entries.value(record, field),
    keep: (value) => entries.enter(record, field, value),
  })
  return (
    <label className={style.field}>
      <span>{w.fields[field]}</span>
      <input
        {...text.field}
        {...refusal}
        name={`dictation-${field}`}
        maxLength={600}
        autoComplete="off"
        autoCorrect="off"
        autoCapitalize="none"
        spellCheck={false}
        onKeyDown={(event: FieldKey) => {
          // 229: the Enter that an input method takes for itself
          if (
            event.key !== 'Enter' ||
            event.nativeEvent.isComposing ||
            event.keyCode === 229 ||
            event.ctrlKey ||
            event.repeat
          )
            return
          event.preventDefault()
          text.flush()
          onEnter()
        }}
      />
    </label>
  )
}

function Strip({
  records,
  at,
  goBack,
  entries,
  onGo,
}: {
  records: readonly DictationRecordView[]
  at: number
  goBack: boolean
  entries: EntriesHere
  onGo(index: number): void
}) {
  const w = useWords(dictationWords)
  return (
    <nav aria-label={w.strip} className={style.strip}>
      <ol>
        {records.map(({ id, fields }, index) => {
          const typed = fields.filter((field) => entries.value(id, field) !== '').length
          const state = typed === 0 ? 'empty' : typed === fields.length ? 'filled' : 'partly'
          return (
            <li key={id}>
              <button
                type="button"
                data-state={state}
                aria-current={index === at ? 'step' : undefined}
                aria-label={`${fill(w.record, { n: index + 1 })} ${w[state]}`}
                disabled={!goBack && index < at}
                onClick={() => onGo(index)}
              >
                {index + 1}
              </button>
            </li>
          )
        })}
      </ol>
    </nav>
  )
}
