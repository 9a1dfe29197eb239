/**
 * Public draws: who competes in which group, and who sits where. Both follow from a seed alone (`seed.ts`), so anybody
 * can draw again. Entrants and seats are put in the order of their names (UTF-16 code units) before the draw: the list's
 * own order has no part in it.
 */
import { chance } from '../seed.ts'

export interface OrderGroup {
  /** From 1. */
  group: number
  /** In drawn order. */
  entrants: string[]
}

/**
 * Shuffled entrants dealt into as few groups of at most `groupSize` as hold them all, as even as can be: 10 by 4 is
 * 4, 3, 3. No entrants, no groups.
 */
export function drawOrder(seed: string, entrants: readonly string[], groupSize: number): OrderGroup[] {
  if (!Number.isInteger(groupSize) || groupSize < 1) throw new RangeError(`groups of ${groupSize}`)
  const drawn = chance(seed).shuffle(distinct(entrants))
  const groups = Math.ceil(drawn.length / groupSize)
  const small = groups === 0 ? 0 : Math.floor(drawn.length / groups)
  const larger = groups === 0 ? 0 : drawn.length % groups
  let next = 0
  return Array.from({ length: groups }, (_, index) => {
    const from = next
    next += small + (index < larger ? 1 : 0)
    return { group: index + 1, entrants: drawn.slice(from, next) }
  })
}

/** One seat an entrant, no seat twice; null where there are fewer seats than entrants. Sorted by entrant. */
export function drawSeats(
  seed: string,
  entrants: readonly string[],
  seats: readonly string[],
): { entrant: string; seat: string }[] | null {
  const sitting = distinct(entrants)
  const free = distinct(seats)
  if (free.length < sitting.length) return null
  const drawn = chance(seed).shuffle(free)
  return sitting.map((entrant, index) => ({ entrant, seat: drawn[index]! }))
}

function distinct(names: readonly string[]): string[] {
  return [...new Set(names)].toSorted()
}
