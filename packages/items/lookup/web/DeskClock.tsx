/** The clock on the desk, large, with a word for what runs. */
import type { Instant } from '@leitai/core/run.ts'
import { minutesAndSeconds } from '@leitai/design/clock.ts'
import { useWords } from '@leitai/design/language.ts'
import { useLeft } from '@leitai/design/match/moment.ts'
import type { QuestionView } from '../types.ts'
import style from './lead.module.css'
import { leadLookupWords } from './lead-words.ts'

export function DeskClock({ question, now, stopped }: { question: QuestionView; now(): Instant; stopped: boolean }) {
  const w = useWords(leadLookupWords).waits
  const runs = !stopped && (question.phase === 'open' || question.phase === 'deciding')
  const left = Math.min(useLeft(runs ? question.endsAt : null, now), question.totalMs)
  if (!runs) return null
  return (
    <div className={style.clock} data-last={left <= 10_000 || undefined}>
      <span>{left > 0 ? w.left : w.up}</span>
      <strong role="timer" aria-live="off">
        {minutesAndSeconds(left)}
      </strong>
    </div>
  )
}
