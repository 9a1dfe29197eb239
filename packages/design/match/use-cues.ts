/** Plays the cues of a view that changes. */
import type { Instant } from '@leitai/core/run.ts'
import { useEffect, useRef } from 'react'
import { playCue, type Cue } from '../sound.ts'

export interface Cues<View> {
  /** What has just happened. */
  between(before: View, after: View): Cue[]
  /** Moments after `at` that the clocks of this view lead to. */
  ahead(view: View, at: Instant): { cue: Cue; at: Instant }[]
}

/** `cues` stays the same object from one view to the next. */
export function useCues<View>(cues: Cues<View>, view: View, now: () => Instant, on: boolean): void {
  const last = useRef(view)
  const played = useRef(0)
  useEffect(() => {
    const before = last.current
    last.current = view
    if (!on) return
    if (before !== view) for (const cue of cues.between(before, view)) playCue(cue)
    const timers = cues.ahead(view, Math.max(now(), played.current)).map(({ cue, at }) =>
      setTimeout(() => {
        // a view that comes in the same moment plans what is left, not this one again
        played.current = at
        playCue(cue)
      }, at - now()),
    )
    return () => timers.forEach(clearTimeout)
  }, [cues, view, now, on])
}
