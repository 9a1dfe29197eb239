import type { Instant } from '@leitai/core/run.ts'
import type { Clock } from './contract.ts'

/** One alarm a run, also for runs that are not in memory. */
export class Wakes {
  readonly #clock: Clock
  readonly #wake: (runId: string) => void
  readonly #alarms = new Map<string, { at: Instant; cancel: () => void }>()

  constructor(clock: Clock, wake: (runId: string) => void) {
    this.#clock = clock
    this.#wake = wake
  }

  set(runId: string, at: Instant | null): void {
    const before = this.#alarms.get(runId)
    if (before !== undefined) {
      if (before.at === at) return
      before.cancel()
      this.#alarms.delete(runId)
    }
    if (at === null) return
    const cancel = this.#clock.at(at, () => {
      this.#alarms.delete(runId)
      this.#wake(runId)
    })
    this.#alarms.set(runId, { at, cancel })
  }

  clear(): void {
    for (const alarm of this.#alarms.values()) alarm.cancel()
    this.#alarms.clear()
  }
}
