/** Which clock counts now, and what for. */
import type { Instant } from '@leitai/core/run.ts'
import type { Clock, PlayCommon } from '../types.ts'

export interface ClockNow extends Clock {
  for: 'press' | 'answer' | 'still' | 'rapid'
}

export function clockNow(play: PlayCommon): ClockNow | null {
  const { rapid, everybody, question } = play
  if (rapid !== null) return rapid.over ? null : { ...rapid.clock, for: rapid.started ? 'rapid' : 'still' }
  if (everybody?.endsAt != null && everybody.opensAt !== null)
    return everybody.chosen !== null || question?.phase === 'revealed' || question?.phase === 'void'
      ? null
      : spanning(everybody.opensAt, everybody.endsAt, 'answer')
  if (question === null) return null
  switch (question.phase) {
    case 'shown':
      return question.clock === null
        ? null
        : { ...question.clock, for: question.clock.endsAt === null ? 'still' : 'answer' }
    case 'armed': {
      const { opensAt = null, pressEndsAt = null } = question.buzz ?? {}
      return opensAt === null || pressEndsAt === null ? null : spanning(opensAt, pressEndsAt, 'press')
    }
    case 'answering':
      return question.clock === null ? null : { ...question.clock, for: 'answer' }
    case 'deciding':
    case 'judging':
    case 'ruled':
    case 'revealed':
    case 'void':
      return null
  }
}

/** Full until it begins. */
function spanning(opensAt: Instant, endsAt: Instant, why: ClockNow['for']): ClockNow {
  return { endsAt, leftMs: endsAt - opensAt, totalMs: endsAt - opensAt, for: why }
}

export function leftAt({ endsAt, leftMs, totalMs }: Clock, at: Instant): number {
  return endsAt === null ? leftMs : Math.max(0, Math.min(totalMs, endsAt - at))
}
