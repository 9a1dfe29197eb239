/** What is left, in figures and as a bar that shrinks. The last ten seconds are marked by colour, word and a thicker bar. */
import type { Instant } from '@leitai/core/run.ts'
import { minutesAndSeconds } from '@leitai/design/clock.ts'
import { useWords } from '@leitai/design/language.ts'
import { useReducedMotion } from '@mantine/hooks'
import { useLayoutEffect, useRef } from 'react'
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
  const bar = useRef<HTMLSpanElement>(null)
  const { endsAt, leftMs, totalMs } = clock
  useLayoutEffect(() => {
    const element = bar.current
    if (element === null) return
    const share = (ms: number) => `scaleX(${totalMs === 0 ? 0 : Math.max(0, Math.min(1, ms / totalMs))})`
    const rest = endsAt === null ? leftMs : endsAt - now()
    element.style.transform = share(rest)
    if (endsAt === null || rest <= 0 || still) return
    const running = element.animate([{ transform: share(rest) }, { transform: share(0) }], {
      delay: Math.max(0, rest - totalMs),
      duration: Math.min(rest, totalMs),
      fill: 'both',
    })
    return () => running.cancel()
  }, [endsAt, leftMs, totalMs, now, still])
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
