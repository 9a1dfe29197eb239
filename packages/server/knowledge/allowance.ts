/** How often one asker may ask: so many a second on average, and so many at once. Typing with pauses stays far below. */
export class Allowance {
  readonly #perSecond: number
  readonly #burst: number
  readonly #left = new Map<string, { tokens: number; at: number }>()

  constructor(pace: { perSecond: number; burst: number }) {
    this.#perSecond = pace.perSecond
    this.#burst = pace.burst
  }

  /** False: not now. */
  take(asker: string): boolean {
    const now = performance.now()
    const before = this.#left.get(asker)
    const refilled = ((now - (before?.at ?? 0)) / 1000) * this.#perSecond
    const tokens = before === undefined ? this.#burst : Math.min(this.#burst, before.tokens + refilled)
    if (tokens < 1) return false
    // the latest stand last; whoever would be full again is forgotten
    this.#left.delete(asker)
    this.#left.set(asker, { tokens: tokens - 1, at: now })
    for (const [other, { at }] of this.#left) {
      if (now - at < (this.#burst / this.#perSecond) * 1000) break
      this.#left.delete(other)
    }
    return true
  }
}
