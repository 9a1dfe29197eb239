/** A network between one player and the server: frames are held on both ways, in order, each as long as chance says. */

interface Due {
  at: number
  go: () => void
}

const due: Due[] = []
let running = false

/** Calls back at a time on `performance.now`, exact to some hundredths of a millisecond: timers alone are late by up to two. */
export function exactlyAt(at: number, go: () => void): void {
  let index = due.length
  while (index > 0 && due[index - 1]!.at > at) index -= 1
  due.splice(index, 0, { at, go })
  if (!running) turn()
}

const spinMs = 2

function turn(): void {
  running = true
  const now = performance.now()
  while (due.length > 0 && due[0]!.at <= now) due.shift()!.go()
  if (due.length === 0) running = false
  else if (due[0]!.at - now > spinMs) setTimeout(turn, Math.min(due[0]!.at - now - spinMs, 5))
  else setImmediate(turn)
}

/** One direction: what left later never comes earlier. */
export class Way {
  readonly #delayMs: () => number
  #lastAt = 0

  constructor(delayMs: () => number) {
    this.#delayMs = delayMs
  }

  carry(leftAt: number, go: () => void): void {
    this.#lastAt = Math.max(this.#lastAt, leftAt + this.#delayMs())
    exactlyAt(this.#lastAt, go)
  }
}
