/** Options as large rows. `at once`: one key sends; else it is chosen first and confirmed with Enter. */
import { fill, useWords } from '@leitai/design/language.ts'
import { IconCheck, IconX } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import type { Key, ShownQuestion } from '../types.ts'
import { letters, optionsOf } from './naming.ts'
import style from './seat.module.css'
import { seatWords } from './seat-words.ts'
import { placeOfKey } from './use-press.ts'

interface Props {
  question: ShownQuestion
  /** What the server holds; null: nothing yet. */
  chosen: number[] | null
  open: boolean
  atOnce: boolean
  keyShown?: Key | undefined
  /** It was said whether it was right. */
  ruled?: boolean
  send(choice: number[], at: DOMHighResTimeStamp): void
}

/** Longer ones want a line of their own. */
const shortOption = 16

/** Mount it anew for each question. */
export function SeatChoices({ question, chosen, open, atOnce, keyShown, ruled = false, send }: Props) {
  const w = useWords(seatWords)
  const options = optionsOf(question, w)
  const [picked, setPicked] = useState<number[]>([])
  const [sent, setSent] = useState<number[] | null>(null)
  const settled = chosen ?? sent
  const several = question.kind === 'multiple'
  const oneKey = atOnce && !several
  const shown = settled ?? picked
  const active = open && settled === null

  function take(place: number, at: DOMHighResTimeStamp) {
    if (!active || question.removed.includes(place)) return
    if (oneKey) return submit([place], at)
    setPicked((before) =>
      several
        ? before.includes(place)
          ? before.filter((one) => one !== place)
          : [...before, place].toSorted((a, b) => a - b)
        : [place],
    )
  }

  function submit(choice: number[], at: DOMHighResTimeStamp) {
    if (!active || choice.length === 0) return
    setSent(choice)
    send(choice, at)
  }

  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (!active || event.repeat || event.ctrlKey || event.altKey || event.metaKey) return
      // a lifeline that has the focus keeps its own keys
      if (event.target instanceof HTMLElement && event.target.closest('[data-own-keys]') !== null) return
      if (event.key === 'Enter' && !oneKey) {
        event.preventDefault()
        return submit(picked, event.timeStamp)
      }
      const place = placeOfKey(event.key, options.length)
      if (place !== null) {
        event.preventDefault()
        take(place, event.timeStamp)
      }
    }
    addEventListener('keydown', listen)
    return () => removeEventListener('keydown', listen)
  })

  const named = (choice: readonly number[]) =>
    choice.map((place) => (question.kind === 'trueFalse' ? options[place] : letters[place])).join('')
  return (
    <div className={style.choices} data-open={active || undefined}>
      <ol data-wide={options.every((option) => option.length <= shortOption) || undefined}>
        {options.map((option, place) => {
          const removed = question.removed.includes(place)
          const right = keyShown?.places.includes(place) ?? false
          const mine = shown.includes(place)
          return (
            // oxlint-disable-next-line react/no-array-index-key -- options never move
            <li key={place}>
              <button
                type="button"
                aria-pressed={mine}
                disabled={!active || removed}
                data-mine={mine || undefined}
                data-removed={removed || undefined}
                data-key={keyShown === undefined ? undefined : right ? 'right' : mine ? 'wrong' : 'other'}
                onPointerDown={(event) => {
                  if (event.button === 0) take(place, event.timeStamp)
                }}
                onClick={(event) => {
                  // from a keyboard or a screen reader; a pointer was heard when it went down
                  if (event.detail === 0) take(place, event.timeStamp)
                }}
              >
                <b>{letters[place]}</b>
                <span>{option}</span>
                {keyShown !== undefined && right && <IconCheck aria-label={w.states.right} />}
                {keyShown !== undefined && mine && !right && <IconX aria-label={w.states.wrong} />}
              </button>
            </li>
          )
        })}
      </ol>
      {active && !oneKey && (
        <button
          type="button"
          className={style.submit}
          disabled={picked.length === 0}
          onClick={(event) => submit(picked, event.timeStamp)}
        >
          {picked.length === 0 ? (several ? w.pickSeveral : w.pick) : fill(w.confirm, { choice: named(picked) })}
          {picked.length > 0 && <small>{w.confirmKey}</small>}
        </button>
      )}
      {settled !== null && keyShown === undefined && !ruled && (
        <p className={style.sent} role="status">
          <IconCheck size={22} aria-hidden /> {fill(w.sent, { choice: named(settled) })}
          <small>{w.sentHelp}</small>
        </p>
      )}
    </div>
  )
}
