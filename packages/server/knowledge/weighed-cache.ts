/** Keeps what was used last, up to a weight in all. */
export class WeighedCache<V> {
  readonly #most: number
  readonly #held = new Map<string, { value: V; weight: number }>()
  #weight = 0

  constructor(most: number) {
    this.#most = most
  }

  get(key: string): V | undefined {
    const found = this.#held.get(key)
    if (found === undefined) return undefined
    this.#held.delete(key)
    this.#held.set(key, found)
    return found.value
  }

  set(key: string, value: V, weight: number): void {
    this.#weight += weight - (this.#held.get(key)?.weight ?? 0)
    this.#held.delete(key)
    this.#held.set(key, { value, weight })
    for (const [oldest, { weight }] of this.#held) {
      if (this.#weight <= this.#most || oldest === key) break
      this.#held.delete(oldest)
      this.#weight -= weight
    }
  }
}
