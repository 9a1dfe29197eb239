/** A timer that runs, stands still and goes on. Pure: whoever asks says what time it is. */
import type { Instant } from '@leitai/core/run.ts'
import type { Timer } from './types.ts'

export function fresh(allowedMs: number): Timer {
  return { allowedMs, spentMs: 0, since: null }
}

export function spentAt({ spentMs, since }: Timer, at: Instant): number {
  return spentMs + (since === null ? 0 : Math.max(0, at - since))
}

export function running(timer: Timer, at: Instant): Timer {
  return timer.since === null ? { ...timer, since: at } : timer
}

export function standing(timer: Timer, at: Instant): Timer {
  return timer.since === null ? timer : { ...timer, spentMs: spentAt(timer, at), since: null }
}

/** When its time is spent; null while it stands. */
export function endOf({ allowedMs, spentMs, since }: Timer): Instant | null {
  return since === null ? null : since + Math.max(0, allowedMs - spentMs)
}
