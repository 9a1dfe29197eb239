/** What follows from a contest's state: questions that acts, views and the server ask alike. */
import type { Instant } from '../run.ts'
import type { Item, Rulebook, Stage } from '../rulebook/schema.ts'
import type { CodeState, ContestState, SessionState } from './state.ts'

export function stageOf(rulebook: Rulebook, id: string): Stage | undefined {
  return rulebook.stages.find((stage) => stage.id === id)
}

export function itemOf(state: ContestState, stage: string, item: string): Item | undefined {
  return state.rulebook === null
    ? undefined
    : stageOf(state.rulebook.rulebook, stage)?.items.find(({ id }) => id === item)
}

export function layersOf(state: ContestState): number {
  return state.rulebook?.rulebook.sealing.layers ?? 0
}

/** True while somebody's identity still lies in an envelope. */
export function isSealed(state: ContestState): boolean {
  return layersOf(state) > 0 && state.unsealedAt === null
}

/** Checked in, not absent, and in no draw that stands; in the roster's order. */
export function undrawn(state: ContestState): string[] {
  const drawn = new Set(state.draws.filter(({ voided }) => voided === null).flatMap(({ entrantIds }) => entrantIds))
  return Object.keys(state.roster).filter((id) => id in state.checkedIn && !drawn.has(id))
}

export function groupOf(state: ContestState, entrantId: string): number | null {
  if (state.order === null) return null
  const index = state.order.groups.findIndex((group) => group.includes(entrantId))
  return index < 0 ? null : index + 1
}

/** The codes that sit in a session: those of its group who may. */
export function codesOf(state: ContestState, session: Pick<SessionState, 'group'>): CodeState[] {
  return Object.values(state.codes).filter((code) => code.group === session.group)
}

/** Working time of one code in an item, in seconds: the rulebook's minutes and the entrant's extra time. */
export function secondsFor(item: Pick<Item, 'minutes'>, code: Pick<CodeState, 'extraTimePercent'>): number {
  return Math.round(item.minutes * 60 * (1 + code.extraTimePercent / 100))
}

/** When nobody in the session has time left: what the clock closes it at. */
export function lastEnd(session: SessionState): Instant | null {
  return session.phase === 'open' ? Math.max(session.endsAt!, ...Object.values(session.ends)) : null
}

/** The name of one code’s run of an item. */
export function runIdOf(contestId: string, stage: string, item: string, code: string): string {
  return `${contestId}:${stage}:${item}:${code}`
}

const markingSuffix = '.marks'

/** The name of the run in which one code's work in an item is marked. No item's id holds a dot. */
export function markingIdOf(contestId: string, stage: string, item: string, code: string): string {
  return runIdOf(contestId, stage, `${item}${markingSuffix}`, code)
}

export interface RunPlace {
  contestId: string
  stage: string
  item: string
  code: string
  /** Whether it is the marking of the work, not the work itself. */
  marks: boolean
}

/** What a run's id says; null for the contest's own run. The contest's id holds no colon, a code might. */
export function placeOf(runId: string): RunPlace | null {
  const [contestId = '', stage, item, ...code] = runId.split(':')
  if (stage === undefined || item === undefined || code.length === 0) return null
  const marks = item.endsWith(markingSuffix)
  return { contestId, stage, item: marks ? item.slice(0, -markingSuffix.length) : item, code: code.join(':'), marks }
}
