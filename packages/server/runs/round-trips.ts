/**
 * The best round trip of one connection, as the server itself measures it: WebSocket pings, which the browser's network
 * code answers without the page. Each ping carries a number of its own, so that nobody answers one before it came.
 */
import { randomBytes } from 'node:crypto'

/** The first second's measurements, for whoever may press soon. */
const atFirst = 8
const atFirstEveryMs = 125
/** The best of so many counts: ten minutes of a connection that is otherwise silent. */
const kept = 64
/** Pings that may be under way; an older one that comes back at last says nothing of the best. */
const underWay = 16

export class RoundTrips {
  readonly #send: (echo: Buffer) => void
  readonly #sent = new Map<string, number>()
  readonly #trips: number[] = []
  #best: number | null = null
  #timer: NodeJS.Timeout | undefined

  constructor(send: (echo: Buffer) => void) {
    this.#send = send
  }

  /** Null: none yet. */
  get bestMs(): number | null {
    return this.#best
  }

  measure(): void {
    const echo = randomBytes(6)
    this.#sent.set(echo.toString('latin1'), performance.now())
    if (this.#sent.size > underWay)
      for (const oldest of this.#sent.keys()) {
        this.#sent.delete(oldest)
        break
      }
    this.#send(echo)
  }

  measureOften(): void {
    let left = atFirst
    const next = () => {
      this.measure()
      left -= 1
      if (left === 0) this.stop()
    }
    this.#timer = setInterval(next, atFirstEveryMs)
    next()
  }

  heard(echo: Buffer): void {
    const key = echo.toString('latin1')
    const sentAt = this.#sent.get(key)
    if (sentAt === undefined) return
    this.#sent.delete(key)
    this.#trips.push(Math.round((performance.now() - sentAt) * 1000) / 1000)
    if (this.#trips.length > kept) this.#trips.shift()
    this.#best = Math.min(...this.#trips)
  }

  stop(): void {
    clearInterval(this.#timer)
  }
}
