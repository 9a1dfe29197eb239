/** What follows from a contest's state: questions that acts, views and the server ask alike. */
import type { Instant } from '../run.ts'
import type { Item, Rulebook, Stage } from '../rulebook/schema.ts'
import type { PanelJudge, RosterEntry } from './acts.ts'
import { panelKey, type CodeState, type ContestState, type PanelState, type SessionState } from './state.ts'

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

/** The stage before this one; undefined for the first. */
export function stageBefore(state: ContestState, stage: string): Stage | undefined {
  const stages = state.rulebook?.rulebook.stages ?? []
  return stages[stages.findIndex(({ id }) => id === stage) - 1]
}

/** Who competes in a stage: everybody in the first, later those who went on from the stage before. */
export function competesIn(state: ContestState, stage: string, code: string): boolean {
  const before = stageBefore(state, stage)
  return before === undefined || (state.advanced[before.id]?.codes.includes(code) ?? false)
}

/** The codes that sit in a session: those of its match or group; in a later stage all who went on to it, in one group. */
export function codesOf(state: ContestState, session: Pick<SessionState, 'group' | 'stage'>): CodeState[] {
  const stage = state.rulebook === null ? undefined : stageOf(state.rulebook.rulebook, session.stage)
  if (stage?.matches !== undefined)
    return (state.matches[session.stage]?.groups[session.group - 1] ?? []).flatMap((code) => state.codes[code] ?? [])
  const first = stageBefore(state, session.stage) === undefined
  return Object.values(state.codes).filter((code) =>
    first ? code.group === session.group : session.group === 1 && competesIn(state, session.stage, code.code),
  )
}

/** In which group of a stage's sessions a code sits; null where its match is not drawn yet. */
export function groupIn(state: ContestState, stageId: string, code: string): number | null {
  const stage = state.rulebook === null ? undefined : stageOf(state.rulebook.rulebook, stageId)
  if (stage?.matches !== undefined) {
    const at = state.matches[stageId]?.groups.findIndex((group) => group.includes(code)) ?? -1
    return at < 0 ? null : at + 1
  }
  return stageBefore(state, stageId) === undefined ? (state.codes[code]?.group ?? null) : 1
}

/** The stage that is under way: the first whose end is not in the record. The last one stays, once all is over. */
export function currentStage(state: ContestState): Stage | undefined {
  const stages = state.rulebook?.rulebook.stages ?? []
  return stages.find(({ id }) => !isStageOver(state, id)) ?? stages.at(-1)
}

/** Over: published, and where others follow it is known who goes on. */
export function isStageOver(state: ContestState, stage: string): boolean {
  const last = state.rulebook?.rulebook.stages.at(-1)?.id === stage
  return last ? state.results[stage]?.published != null : stage in state.advanced
}

/** Performed one after another before judges, and ended by people. */
export function isTurn(item: Pick<Item, 'start'> | undefined): boolean {
  return item?.start === 'turn'
}

/** All of a session meet in one run, led by a host. */
export function isMatch(item: Pick<Item, 'start'> | undefined): boolean {
  return item?.start === 'match'
}

/** A match of as many as come, each alone: nobody is named before it. */
export function isCrowd(item: Pick<Item, 'start' | 'options'> | undefined): boolean {
  return isMatch(item) && item!.options['crowd'] === true
}

/** The panel that marks a code's work: its group's own, or the one for all groups. */
export function panelOf(state: ContestState, stage: string, item: string, code: string): PanelState | undefined {
  const group = groupIn(state, stage, code)
  return state.panels[panelKey(stage, item, group)] ?? state.panels[panelKey(stage, item, null)]
}

/** A judge may not mark their own delegation, nor their own student. */
export function isTied(
  { name, delegation }: Pick<PanelJudge, 'name' | 'delegation'>,
  entry: Pick<RosterEntry, 'delegation' | 'coaches'>,
): boolean {
  return (delegation !== '' && entry.delegation === delegation) || entry.coaches.includes(name)
}

/** Ties are looked up at the draw while identities are sealed, and by name where they are not. */
export function isBarred(state: ContestState, code: string, judge: PanelJudge): boolean {
  if (state.codes[code]?.barredJudges.includes(judge.personId)) return true
  const entry = state.roster[state.mapping[code] ?? '']
  return entry !== undefined && isTied(judge, entry)
}

/** How many judges mark each piece: as the rulebook says, and one for what an item leaves to people of itself. */
export function judgesDue({ marking }: Item): number {
  return marking.by === 'judges' ? marking.judges : (marking.byHand?.judges ?? 1)
}

/** Who marks this code's work: the first of the panel who may, as many as the rulebook asks for. */
export function judgesFor(state: ContestState, stage: string, item: Item, code: string): PanelJudge[] {
  const panel = panelOf(state, stage, item.id, code)?.judges ?? []
  return panel.filter((judge) => !isBarred(state, code, judge)).slice(0, judgesDue(item))
}

/** Working time of one code in an item, in seconds: the rulebook's minutes and the entrant's extra time. */
export function secondsFor(item: Pick<Item, 'minutes'>, code: Pick<CodeState, 'extraTimePercent'>): number {
  return Math.round(item.minutes * 60 * (1 + code.extraTimePercent / 100))
}

/** When nobody in the session has time left: what the clock closes it at. */
export function lastEnd(session: SessionState): Instant | null {
  // What is performed in turn, and a match, are ended by people.
  if (session.endsAt === undefined) return null
  return session.phase === 'open' ? Math.max(session.endsAt, ...Object.values(session.ends)) : null
}

/** The name of one code’s run of an item. */
export function runIdOf(contestId: string, stage: string, item: string, code: string): string {
  return `${contestId}:${stage}:${item}:${code}`
}

const markingSuffix = '.marks'
const matchSuffix = '.match'

/** The name of the run in which one code's work in an item is marked. No item's id holds a dot. */
export function markingIdOf(contestId: string, stage: string, item: string, code: string): string {
  return runIdOf(contestId, stage, `${item}${markingSuffix}`, code)
}

/** The name of the run in which all of a session's group meet. */
export function matchIdOf(contestId: string, stage: string, item: string, group: number): string {
  return runIdOf(contestId, stage, `${item}${matchSuffix}`, String(group))
}

/** The run that holds a code's work in an item: its own, or the match in which it meets others. */
export function workIdOf(state: ContestState, stage: string, item: Pick<Item, 'id' | 'start'>, code: string): string {
  return isMatch(item)
    ? matchIdOf(state.contestId, stage, item.id, groupIn(state, stage, code) ?? 0)
    : runIdOf(state.contestId, stage, item.id, code)
}

export interface RunPlace {
  contestId: string
  stage: string
  item: string
  /** Whose run it is; of a match, the number of its group. */
  code: string
  /** Whether it is the marking of the work, not the work itself. */
  marks: boolean
  /** Whether several meet in it. */
  match: boolean
}

/** What a run's id says; null for the contest's own run. The contest's id holds no colon, a code might. */
export function placeOf(runId: string): RunPlace | null {
  const [contestId = '', stage, item, ...code] = runId.split(':')
  if (stage === undefined || item === undefined || code.length === 0) return null
  const marks = item.endsWith(markingSuffix)
  const match = item.endsWith(matchSuffix)
  const suffix = marks ? markingSuffix : match ? matchSuffix : ''
  return { contestId, stage, item: item.slice(0, item.length - suffix.length), code: code.join(':'), marks, match }
}
