/** The public order draw computed again in the spectator's own browser, from the recorded seed and nothing else. */
import { chance } from '@leitai/core/seed.ts'
import type { ContestView } from '@leitai/core/contest/view.ts'

type Order = NonNullable<ContestView['order']>

/** True where sorting the entrants' ids, shuffling with the seed and cutting gives the very groups that were recorded. */
export function comesOutAgain(order: Order): boolean {
  const drawn = order.groups.flatMap((group) => group.entrantIds)
  const again = chance(order.seed).shuffle(drawn.toSorted())
  return again.every((id, place) => id === drawn[place])
}
