/**
 * The server's clock as this browser knows it. Each round trip says: when the answer was made, the server's time lay within
 * half a round trip of the middle. The shortest trip of a burst is the best witness. Everything hangs on the browser's
 * monotonic clock, so a changed system time moves nothing (faults F8).
 */

interface Sample {
  offset: number
  roundTripMs: number
}

export const burst = 20

export class ServerClock {
  #offset: number | null = null
  #roundTripMs = Number.POSITIVE_INFINITY
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

  pong(sent: number, serverNow: number): void {
    const received = this.#monotonic()
    this.#samples.push({ offset: serverNow - (sent + received) / 2, roundTripMs: received - sent })
    if (this.#samples.length > burst) this.#samples.shift()
    const best = this.#samples.reduce((a, b) => (b.roundTripMs < a.roundTripMs ? b : a))
    this.#offset = best.offset
    this.#roundTripMs = best.roundTripMs
  }

  /** How far the offset may be off, ms. */
  get uncertaintyMs(): number {
    return this.#roundTripMs / 2
  }

  now(): number {
    return this.#offset === null ? Date.now() : this.#monotonic() + this.#offset
  }
}
