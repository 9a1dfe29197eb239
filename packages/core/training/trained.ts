/**
 * Who is trained for a stage, and when its reading list is open: both follow from the contest's record, so that whoever goes
 * on has it at once, and whoever is out has it no longer.
 */
import { competesIn, stageOf } from '../contest/reading.ts'
import type { RosterEntry } from '../contest/acts.ts'
import type { ContestState } from '../contest/state.ts'
import type { Stage, Training } from '../rulebook/schema.ts'

export function trainingOf(state: ContestState, id: string): Training | undefined {
  return state.rulebook?.rulebook.training?.find((training) => training.id === id)
}

/** The stage that a training prepares for; of one that is played in rounds, the first. */
export function stageAhead(state: ContestState, { before }: Pick<Training, 'before'>): Stage | undefined {
  const rulebook = state.rulebook?.rulebook
  if (rulebook === undefined) return undefined
  return stageOf(rulebook, before) ?? rulebook.stages.find(({ round }) => round?.of === before && round.number === 1)
}

/**
 * Everybody who competes in the stage ahead, in the roster's order. Null: not known yet, since nobody has gone on to it, or
 * since it is sealed who did.
 */
export function trained(state: ContestState, training: Pick<Training, 'before'>): RosterEntry[] | null {
  const stage = stageAhead(state, training)
  if (stage === undefined) return null
  const roster = Object.values(state.roster)
  if (isFirst(state, stage)) return roster.length === 0 ? null : roster
  const going = Object.keys(state.codes).filter((code) => competesIn(state, stage.id, code))
  if (going.length === 0 || going.some((code) => state.mapping[code] === undefined)) return null
  const entrants = new Set(going.map((code) => state.mapping[code]))
  return roster.filter(({ entrantId }) => entrants.has(entrantId))
}

/** Whose seat this is, as far as everybody may know it. */
export function entrantAt(state: ContestState, code: string): RosterEntry | undefined {
  return state.roster[state.mapping[code] ?? '']
}

/**
 * The reading list is shut while the stage that it prepares for, or a later one, is being played: nobody reads up on answers
 * at the seat.
 */
export function isReadingOpen(state: ContestState, training: Pick<Training, 'before'>): boolean {
  const stages = state.rulebook?.rulebook.stages ?? []
  const ahead = stages.findIndex(({ id }) => id === stageAhead(state, training)?.id)
  return !Object.values(state.sessions).some(
    ({ stage, phase }) =>
      (phase === 'open' || phase === 'paused') && stages.findIndex(({ id }) => id === stage) >= ahead,
  )
}

/** Who is counted at a session: each member of a team by name, an individual without one. */
export function membersOf({ members }: Pick<RosterEntry, 'members'>): string[] {
  return members.length === 0 ? [''] : [...new Set(members)]
}

function isFirst(state: ContestState, stage: Stage): boolean {
  return state.rulebook?.rulebook.stages[0]?.id === stage.id
}
