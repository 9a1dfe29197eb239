/** Keeps an excited hand's second press, and a press that meant what the key did a moment ago, from doing anything. */
import { useLayoutEffect, useState } from 'react'

/** After a press the same key rests: what it does has changed by then. */
export const restMs = 600
/** After a change that came from elsewhere (a judge ruled, time was up) a hand may already be on its way. */
export const settleMs = 250

export interface PressGuard {
  /** `atOnce`: also right after a change, for what takes back: it is what a hand that slipped needs. */
  takes(key: string, atOnce?: boolean): boolean
  changed(): void
}

export function pressGuard(now: () => number): PressGuard {
  const pressed = new Map<string, number>()
  let changedAt = Number.NEGATIVE_INFINITY
  return {
    takes(key, atOnce = false) {
      const at = now()
      if (!atOnce && at - changedAt < settleMs) return false
      if (at - (pressed.get(key) ?? Number.NEGATIVE_INFINITY) < restMs) return false
      pressed.set(key, at)
      return true
    },
    changed() {
      changedAt = now()
    },
  }
}

/** @param meaning says in one text what the keys would do now */
export function usePressGuard(meaning: string): PressGuard['takes'] {
  const [guard] = useState(() => pressGuard(() => performance.now()))
  useLayoutEffect(() => guard.changed(), [guard, meaning])
  return guard.takes
}
