/** What is left, in figures and as a bar that shrinks. The last ten seconds are marked by colour, word and a thicker bar. */
import type { Instant } from '@leitai/core/run.ts'
import { minutesAndSeconds } from '@leitai/design/clock.ts'
import { useWords } from '@leitai/design/language.ts'
import { useShrinking } from '@leitai/design/match/use-shrinking.ts'
import { useReducedMotion } from '@mantine/hooks'
import type { ClockNow } from './clock-now.ts'
import { leftAt } from './clock-now.ts'
import style from './clock.module.css'
import { clockWords } from './clock-words.ts'
import { useLeft } from './use-left.ts'

const lastMs = 10_000

export function StageClock({
  clock,
  now,
  size = 'stage',
}: {
  clock: ClockNow
  now: () => Instant
  size?: 'stage' | 'line' | 'seat'
}) {
  const w = useWords(clockWords)
  const left = useLeft(clock, now)
  const still = useReducedMotion()
  const bar = useShrinking(clock, now, still)
  const { endsAt, totalMs } = clock
  const state = endsAt === null ? 'still' : left <= 0 ? 'up' : left <= lastMs ? 'last' : 'running'
  return (
    <div className={style.clock} data-size={size} data-state={state}>
      <span className={style.label}>
        {state === 'up' ? w.up : state === 'last' && totalMs > lastMs ? w.last : w[clock.for]}
      </span>
      <span className={style.digits} role="timer" aria-live="off">
        {minutesAndSeconds(still ? leftAt(clock, now()) : left)}
      </span>
      <span className={style.track} aria-hidden="true">
        <span ref={bar} className={style.bar} />
      </span>
    </div>
  )
}
