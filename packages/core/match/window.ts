/**
 * What is pressed is collected for a moment after the first of it has come, so that who was earlier and is still on the way
 * can win. What comes after that moment cannot be first.
 */
import type { Context, Instant, Press } from '../run.ts'
import { earliestArrival, type Network } from './fair-order.ts'

/** A window that is decided later than this after its end was broken off (the server stopped): something may be missing. */
const brokenAfterMs = 1500

/** Without the page's own time (an old browser) the arrival is all that is known. */
export function pressOf({ press, now }: Context): Press {
  return press ?? { claimedAt: now, roundTripMs: null, arrivedAt: now }
}

/** The end of the window that this one opens. */
export function windowFrom({ arrivedAt }: Pick<Press, 'arrivedAt'>, { windowMs }: Network): Instant {
  return Math.ceil(arrivedAt + windowMs)
}

/** Null: no window has been opened yet. */
export function isAfter(press: Press, windowEndsAt: Instant | null): boolean {
  return windowEndsAt !== null && earliestArrival(press) > windowEndsAt
}

export function isBroken(windowEndsAt: Instant, now: Instant): boolean {
  return now - windowEndsAt > brokenAfterMs
}

/** When a clock that ran out may count: what was done in its last moment may still be on its way. */
export function allArrivedBy(endsAt: Instant, { windowMs }: Network): Instant {
  return endsAt + windowMs
}
