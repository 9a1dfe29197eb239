/** Points that change are shown on their way: first what was given, then, when it has arrived, the new total. */
import { between } from './figures.ts'
import { useEffect, useRef, useState } from 'react'

/** As long as `fly` of the style sheet. */
export const flightMs = 1100
const arrivesAfterMs = 900

interface Flight {
  by: string
  /** Distinguishes one flight from the next. */
  key: number
}

export function usePoints(points: string, still: boolean): { shown: string; flight: Flight | null } {
  const [shown, setShown] = useState(points)
  const [flight, setFlight] = useState<Flight | null>(null)
  const count = useRef(0)
  const target = useRef(points)
  useEffect(() => {
    if (points === target.current) return
    const by = between(target.current, points)
    target.current = points
    if (still) return setShown(points)
    count.current += 1
    setFlight({ by, key: count.current })
    const arrives = setTimeout(() => setShown(points), arrivesAfterMs)
    const ends = setTimeout(() => setFlight(null), flightMs)
    return () => {
      clearTimeout(arrives)
      clearTimeout(ends)
      setShown(points)
    }
  }, [points, still])
  return { shown, flight }
}
