/**
 * Who gets which seat, from a seed: group by group, the free seats drawn as `scoring/draw.ts` draws. With the seed (public,
 * or revealed at unsealing) anybody can do it again, and `leitai verify` does.
 */
import { drawSeats } from '../scoring/draw.ts'
import { deriveSeed } from '../seed.ts'
import { groupOf, layersOf, undrawn } from './reading.ts'
import type { ContestState } from './state.ts'

export interface AssignedSeat {
  entrantId: string
  code: string
  seat: string
  group: number
}

/** For everybody who is checked in and not drawn yet. Throws if a group has fewer seats than entrants: `drawMissing` was not asked. */
export function assignSeats(state: ContestState, seed: string): AssignedSeat[] {
  const waiting = undrawn(state).toSorted()
  const groups = [...new Set(waiting.map((id) => groupOf(state, id) ?? 1))].toSorted((a, b) => a - b)
  const several = (state.order?.groups.length ?? 1) > 1
  return groups.flatMap((group) => {
    const entrantIds = waiting.filter((id) => (groupOf(state, id) ?? 1) === group)
    const taken = new Set(
      Object.values(state.codes)
        .filter((code) => code.group === group)
        .map(({ seat }) => seat),
    )
    const free = state.room.seats.filter((seat) => !taken.has(seat))
    const drawn = drawSeats(deriveSeed(seed, `group-${group}`), entrantIds, free)
    if (drawn === null) throw new RangeError(`group ${group}: ${entrantIds.length} entrants, ${free.length} seats`)
    return drawn.map(({ entrant: entrantId, seat }) => {
      const code = layersOf(state) === 0 ? state.roster[entrantId]!.number : several ? `${group}-${seat}` : seat
      return { entrantId, code, seat, group }
    })
  })
}
