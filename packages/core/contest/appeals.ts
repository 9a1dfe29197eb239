/** How far appeals are: until when one can be filed, by whom, and which wait for a ruling or a correction. */
import type { Instant } from '../run.ts'
import { competesIn, groupOf, isSealed, stageBefore } from './reading.ts'
import type { ContestState } from './state.ts'

/** From when until when an entrant's score in an item can be appealed; null where that time has not come. */
export function appealWindow(
  state: ContestState,
  stage: string,
  item: string,
  entrantId: string,
): { from: Instant; until: Instant } | null {
  const rule = state.rulebook?.rulebook.appeals
  if (rule === undefined) return null
  const from =
    rule.after === 'results' ? (state.results[stage]?.published ?? null) : endOf(state, stage, item, entrantId)
  return from === null ? null : { from, until: from + rule.withinMinutes * 60_000 }
}

/** When the entrant's session of the item ended. */
function endOf(state: ContestState, stage: string, item: string, entrantId: string): Instant | null {
  const first = stageBefore(state, stage) === undefined
  const group = first ? (groupOf(state, entrantId) ?? 1) : 1
  const session = Object.values(state.sessions).find(
    (one) => one.stage === stage && one.item === item && one.group === group,
  )
  return session?.closedAt ?? null
}

/**
 * Whether the entrant has a part in the stage, as far as it may be known: in the first stage everybody on the list, and
 * while identities are sealed everybody may have been among those who went on.
 */
export function hasPart(state: ContestState, stage: string, entrantId: string): boolean {
  if (isSealed(state) || stageBefore(state, stage) === undefined) return true
  return Object.entries(state.mapping).some(([code, id]) => id === entrantId && competesIn(state, stage, code))
}

/** Appeals that wait for a ruling. */
export function openAppeals(state: ContestState, stage: string) {
  return Object.values(state.appeals).filter(
    (appeal) => appeal.stage === stage && appeal.ruling === null && appeal.withdrawn === null,
  )
}

/** Upheld, and no correction has followed yet. */
export function uncorrectedAppeals(state: ContestState, stage: string) {
  const corrected = new Set(state.results[stage]?.corrections.map(({ appeal }) => appeal))
  return Object.values(state.appeals).filter(
    (appeal) => appeal.stage === stage && appeal.ruling?.upheld === true && !corrected.has(appeal.appeal),
  )
}
