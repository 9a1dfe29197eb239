/**
 * Who may study what. A leader studies for those of the own delegation who are trained, a seat for its own entrant; nobody
 * else learns that there is anything.
 */
import type { IncomingHttpHeaders } from 'node:http'
import type { RosterEntry } from '@leitai/core/contest/acts.ts'
import type { ContestState } from '@leitai/core/contest/state.ts'
import type { Training } from '@leitai/core/rulebook/schema.ts'
import { isRefusal } from '@leitai/core/run.ts'
import { entrantAt, trained } from '@leitai/core/training/trained.ts'
import type { Parts } from '../../parts.ts'
import { delegationOf } from '../../people/roles.ts'
import { contestState } from '../contest-state.ts'

type Uses = Pick<Parts, 'host' | 'database' | 'identities'>

export interface Studying {
  training: Training
  people: RosterEntry[]
}

export interface Students {
  state: ContestState
  /** Never empty, and none without people. */
  trainings: Studying[]
}

/** Null: nothing here for this one. A browser may hold a person's sign-in beside a seat's; each has its own right. */
export async function studentsOf(
  parts: Uses,
  headers: IncomingHttpHeaders,
  contestId: string,
): Promise<Students | null> {
  const state = await contestState(parts.host, contestId)
  if (isRefusal(state)) return null
  const mine = await ownEntrants(parts, headers, state)
  if (mine.size === 0) return null
  const trainings = (state.rulebook?.rulebook.training ?? []).flatMap((training): Studying[] => {
    const people = (trained(state, training) ?? []).filter(({ entrantId }) => mine.has(entrantId))
    return people.length === 0 ? [] : [{ training, people }]
  })
  return trainings.length === 0 ? null : { state, trainings }
}

async function ownEntrants(parts: Uses, headers: IncomingHttpHeaders, state: ContestState): Promise<Set<string>> {
  const own = new Set<string>()
  const seat = await parts.identities.identify(headers, 'seat')
  if (seat.kind === 'seat' && seat.contestId === state.contestId) {
    const entry = entrantAt(state, seat.code)
    if (entry !== undefined) own.add(entry.entrantId)
  }
  const person = await parts.identities.identify(headers, 'person')
  if (person.kind === 'person' && person.roles.get(state.contestId)?.includes('leader')) {
    const delegation = await delegationOf(parts, state.contestId, person.id)
    for (const entry of Object.values(state.roster))
      if (delegation !== '' && entry.delegation === delegation) own.add(entry.entrantId)
  }
  return own
}
