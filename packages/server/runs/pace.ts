/**
 * How fast one socket is read. Who sends faster is not refused, only read later: the network holds the rest back, and a
 * browser that empties its queue after a break loses nothing.
 */
export class Pace {
  readonly #perSecond: number
  readonly #burst: number
  readonly #socket: { pause(): void; resume(): void }
  #tokens: number
  #filledAt = performance.now()
  #timer: NodeJS.Timeout | null = null
  #held = false

  constructor(pace: { perSecond: number; burst: number }, socket: { pause(): void; resume(): void }) {
    this.#perSecond = pace.perSecond
    this.#burst = pace.burst
    this.#tokens = pace.burst
    this.#socket = socket
  }

  /** One frame was read. */
  spend(): void {
    this.#tokens -= 1
    if (this.#tokens > 0 || this.#timer !== null) return
    const now = performance.now()
    this.#tokens = Math.min(this.#burst, this.#tokens + ((now - this.#filledAt) / 1000) * this.#perSecond)
    this.#filledAt = now
    if (this.#tokens > 0) return
    this.#socket.pause()
    const untilMs = ((1 - this.#tokens) / this.#perSecond) * 1000
    this.#timer = setTimeout(() => {
      this.#timer = null
      if (!this.#held) this.#socket.resume()
    }, untilMs)
  }

  /** Too much of what was read is still unanswered. */
  hold(): void {
    this.#held = true
    this.#socket.pause()
  }

  release(): void {
    if (!this.#held) return
    this.#held = false
    if (this.#timer === null) this.#socket.resume()
  }

  stop(): void {
    if (this.#timer !== null) clearTimeout(this.#timer)
  }
}
