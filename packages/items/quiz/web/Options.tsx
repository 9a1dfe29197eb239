/** The options, and what becomes of them: taken away, chosen, right. Each state has a sign beside its colour. */
import { fill, useWords } from '@leitai/design/language.ts'
import { IconCheck, IconX } from '@tabler/icons-react'
import type { QuestionView } from '../types.ts'
import { letters } from './naming.ts'
import style from './question.module.css'
import { stageWords } from './stage-words.ts'

interface Props {
  question: QuestionView
  options: readonly string[]
  /** How often each was chosen stands beside it, sooner or later. */
  counts: boolean
  /** How often each was chosen, once that is public. */
  chosen: readonly number[] | null
}

/** Longer ones want a line of their own. */
const shortOption = 13
const shortBesideCount = 8

export function Options({ question, options, counts, chosen }: Props) {
  const w = useWords(stageWords)
  const { key, rulings, question: shown } = question
  // what was chosen is told with the key
  const picked = key === undefined ? null : (rulings.at(-1)?.choice ?? null)
  const most = Math.max(1, ...(chosen ?? []))
  const wide = options.every((option) => option.length <= (counts ? shortBesideCount : shortOption))
  return (
    <ol className={style.options} data-wide={wide || undefined} data-counted={chosen !== null || undefined}>
      {options.map((option, place) => {
        const removed = shown.removed.includes(place)
        const right = key?.places.includes(place) ?? false
        const mine = picked?.includes(place) ?? false
        const state = removed ? 'removed' : right ? 'right' : mine ? 'wrong' : undefined
        return (
          // oxlint-disable-next-line react/no-array-index-key -- options have no names of their own and never move
          <li key={place} data-state={state} data-dim={(key !== undefined && state === undefined) || undefined}>
            <b>{shown.kind === 'trueFalse' ? (place === 0 ? '✓' : '✗') : letters[place]}</b>
            <span className={style.option}>{option}</span>
            {state === 'right' && <IconCheck className={style.sign} stroke={2.6} aria-label={w.marks.right} />}
            {state === 'wrong' && <IconX className={style.sign} stroke={2.6} aria-label={w.marks.wrong} />}
            {chosen !== null && (
              <>
                <em>{fill(w.everybody.people, { n: chosen[place] ?? 0 })}</em>
                <i style={{ transform: `scaleX(${(chosen[place] ?? 0) / most})` }} aria-hidden="true" />
              </>
            )}
          </li>
        )
      })}
    </ol>
  )
}
