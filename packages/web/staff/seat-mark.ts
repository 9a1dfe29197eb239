import type { api } from '../session/api.ts'

export type SeatState = Awaited<ReturnType<typeof api.draw.room>>[number]
export type Mark = 'working' | 'saved' | 'waiting' | 'paused' | 'offline' | 'missing' | 'none'

/**
 * What a seat's tile says first. A seat that was at work and is not connected is the news, whatever its phase; one where
 * nobody has signed in yet is another matter.
 */
export function markOf(seat: SeatState, turn = false): Mark {
  if (turn) return turnMarks[seat.phase]
  switch (seat.phase) {
    case 'closed':
      return 'saved'
    case 'open':
    case 'paused':
      if (!seat.connected) return everHere(seat) ? 'offline' : 'missing'
      return seat.phase === 'open' ? 'working' : 'paused'
    case 'waiting':
      return seat.connected ? 'waiting' : 'missing'
    case 'none':
      return seat.connected ? 'waiting' : 'none'
  }
}

/** Who waits to be called needs no computer: whether one is connected says nothing. */
const turnMarks: Record<SeatState['phase'], Mark> = {
  none: 'waiting',
  waiting: 'waiting',
  open: 'working',
  paused: 'paused',
  closed: 'saved',
}

/** When work was saved is forgotten over a restart of the server; the work itself is not. */
function everHere({ lastSaveAt, done, checks }: SeatState): boolean {
  return lastSaveAt !== null || done > 0 || Object.keys(checks).length > 0
}
