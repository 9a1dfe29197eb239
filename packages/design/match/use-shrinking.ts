/** A bar that shrinks with a clock, drawn by the browser: no frame of it is computed here. */
import type { Instant } from '@leitai/core/run.ts'
import { useLayoutEffect, useRef, type RefObject } from 'react'

interface Clock {
  /** Null: it stands still at `leftMs`. */
  endsAt: Instant | null
  leftMs: number
  totalMs: number
}

/** `still`: it is set once, where people want nothing to move. */
export function useShrinking(
  { endsAt, leftMs, totalMs }: Clock,
  now: () => Instant,
  still: boolean,
): RefObject<HTMLSpanElement | null> {
  const bar = useRef<HTMLSpanElement>(null)
  useLayoutEffect(() => {
    const element = bar.current
    if (element === null) return
    const share = (ms: number) => `scaleX(${totalMs === 0 ? 0 : Math.max(0, Math.min(1, ms / totalMs))})`
    const rest = endsAt === null ? leftMs : endsAt - now()
    element.style.transform = share(rest)
    if (endsAt === null || rest <= 0 || still) return
    const running = element.animate([{ transform: share(rest) }, { transform: share(0) }], {
      delay: Math.max(0, rest - totalMs),
      duration: Math.min(rest, totalMs),
      fill: 'both',
    })
    return () => running.cancel()
  }, [endsAt, leftMs, totalMs, now, still])
  return bar
}
