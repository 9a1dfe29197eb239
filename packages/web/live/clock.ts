/**
 * The server's clock as this browser knows it. Each round trip says: when the answer was made, the server's time lay within
 * half a round trip of the middle. The shortest trip is the best witness, as long as it is fresh: two computers' clocks
 * drift apart, so a witness loses worth with its age. Everything hangs on the browser's monotonic clock, so a changed
 * system time moves nothing (faults F8).
 */

interface Sample {
  offset: number
  roundTripMs: number
  at: number
}

/** Round trips that a fresh connection measures at once, and from time to time. */
export const burst = 20
export const smallBurst = 5
/** The last minutes' trips: the two bursts and what beats beside them. */
const kept = 64
/** Two ordinary crystals part by no more than this share of the time. */
const drift = 20e-6
/** An event is at most this old when it is heard; whatever claims more has another clock. */
const oldestEventMs = 2000

export class ServerClock {
  #offset: number | null = null
  #best: Sample | null = null
  #samples: Sample[] = []
  readonly #monotonic: () => number

  constructor(monotonic: () => number = () => performance.now()) {
    this.#monotonic = monotonic
  }

  /** Milliseconds on the monotonic clock; goes into `ping.sent`. */
  read(): number {
    return this.#monotonic()
  }

  /** The first frame's time: late by one way, but better than the PC's own clock. */
  hello(serverNow: number): void {
    this.#samples = []
    if (this.#offset === null) this.#offset = serverNow - this.#monotonic()
  }

  /** `received` is when the answer was there, before it was read. */
  pong(sent: number, serverNow: number, received: number = this.#monotonic()): void {
    this.#samples.push({ offset: serverNow - (sent + received) / 2, roundTripMs: received - sent, at: received })
    if (this.#samples.length > kept) this.#samples.shift()
    this.#best = this.#samples.reduce((a, b) => (errorOf(b, received) < errorOf(a, received) ? b : a))
    this.#offset = this.#best.offset
  }

  /** Round trips of this connection, ms, the oldest first. */
  get roundTripsMs(): number[] {
    return this.#samples.map(({ roundTripMs }) => roundTripMs)
  }

  /** How far the offset may be off, ms. */
  get uncertaintyMs(): number {
    return this.#best === null ? Number.POSITIVE_INFINITY : errorOf(this.#best, this.#monotonic())
  }

  now(): number {
    return this.#offset === null ? Date.now() : this.#monotonic() + this.#offset
  }

  /** The server's time when an event happened, by its `timeStamp`: earlier than now by what the page was busy with. */
  at(timeStamp: number): number {
    const ageMs = this.#monotonic() - timeStamp
    return this.now() - (ageMs > 0 && ageMs < oldestEventMs ? ageMs : 0)
  }
}

function errorOf({ roundTripMs, at }: Sample, now: number): number {
  return roundTripMs / 2 + Math.max(0, now - at) * drift
}
