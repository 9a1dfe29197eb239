/** What is left of a clock; of one that stands still, what was left then. */
import type { Instant } from '@leitai/core/run.ts'
import { useLeft as useLeftUntil } from '@leitai/design/match/moment.ts'
import type { Clock } from '../types.ts'
import { leftAt } from './clock-now.ts'

export function useLeft(clock: Clock | null, now: () => Instant): number {
  useLeftUntil(clock?.endsAt ?? null, now)
  return clock === null ? 0 : leftAt(clock, now())
}
