import type { Clock } from '../runs/contract.ts'
import type { Instant } from '@leitai/core/run.ts'

/** setTimeout takes no more than 2³¹−1 ms; longer waits are made of several. */
const longestTimeoutMs = 2_000_000_000

/**
 * The machine's clock, read once; from then on the monotonic counter alone. Somebody who sets the machine's clock, or a
 * time service that steps it in the middle of a contest, moves no deadline (F8).
 */
export function systemClock(
  wallNow: () => number = Date.now,
  counterMs: () => number = () => performance.now(),
): Clock {
  const startedAt = wallNow() - counterMs()
  const precise = () => toMicroseconds(startedAt + counterMs())
  const now = (): Instant => Math.floor(startedAt + counterMs())
  return { now, precise, at: (at, wake) => wakeAt(now, 1, at, wake), virtual: false }
}

/** Nobody's press is known better, and the journal keeps no digits that mean nothing. */
export function toMicroseconds(ms: number): number {
  return Math.round(ms * 1000) / 1000
}

/** Wakes at or after `at` on a clock that runs `speed` times as fast as the timers; a timer that fires early goes on. */
export function wakeAt(now: () => Instant, speed: number, at: Instant, wake: () => void): () => void {
  let timer: NodeJS.Timeout
  const arm = () => {
    const leftMs = Math.ceil((at - now()) / speed)
    timer = setTimeout(() => (now() >= at ? wake() : arm()), Math.min(Math.max(leftMs, 0), longestTimeoutMs))
  }
  arm()
  return () => clearTimeout(timer)
}
