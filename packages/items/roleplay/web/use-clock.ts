/** The clock as it is this second, counted by the browser from the moments that the server told. */
import { useEffect, useState } from 'react'
import type { RoleplayClock, Timer } from '../types.ts'

export interface ClockFace {
  of: 'study' | 'performance'
  /** `still`: not begun, paused or over. `over`: past its time, counted up. */
  state: 'still' | 'running' | 'warned' | 'over'
  leftMs: number
  /** Past its time. */
  overMs: number
  spentMs: number
  /** Until the clock ends it by itself; null where nothing runs over. */
  endsInMs: number | null
}

/** The timer that counts now, or next. */
function timerOf({ stage, study, performance }: RoleplayClock): [ClockFace['of'], Timer] {
  return study !== null && (stage === 'before' || stage === 'called' || stage === 'studying')
    ? ['study', study]
    : ['performance', performance]
}

function faceAt(clock: RoleplayClock, at: number): ClockFace {
  const [of, timer] = timerOf(clock)
  const spentMs = timer.spentMs + (timer.since === null ? 0 : Math.max(0, at - timer.since))
  const leftMs = Math.max(0, timer.allowedMs - spentMs)
  const overMs = of === 'performance' ? Math.max(0, spentMs - timer.allowedMs) : 0
  const runs = timer.since !== null
  const warnMs = of === 'performance' ? Math.max(0, ...clock.warnSecondsLeft) * 1000 : 0
  // A pause in overtime is still overtime; what is over is no longer anything to warn of.
  const over = overMs > 0
  return {
    of,
    state: over ? 'over' : !runs ? 'still' : leftMs <= warnMs ? 'warned' : 'running',
    leftMs,
    overMs,
    spentMs,
    endsInMs: over && runs ? Math.max(0, clock.mostOverSeconds * 1000 - overMs) : null,
  }
}

/** Turns just after each whole second of the timer, so that none is skipped or shown twice. */
export function useClock(clock: RoleplayClock, now: () => number): ClockFace {
  const [, turn] = useState(0)
  const [, { allowedMs, spentMs, since }] = timerOf(clock)
  useEffect(() => {
    if (since === null) return
    let timeout: ReturnType<typeof setTimeout>
    const next = () => {
      const rest = allowedMs - spentMs - (now() - since)
      // what is left is rounded up, and so is what is over: both change on the whole second
      const untilWhole = ((rest % 1000) + 1000) % 1000
      timeout = setTimeout(() => {
        turn((n) => n + 1)
        next()
      }, untilWhole + 15)
    }
    next()
    return () => clearTimeout(timeout)
  }, [allowedMs, spentMs, since, now])
  return faceAt(clock, now())
}
