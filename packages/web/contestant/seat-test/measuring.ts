/** What a seat can measure of itself without anybody's help: the way to the server, and whether the page is ever held up. */
import type { SeatMeasure } from '@leitai/core/match/seat-measure.ts'
import { useEffect, useState } from 'react'
import type { Live } from '../../live/live.ts'
import { tenth, within } from './spread.ts'

const trips = 40
const tripsTakeMs = 3600
const heldForMs = 5000
const stepMs = 10

export type Trips = Pick<SeatMeasure, 'roundTripMs' | 'errorMs'>

/** Null until it is measured. `round` begins it anew. */
export function useTrips(live: Live, connected: boolean, round: number): Trips | null {
  const [measured, setMeasured] = useState<Trips | null>(null)
  useEffect(() => {
    setMeasured(null)
    if (!connected) return undefined
    live.measureClock(trips)
    const timer = setInterval(() => {
      const taken = live.clock.roundTripsMs.slice(-trips)
      if (taken.length < trips / 2) return live.measureClock(trips)
      setMeasured({
        roundTripMs: {
          best: tenth(within(taken, 0)),
          median: tenth(within(taken, 0.5)),
          p95: tenth(within(taken, 0.95)),
        },
        errorMs: tenth(live.clock.uncertaintyMs),
      })
      clearInterval(timer)
    }, tripsTakeMs)
    return () => clearInterval(timer)
  }, [live, connected, round])
  return measured
}

/** How late a timer comes that asks for a moment: what a key that is pressed then would wait. */
export function useHeld(round: number): SeatMeasure['heldMs'] | null {
  const [measured, setMeasured] = useState<SeatMeasure['heldMs'] | null>(null)
  useEffect(() => {
    setMeasured(null)
    const held: number[] = []
    let last = performance.now()
    let until = last + heldForMs
    const timer = setInterval(() => {
      const now = performance.now()
      // a window that is not looked at is slowed down by the browser: that says nothing
      if (document.visibilityState === 'hidden') {
        held.length = 0
        until = now + heldForMs
      } else held.push(Math.max(0, now - last - stepMs))
      last = now
      if (now < until || held.length === 0) return
      clearInterval(timer)
      setMeasured({ p95: tenth(within(held, 0.95)), most: tenth(within(held, 1)) })
    }, stepMs)
    return () => clearInterval(timer)
  }, [round])
  return measured
}
