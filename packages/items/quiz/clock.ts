/** A clock that runs to a moment or stands still. */
import type { Asked } from './play.ts'
import type { Clock } from './types.ts'

export function standing(seconds: number): Clock {
  return { endsAt: null, leftMs: seconds * 1000, totalMs: seconds * 1000 }
}

export function stopped({ clock }: Asked, at: number): Clock | null {
  return clock === null
    ? null
    : { ...clock, endsAt: null, leftMs: clock.endsAt === null ? clock.leftMs : Math.max(0, clock.endsAt - at) }
}

export function longer(clock: Clock | null, seconds: number): Clock | null {
  if (clock === null) return null
  const more = seconds * 1000
  return {
    endsAt: clock.endsAt === null ? null : clock.endsAt + more,
    leftMs: clock.leftMs + more,
    totalMs: clock.totalMs + more,
  }
}

export function moved(clock: Clock, byMs: number): Clock {
  return clock.endsAt === null ? clock : { ...clock, endsAt: clock.endsAt + byMs }
}
