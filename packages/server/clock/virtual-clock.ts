import type { Instant } from '@leitai/core/run.ts'
import type { Clock } from '../runs/contract.ts'
import { toMicroseconds, wakeAt } from './system-clock.ts'

export interface VirtualClock extends Clock {
  /** From now on, one real second is `factor` seconds; 0 stands still. */
  setSpeed(factor: number): void
  /** Forward at once; everything that falls due is woken. */
  jump(ms: number): void
  speed(): number
}

/** For rehearsals and tests only: a server that was not started for one never makes it. */
export function virtualClock(
  startsAt: Instant,
  factor = 1,
  counterMs: () => number = () => performance.now(),
): VirtualClock {
  let base = startsAt
  let since = counterMs()
  let speed = factor
  const alarms = new Set<{ at: Instant; wake: () => void; cancel: () => void }>()

  const exact = () => base + (counterMs() - since) * speed
  const now = (): Instant => Math.floor(exact())

  function rebase(toSpeed: number, aheadMs: number): void {
    base = exact() + aheadMs
    since = counterMs()
    speed = toSpeed
    for (const alarm of alarms) {
      alarm.cancel()
      arm(alarm)
    }
  }

  function arm(alarm: { at: Instant; wake: () => void; cancel: () => void }): void {
    if (speed === 0 && alarm.at > now()) {
      alarm.cancel = () => {}
      return
    }
    alarm.cancel = wakeAt(now, speed || 1, alarm.at, () => {
      alarms.delete(alarm)
      alarm.wake()
    })
  }

  return {
    now,
    precise: () => toMicroseconds(exact()),
    virtual: true,
    at(at, wake) {
      const alarm = { at, wake, cancel: () => {} }
      alarms.add(alarm)
      arm(alarm)
      return () => {
        alarms.delete(alarm)
        alarm.cancel()
      }
    },
    setSpeed(next) {
      if (!(next >= 0)) throw new RangeError(`speed ${next}`)
      rebase(next, 0)
    },
    jump(ms) {
      if (!(ms >= 0)) throw new RangeError(`jump ${ms}: time goes forward only`)
      rebase(speed, ms)
    },
    speed: () => speed,
  }
}
