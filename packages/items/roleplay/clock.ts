/** What the clock does by itself, and when something that was pressed counts. */
import type { Context, Instant } from '@leitai/core/run.ts'
import { receiptFrom, type Closing } from '@leitai/core/sitting/sitting.ts'
import type { RoleplayEvent, RoleplayState } from './state.ts'
import { endOf, spentAt } from './timer.ts'

/** When it was pressed, as far as that can be: not after it was heard, and not before the clock's last move. */
export function momentOf(state: RoleplayState, { now, pressedAt, by }: Context): Instant {
  return by.kind === 'person' ? Math.max(state.movedAt, Math.min(now, pressedAt ?? now)) : now
}

/** The end that the clock sets a performance. */
function limitOf({ performance, options }: RoleplayState): Instant {
  return endOf(performance)! + options.performance.mostOverSeconds * 1000
}

/** What the clock did by then, whether its tick was heard already or not. */
export function dueBy(state: RoleplayState, at: Instant, seed: string): RoleplayEvent[] {
  if (state.phase !== 'open') return []
  if (state.stage === 'studying') {
    const end = endOf(state.study!)!
    return at >= end ? [{ name: 'studyEnded', payload: { at: end, by: 'clock' } }] : []
  }
  if (state.stage !== 'performing') return []
  const end = endOf(state.performance)!
  const limit = limitOf(state)
  const due: RoleplayEvent[] = []
  if (!state.overtime && at >= end && limit > end) due.push({ name: 'overtimeBegan', payload: { at: end } })
  if (at >= limit) due.push(closed(state, 'deadline', limit, seed, null))
  return due
}

export function closed(
  state: RoleplayState,
  how: Closing,
  at: Instant,
  seed: string,
  why: string | null,
): RoleplayEvent {
  const usedMs = spentAt(state.performance, at)
  return { name: 'closed', payload: { how, at, usedMs, receipt: receiptFrom(seed), reason: why } }
}

/** When `tick` has something to do. */
export function wakesAt(state: RoleplayState): Instant | null {
  if (state.phase !== 'open') return null
  if (state.stage === 'studying') return endOf(state.study!)
  if (state.stage !== 'performing') return null
  return state.overtime ? limitOf(state) : endOf(state.performance)
}
