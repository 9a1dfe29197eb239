/**
 * Who goes on to the next stage. A percentage is of those who took part, rounded half up. Equals at the border are first
 * told apart by the ranking's chain; those who are still equal wait for a decision and are never chosen silently.
 */
import type { Advancement } from '../rulebook/schema.ts'
import { exact, roundHalfUp, whole } from './decimal.ts'
import type { Place } from './ranking.ts'

type Placed = readonly Pick<Place, 'entrant' | 'rank'>[]

/** The rulebook's rule; what it leaves out is nothing. */
export type AdvancementRule =
  | Exclude<Advancement, { by: 'perGroup' | 'winners' }>
  | (Omit<Extract<Advancement, { by: 'perGroup' }>, 'best'> & { best?: number })
  | (Omit<Extract<Advancement, { by: 'winners' }>, 'losersToo'> & { losersToo?: boolean })

export interface Advancing {
  /** Certain, in order of rank (by group: group after group). */
  entrants: string[]
  /** Equals of whom only `seats` can go on: people decide. */
  undecided: { entrants: string[]; seats: number }[]
  /** The rule itself asks people (`decision`). */
  byDecision: boolean
}

/**
 * `places`: the stage's places in order. `groups`: the entrants of each group or match, for `perGroup` and `winners`; an
 * entrant in none of them does not go on by those rules.
 */
export function advance(rule: AdvancementRule, places: Placed, groups: readonly (readonly string[])[] = []): Advancing {
  switch (rule.by) {
    case 'top':
      return best(places, rule.count)
    case 'percent':
      return best(places, Number(roundHalfUp(exact(rule.percent).mul(whole(places.length)).div(100), 0).valueOf()))
    case 'perGroup':
      return withBest(places, groups, bestOfEach(places, groups, rule.count), rule.best ?? 0)
    case 'winners': {
      const winners = bestOfEach(places, groups, 1)
      return rule.losersToo === true
        ? { ...winners, entrants: [...winners.entrants, ...losers(places, groups, winners)] }
        : winners
    }
    case 'decision':
      return { entrants: [], undecided: [], byDecision: true }
  }
}

function bestOfEach(places: Placed, groups: readonly (readonly string[])[], count: number): Advancing {
  const each = groups.map((group) =>
    best(
      places.filter((place) => group.includes(place.entrant)),
      count,
    ),
  )
  return {
    entrants: each.flatMap((one) => one.entrants),
    undecided: each.flatMap((one) => one.undecided),
    byDecision: false,
  }
}

/** Of matches with a winner the others, in the matches' order; one who was not there has no place to play for. */
function losers(places: Placed, groups: readonly (readonly string[])[], winners: Advancing): string[] {
  return groups.flatMap((group) =>
    group.some((entrant) => winners.entrants.includes(entrant))
      ? places.flatMap(({ entrant }) =>
          group.includes(entrant) && !winners.entrants.includes(entrant) ? [entrant] : [],
        )
      : [],
  )
}

/**
 * The best of those whom their groups do not send. Of equals at a group's border some stay over, nobody knows yet who: their
 * rank is known, so they compete for these seats as a number of equals, and share a decision where the border runs through them.
 */
function withBest(places: Placed, groups: readonly (readonly string[])[], sent: Advancing, count: number): Advancing {
  if (count === 0) return sent
  const inGroups = new Set(groups.flat())
  const open = sent.undecided.map((one) => ({
    ...one,
    rank: places.find(({ entrant }) => one.entrants.includes(entrant))!.rank,
  }))
  const rest = places.filter(
    ({ entrant }) =>
      inGroups.has(entrant) &&
      !sent.entrants.includes(entrant) &&
      !open.some(({ entrants }) => entrants.includes(entrant)),
  )
  const over = (rank: number) => open.filter((one) => one.rank === rank)
  const ranks = [...new Set([...rest.map(({ rank }) => rank), ...open.map(({ rank }) => rank)])].toSorted(
    (a, b) => a - b,
  )
  const entrants = [...sent.entrants]
  const undecided: Advancing['undecided'] = []
  let left = count
  for (const rank of ranks) {
    const equals = rest.filter((one) => one.rank === rank).map(({ entrant }) => entrant)
    const leftOver = over(rank).reduce((sum, one) => sum + one.entrants.length - one.seats, 0)
    if (equals.length + leftOver <= left) {
      entrants.push(...equals, ...over(rank).flatMap((one) => one.entrants))
      left -= equals.length + leftOver
    } else if (left === 0) undecided.push(...over(rank).map(({ entrants: own, seats }) => ({ entrants: own, seats })))
    else {
      undecided.push({
        entrants: [...over(rank).flatMap((one) => one.entrants), ...equals],
        seats: over(rank).reduce((sum, one) => sum + one.seats, 0) + left,
      })
      left = 0
    }
  }
  return { entrants, undecided, byDecision: false }
}

function best(places: Placed, count: number): Advancing {
  const first = places[count]
  const last = places[count - 1]
  const entrants = places.slice(0, count).map((place) => place.entrant)
  if (first === undefined || last === undefined || first.rank !== last.rank)
    return { entrants, undecided: [], byDecision: false }
  const equals = places.filter((place) => place.rank === last.rank).map((place) => place.entrant)
  const certain = entrants.filter((entrant) => !equals.includes(entrant))
  return { entrants: certain, undecided: [{ entrants: equals, seats: count - certain.length }], byDecision: false }
}
