/**
 * The time by which simulated people live. Where the server's clock can be driven, it is that clock; where it cannot (an
 * ordinary server), people hurry: what takes a minute takes them a `speed`-th of it, and the server's own time stays real.
 */
import type { Instant } from '@leitai/core/run.ts'

export interface ClockReading {
  now: Instant
  speed: number
}

/** The server's virtual clock: over HTTP for another process, directly for the demo. */
export interface ClockControl {
  set(change: { speed?: number; jumpMs?: number }): Promise<ClockReading>
}

export interface Pace {
  /** True: `jump` moves the server's clock, sessions can be run out. */
  driven: boolean
  now(): Instant
  /** Waits until then by this clock. */
  until(at: Instant): Promise<void>
  setSpeed(speed: number): Promise<void>
  /** Forward at once; only where `driven`. */
  jump(ms: number): Promise<void>
  /** The day is broken off: whoever still waits is told so. */
  stop(): void
}

export async function openPace(control: ClockControl | null, serverNow: Instant, hurry: number): Promise<Pace> {
  let reading: ClockReading = control === null ? { now: serverNow, speed: hurry } : await control.set({ speed: 1 })
  let readAt = performance.now()
  let stopped = false
  const now = () => reading.now + (performance.now() - readAt) * reading.speed
  const change = async (wanted: { speed?: number; jumpMs?: number }) => {
    reading = await control!.set(wanted)
    readAt = performance.now()
  }
  return {
    driven: control !== null,
    now: () => Math.floor(now()),
    until: async (at) => {
      for (let left = at - now(); left > 0; left = at - now()) {
        if (stopped) throw new Error('中断 / broken off')
        await new Promise((resolve) => setTimeout(resolve, Math.min(500, Math.max(1, left / reading.speed))))
      }
    },
    setSpeed: (speed) => (control === null ? Promise.resolve() : change({ speed })),
    jump: (ms) => {
      if (control === null) throw new Error('this server’s clock cannot be driven')
      return ms > 0 ? change({ jumpMs: Math.ceil(ms) }) : Promise.resolve()
    },
    stop() {
      stopped = true
    },
  }
}
