/** What is left, in figures and as a bar that shrinks. The last ten seconds are marked by colour, word and a thicker bar. */
import type { Instant } from '@leitai/core/run.ts'
import { minutesAndSeconds } from '@leitai/design/clock.ts'
import { useWords } from '@leitai/design/language.ts'
import { useShrinking } from '@leitai/design/match/use-shrinking.ts'
import { useLeft } from '@leitai/design/match/moment.ts'
import { useReducedMotion } from '@mantine/hooks'
import type { QuestionView } from '../types.ts'
import style from './stage.module.css'
import { stageWords } from './stage-words.ts'

const lastMs = 10_000

export function StageClock({ question, now }: { question: QuestionView; now(): Instant }) {
  const w = useWords(stageWords)
  const { endsAt, totalMs } = question
  const left = Math.min(useLeft(endsAt, now), totalMs)
  const still = useReducedMotion()
  const bar = useShrinking({ endsAt, leftMs: totalMs, totalMs }, now, still)
  const state = left <= 0 ? 'up' : left <= lastMs ? 'last' : 'running'
  return (
    <div className={style.clock} data-state={state}>
      <span>{state === 'up' ? w.up : state === 'last' ? w.last : w.left}</span>
      <strong role="timer" aria-live="off">
        {minutesAndSeconds(left)}
      </strong>
      <span className={style.track} aria-hidden="true">
        <span ref={bar} />
      </span>
    </div>
  )
}
