/** Plays the cues of a view that changes. */
import type { Instant } from '@leitai/core/run.ts'
import { playCue } from '@leitai/design/sound.ts'
import { useEffect, useRef } from 'react'
import { cuesAhead, cuesBetween, type ScreenView } from './scene.ts'

export function useCues(view: ScreenView, now: () => Instant, on: boolean): void {
  const last = useRef(view)
  const played = useRef(0)
  useEffect(() => {
    const before = last.current
    last.current = view
    if (!on) return
    if (before !== view) for (const cue of cuesBetween(before, view)) playCue(cue)
    const timers = cuesAhead(view, Math.max(now(), played.current)).map(({ cue, at }) =>
      setTimeout(() => {
        // a view that comes in the same moment plans what is left, not this one again
        played.current = at
        playCue(cue)
      }, at - now()),
    )
    return () => timers.forEach(clearTimeout)
  }, [view, now, on])
}
