/**
 * Who goes on to the next stage. A percentage is of those who took part, rounded half up. Equals at the border are first
 * told apart by the ranking's chain; those who are still equal wait for a decision and are never chosen silently.
 */
import type { Advancement } from '../rulebook/schema.ts'
import { exact, roundHalfUp, whole } from './decimal.ts'
import type { Place } from './ranking.ts'

export interface Advancing {
  /** Certain, in order of rank (by group: group after group). */
  entrants: string[]
  /** Equals of whom only `seats` can go on: people decide. */
  undecided: { entrants: string[]; seats: number }[]
  /** The rule itself asks people (`decision`). */
  byDecision: boolean
}

/**
 * `places`: the stage's places in order. `groups`: the entrants of each group or pair, for `perGroup` and `winners`; an
 * entrant in none of them does not go on by those rules.
 */
export function advance(
  rule: Advancement,
  places: readonly Pick<Place, 'entrant' | 'rank'>[],
  groups: readonly (readonly string[])[] = [],
): Advancing {
  switch (rule.by) {
    case 'top':
      return best(places, rule.count)
    case 'percent':
      return best(places, Number(roundHalfUp(exact(rule.percent).mul(whole(places.length)).div(100), 0).valueOf()))
    case 'perGroup':
      return bestOfEach(places, groups, rule.count)
    case 'winners':
      return bestOfEach(places, groups, 1)
    case 'decision':
      return { entrants: [], undecided: [], byDecision: true }
  }
}

function bestOfEach(
  places: readonly Pick<Place, 'entrant' | 'rank'>[],
  groups: readonly (readonly string[])[],
  count: number,
): Advancing {
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

function best(places: readonly Pick<Place, 'entrant' | 'rank'>[], count: number): Advancing {
  const first = places[count]
  const last = places[count - 1]
  const entrants = places.slice(0, count).map((place) => place.entrant)
  if (first === undefined || last === undefined || first.rank !== last.rank)
    return { entrants, undecided: [], byDecision: false }
  const equals = places.filter((place) => place.rank === last.rank).map((place) => place.entrant)
  const certain = entrants.filter((entrant) => !equals.includes(entrant))
  return { entrants: certain, undecided: [{ entrants: equals, seats: count - certain.length }], byDecision: false }
}
