/** The clock on the desk: large, with a word for what runs. */
import type { Instant } from '@leitai/core/run.ts'
import { minutesAndSeconds } from '@leitai/design/clock.ts'
import { useWords } from '@leitai/design/language.ts'
import { useMemo } from 'react'
import type { PlayCommon } from '../types.ts'
import { clockNow, leftAt, type ClockNow } from './clock-now.ts'
import { useLeft } from './use-left.ts'
import style from './lead.module.css'
import { leadQuizWords } from './lead-words.ts'

const lastMs = 10_000

export function DeskClock({ play, now, pausedAt }: { play: PlayCommon; now(): Instant; pausedAt: Instant | null }) {
  const w = useWords(leadQuizWords).clock
  const running = useMemo(() => deskClock(play), [play])
  const clock =
    pausedAt === null || running === null ? running : { ...running, endsAt: null, leftMs: leftAt(running, pausedAt) }
  const left = useLeft(clock, now)
  if (clock === null) return null
  const up = left <= 0
  const state = up ? 'up' : clock.endsAt === null ? 'still' : left <= lastMs ? 'last' : 'running'
  return (
    <div className={style.clock} data-state={state}>
      <span className={style.clockLabel}>{up ? w.up : w[clock.for]}</span>
      <span className={style.digits} role="timer" aria-live="off">
        {minutesAndSeconds(left)}
      </span>
    </div>
  )
}

/** The desk keeps what was left in sight while people rule; the hall's clock is gone by then. */
function deskClock(play: PlayCommon): ClockNow | null {
  const clock = clockNow(play)
  const { question } = play
  return clock === null && question?.clock != null && (question.phase === 'judging' || question.phase === 'ruled')
    ? { ...question.clock, endsAt: null, for: 'answer' }
    : clock
}
