/**
 * How long a frame that is read now may have lain in the machine: the process was busy, or the machine gave it no time. Sockets
 * are read once in a round of the event loop, and whatever had come before the round began is read in it; so this only has to
 * know when the last round began that is over.
 */

const beatMs = 5
/** Between two beats on a process that has nothing to do. */
const ordinaryMs = 12

export class Unread {
  #readUpTo = 0
  #timer: NodeJS.Timeout | null = null

  start(): void {
    if (this.#timer !== null) return
    this.#readUpTo = performance.now()
    this.#timer = setInterval(() => {
      const roundBegan = performance.now()
      // After the sockets of this round.
      setImmediate(() => {
        this.#readUpTo = roundBegan
      })
    }, beatMs)
    this.#timer.unref()
  }

  stop(): void {
    if (this.#timer !== null) clearInterval(this.#timer)
    this.#timer = null
  }

  /** Of `performance.now`: what had come by then has been read. */
  get readUpTo(): number {
    return this.#readUpTo
  }

  /** Milliseconds; 0 where it was read as soon as it came. `ownMs`: so long the one who sent it kept the server busy since then. */
  atMostMs(ownMs: number): number {
    if (this.#timer === null) return 0
    const sinceMs = performance.now() - this.#readUpTo - ownMs
    return sinceMs > ordinaryMs ? Math.round(sinceMs * 1000) / 1000 : 0
  }
}
