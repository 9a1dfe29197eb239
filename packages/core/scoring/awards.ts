/**
 * Who gets which award. Percent, count and rank awards follow each other down the standings: each begins where the one
 * before it ended. A percentage is of those who took part (everybody with a rank), rounded half up: 10 % of 37 is 4.
 */
import type { Award } from '../rulebook/schema.ts'
import type { Text } from '../score.ts'
import { exact, roundHalfUp, whole, type Exact } from './decimal.ts'
import type { OpenTie, Place } from './ranking.ts'

export interface AwardGiven {
  id: string
  title: Text
  prize?: Text
  clause?: string
  /** How many the rule gives before ties; absent for awards by decision. */
  due?: number
  /** In order of rank. */
  entrants: string[]
  /** Coaches of these entrants get the same certificate. */
  coachToo: boolean
  /**
   * Entrants about whom people must decide first: an open tie lies across the border of this award, or the award is by
   * decision and none was recorded. Never given silently.
   */
  undecided: string[]
  waits: 'tie' | 'decision' | null
}

export interface AwardsInput {
  awards: readonly Award[]
  places: readonly Place[]
  openTies: readonly OpenTie[]
  /** Rounded item scores: entrant → item → points. */
  items: Readonly<Record<string, Readonly<Record<string, Exact>>>>
  /** Recorded decisions: award id → entrants. The last one for an award counts. */
  decided?: Readonly<Record<string, readonly string[]>>
}

export function giveAwards(input: AwardsInput): AwardGiven[] {
  const { places } = input
  /** Place in order (from 0) at which the next award of the standings begins. */
  let next = 0

  const down = (
    award: Award & { by: 'percent' | 'count' },
  ): Pick<AwardGiven, 'due' | 'entrants' | 'undecided' | 'waits'> => {
    const due =
      award.by === 'count'
        ? award.count
        : Number(roundHalfUp(exact(award.percent).mul(whole(places.length)).div(100), 0).valueOf())
    const band = bandFrom(next, Math.min(next + due, places.length), award.ties, input)
    next = band.end
    return { due, entrants: band.entrants, undecided: band.undecided, waits: band.undecided.length > 0 ? 'tie' : null }
  }

  return input.awards.map((award) => {
    const given = ((): Pick<AwardGiven, 'due' | 'entrants' | 'undecided' | 'waits'> => {
      switch (award.by) {
        case 'percent':
        case 'count':
          return down(award)
        case 'rank': {
          const due = award.to - award.from + 1
          const within = places.filter((place) => place.rank >= award.from && place.rank <= award.to)
          // A tie that is still open may end on either side of the border.
          const across = input.openTies.filter(
            (tie) => reaches(tie, award.from, award.to) && !lies(tie, award.from, award.to),
          )
          const undecided = across.flatMap((tie) => tie.entrants)
          const entrants = within.map((place) => place.entrant).filter((entrant) => !undecided.includes(entrant))
          next = Math.max(next, places.filter((place) => place.rank <= award.to).length)
          return { due, entrants, undecided, waits: undecided.length > 0 ? 'tie' : null }
        }
        case 'item':
          return { due: award.count, entrants: bestInItem(award, input), undecided: [], waits: null }
        case 'decision': {
          const decided = input.decided?.[award.id]
          return decided === undefined
            ? { entrants: [], undecided: places.map((place) => place.entrant), waits: 'decision' }
            : { entrants: [...decided], undecided: [], waits: null }
        }
      }
    })()
    return {
      id: award.id,
      title: award.title,
      ...(award.prize === undefined ? {} : { prize: award.prize }),
      ...(award.clause === undefined ? {} : { clause: award.clause }),
      coachToo: award.coachToo,
      ...given,
    }
  })
}

/**
 * Places [from, to) with what the border does to ties. A shared rank across the border is wholly in (`allIn`, the band
 * grows) or wholly out (`none`, the band shrinks). Of an open tie across a border nobody is decided yet.
 */
function bandFrom(
  from: number,
  to: number,
  ties: 'allIn' | 'none',
  input: AwardsInput,
): { entrants: string[]; undecided: string[]; end: number } {
  const { places } = input
  const open = (at: number) => input.openTies.find((tie) => tie.entrants.includes(places[at]!.entrant))
  let end = to
  if (end > from && end < places.length && places[end]!.rank === places[end - 1]!.rank && open(end) === undefined) {
    const { rank } = places[end]!
    if (ties === 'allIn') while (end < places.length && places[end]!.rank === rank) end += 1
    else while (end > from && places[end - 1]!.rank === rank) end -= 1
  }
  const entrants: string[] = []
  const undecided: string[] = []
  for (let at = from; at < end; at += 1) {
    const { entrant } = places[at]!
    const tie = open(at)
    const first = tie === undefined ? at : places.findIndex(({ entrant: one }) => tie.entrants.includes(one))
    const within = tie === undefined || (first >= from && first + tie.entrants.length <= end)
    if (within) entrants.push(entrant)
    else for (const one of tie.entrants) if (!undecided.includes(one)) undecided.push(one)
  }
  return { entrants, undecided, end }
}

/** The `count` best in one item; everybody who equals the last of them is in. */
function bestInItem(award: Award & { by: 'item' }, input: AwardsInput): string[] {
  const scored = input.places.flatMap((place) => {
    const points = input.items[place.entrant]?.[award.item]
    return points === undefined ? [] : [{ entrant: place.entrant, points }]
  })
  const sorted = scored.toSorted((a, b) => b.points.compare(a.points))
  const border = sorted[Math.min(award.count, sorted.length) - 1]
  return border === undefined
    ? []
    : sorted.filter((one) => one.points.compare(border.points) >= 0).map((one) => one.entrant)
}

/** The places that a tie takes, as ranks: 2 equals at rank 3 take 3 and 4. */
function reaches(tie: OpenTie, from: number, to: number): boolean {
  return tie.rank <= to && tie.rank + tie.entrants.length - 1 >= from
}

function lies(tie: OpenTie, from: number, to: number): boolean {
  return tie.rank >= from && tie.rank + tie.entrants.length - 1 <= to
}
