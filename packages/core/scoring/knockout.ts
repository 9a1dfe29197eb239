/**
 * Places in a round of a knockout: within each match by the ranking's chain, never across matches. Those who go on share the
 * first rank, those who go out the next; the last round ranks its two matches one after another. A tie inside a match stays
 * open until people settle it; one who meets nobody has won.
 */
import type { Matches, Stage } from '../rulebook/schema.ts'
import { rankEntrants, type OpenTie, type Place, type Ranked, type SettledTie } from './ranking.ts'

export type KnockoutStage = Stage & { matches: Extract<Matches, { by: 'knockout' }> }

export function isKnockout(stage: Stage): stage is KnockoutStage {
  return stage.matches?.by === 'knockout'
}

/** The rank of those who go out in a round: behind all who may still come before them, however many of these are there. */
export function rankOut(stage: KnockoutStage): number {
  return stage.matches.size / 2 + 1
}

/** @param matches the entrants of each match, in order; in a last round the second match is for third place */
export function knockoutPlaces(
  stage: KnockoutStage,
  present: readonly Ranked[],
  matches: readonly (readonly string[])[],
  settled: readonly SettledTie[] = [],
): { places: Place[]; openTies: OpenTie[] } {
  const items = stage.items.map(({ id }) => id)
  // Somebody has to win: a chain that ends in shared ranks ends with people here.
  const chain = stage.ranking.tieBreaks.filter(({ by }) => by !== 'shared')
  const last = stage.matches.size === 2
  const places: Place[] = []
  const openTies: OpenTie[] = []
  matches.forEach((match, index) => {
    const first = last ? index * 2 + 1 : 1
    const second = last ? first + 1 : rankOut(stage)
    const within = rankEntrants(
      present.filter(({ entrant }) => match.includes(entrant)),
      chain,
      items,
      settled,
    )
    places.push(...within.places.map((place) => ({ ...place, rank: place.rank === 1 ? first : second })))
    openTies.push(...within.openTies.map((tie) => ({ ...tie, rank: first })))
  })
  // Whoever came back after the draw has no match to win.
  const known = new Set(places.map(({ entrant }) => entrant))
  for (const { entrant } of present) if (!known.has(entrant)) places.push({ entrant, rank: rankOut(stage) })
  return { places: places.toSorted(byRank), openTies }
}

function byRank(a: Place, b: Place): number {
  return a.rank - b.rank || (a.entrant < b.entrant ? -1 : 1)
}
