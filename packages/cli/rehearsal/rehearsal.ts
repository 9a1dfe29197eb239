/** What the parts of a rehearsal share. */
import type { Item, Rulebook } from '@leitai/core/rulebook/schema.ts'
import type { Someone } from '@leitai/server/rehearsal/crowd.ts'
import type { Day, House } from '@leitai/server/rehearsal/day.ts'
import type { HeldMatch } from '@leitai/server/rehearsal/match.ts'
import type { HeldSession } from '@leitai/server/rehearsal/session.ts'
import type { Turn } from '@leitai/server/rehearsal/stage-turns.ts'
import type { Dealt } from './mishaps.ts'

export interface Rehearsal {
  day: Day
  house: House
  people: readonly Someone[]
  dealt: Dealt
  seats: number
  speed: number
  /** What has been held so far. */
  sessions: HeldSession[]
  turns: Turn[]
  matches: HeldMatch[]
}

/** Everybody joins by an open link, from wherever they are: there are no slips, seats or check-in. */
export function isByLink({ entrants }: Rulebook): boolean {
  return entrants.entry.includes('openLink') && !entrants.entry.includes('list')
}

/** The items of the first stage that are sat, not performed in turn and not led by a host: what happens to people happens there. */
export function itemsSat({ stages }: Rulebook): Item[] {
  return stages[0]!.items.filter(({ start }) => start !== 'turn' && start !== 'match')
}
