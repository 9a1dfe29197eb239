/**
 * Who meets whom: the groups and pairs of a stage that is held in matches. All of it follows from who is there, their ranks
 * in the stage before, and one recorded seed, so that anybody can draw again.
 */
import type { Matches, Stage } from '../rulebook/schema.ts'
import { refuse, type Refusal } from '../run.ts'
import { chance } from '../seed.ts'
import { competesIn, stageBefore, stageOf } from './reading.ts'
import { stageStandings } from './results.ts'
import type { ContestState } from './state.ts'

/**
 * The codes of each match, in order. Entrants who are not present are left out; where nobody is left on one side the other
 * passes without playing. `seed` decides by lot: everything where the rulebook says so, else only between equal ranks.
 */
export function matchesFrom(state: ContestState, stageId: string, seed: string): string[][] | Refusal {
  const stage = state.rulebook === null ? undefined : stageOf(state.rulebook.rulebook, stageId)
  const matches = stage?.matches
  if (stage === undefined || matches === undefined)
    return refuse('noMatches', '该阶段不分组对阵', 'This stage is not held in matches')
  const before = stageBefore(state, stageId)
  if (followsKnockout(stage, before)) return nextRound(state, before, matches)

  const order = matches.seeding === 'rank' ? byRank(state, stageId, before, seed) : drawn(state, stageId, seed)
  return matches.by === 'groups' ? grouped(order, matches) : paired(order, matches.size)
}

/** Whether the pairs of a round are the winners of the round before, and nothing is left to lot. */
export function followsKnockout(stage: Stage, before: Stage | undefined): before is Stage {
  return stage.matches?.by === 'knockout' && stage.round !== undefined && stage.round.number > 1 && before !== undefined
}

/** Present and competing, by code: the order of any list has no part in the draw. */
function entrantsOf(state: ContestState, stageId: string): string[] {
  return Object.values(state.codes)
    .filter(({ code, attendance }) => attendance === 'present' && competesIn(state, stageId, code))
    .map(({ code }) => code)
    .toSorted()
}

function drawn(state: ContestState, stageId: string, seed: string): string[] {
  return chance(seed).shuffle(entrantsOf(state, stageId))
}

/** The best first; equals, and whoever has no rank, stand by lot. */
function byRank(state: ContestState, stageId: string, before: Stage | undefined, seed: string): string[] {
  const lines = before === undefined ? [] : (stageStandings(state, before.id)?.lines ?? [])
  const ranks = new Map(lines.map(({ entrant, rank }) => [entrant, rank ?? Infinity]))
  const rankOf = (code: string) => ranks.get(code) ?? Infinity
  return drawn(state, stageId, seed).toSorted((a, b) => (rankOf(a) === rankOf(b) ? 0 : rankOf(a) - rankOf(b)))
}

/**
 * How many groups: as few as hold all with at most `max` each, as even as can be. Null where some would have fewer than
 * `min`; a field that fits into one group is one, even a small one, as long as there are two to compete.
 */
export function groupCount(entrants: number, { min, max }: { min: number; max: number }): number | null {
  const groups = Math.ceil(entrants / max)
  if (entrants < 2) return null
  return groups === 1 || Math.floor(entrants / groups) >= min ? groups : null
}

/** The order dealt in a snake, so that the strong are spread; a lot dealt so is a lot still. */
function grouped(order: readonly string[], matches: Extract<Matches, { by: 'groups' }>): string[][] | Refusal {
  const { min, max } = matches.size
  const count = groupCount(order.length, matches.size)
  if (count === null)
    return order.length < 2
      ? tooFew(order.length)
      : refuse(
          'groupsDoNotFit',
          `${order.length} 个参赛者按每组 ${min}–${max} 分不成组；请在规程中调整每组人（队）数`,
          `${order.length} entrants cannot be put into groups of ${min} to ${max}; change the size in the rulebook`,
        )
  const groups: string[][] = Array.from({ length: count }, () => [])
  order.forEach((code, place) => {
    const row = Math.floor(place / count)
    const column = place % count
    groups[row % 2 === 0 ? column : count - 1 - column]!.push(code)
  })
  return groups
}

/**
 * The first round of a knockout: first against last in such places that the first two can meet only in the final. What is
 * missing to a full field are the opponents of the best.
 */
function paired(order: readonly string[], size: number): string[][] | Refusal {
  if (order.length < 2) return tooFew(order.length)
  if (order.length > size)
    return refuse(
      'tooMany',
      `有 ${order.length} 个参赛者，淘汰赛只容 ${size}；请在规程中调整`,
      `There are ${order.length} entrants, the knockout holds ${size}; change the rulebook`,
    )
  const places = seedPlaces(size)
  return Array.from({ length: size / 2 }, (_, match) =>
    [places[match * 2]!, places[match * 2 + 1]!].flatMap((place) => order[place - 1] ?? []),
  )
}

/** Seeds, from 1, in the order in which a bracket is drawn: 1 8, 4 5, 2 7, 3 6. */
export function seedPlaces(size: number): number[] {
  return size === 2 ? [1, 2] : seedPlaces(size / 2).flatMap((seed) => [seed, size + 1 - seed])
}

/** Whether a match is over before it begins: its opponents never came, or are not there any more. */
export function isPassed(state: ContestState, stageId: string, match: number): boolean {
  const group = state.matches[stageId]?.groups[match - 1]
  return group !== undefined && group.filter((code) => state.codes[code]?.attendance === 'present').length < 2
}

/** Winner against winner of neighbouring matches; after the semi-finals the losers too, where third place is played for. */
function nextRound(state: ContestState, before: Stage, matches: Matches): string[][] {
  const played = (state.matches[before.id]?.groups ?? []).map((group) => outcome(state, before, group))
  const presentOf = (codes: readonly (string | undefined)[]) =>
    codes.flatMap((code) => (code !== undefined && state.codes[code]?.attendance === 'present' ? [code] : []))
  const pairs = Array.from({ length: Math.ceil(played.length / 2) }, (_, index) => [
    played[index * 2],
    played[index * 2 + 1],
  ])
  const winners = pairs.map((pair) => presentOf(pair.map((one) => one?.winner)))
  return matches.by === 'knockout' && matches.thirdPlace && winners.length === 1
    ? [...winners, presentOf(pairs[0]!.map((one) => one?.loser))]
    : winners
}

/** Who went on from a match, and who may play for third place. */
export function outcome(
  state: ContestState,
  stage: Stage,
  group: readonly string[],
): { winner?: string; loser?: string } {
  const advanced = state.advanced[stage.id]?.codes
  if (advanced === undefined) return {}
  const ranks = new Map(stageStandings(state, stage.id)?.lines.map(({ entrant, rank }) => [entrant, rank ?? Infinity]))
  const rankOf = (code: string) => ranks.get(code) ?? Infinity
  // Between equals people decided: they named the winner before the other.
  const [winner, loser] = advanced
    .filter((code) => group.includes(code))
    .toSorted((a, b) => (rankOf(a) === rankOf(b) ? 0 : rankOf(a) - rankOf(b)))
  return { ...(winner === undefined ? {} : { winner }), ...(loser === undefined ? {} : { loser }) }
}

function tooFew(count: number): Refusal {
  return refuse(
    'tooFew',
    `只有 ${count} 个参赛者，至少要有 2 个才能对阵`,
    `There are ${count} entrants; at least two are needed for a match`,
  )
}
