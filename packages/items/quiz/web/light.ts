/** The light that says 抢答！: it goes on at one moment of the server's clock, whenever the news of it came. */
import type { Instant } from '@leitai/core/run.ts'
import { useEffect, useState } from 'react'
import { flushSync } from 'react-dom'

/** `off`: the start was not given. `ready`: it was, and the light is on its way. */
export type Light = 'off' | 'ready' | 'on'

export function lightAt(opensAt: Instant | null, at: Instant): Light {
  return opensAt === null ? 'off' : at < opensAt ? 'ready' : 'on'
}

/** Frame by frame only in its last moments; never on before its time. */
export function useLight(opensAt: Instant | null, now: () => Instant): Light {
  const [litFor, setLitFor] = useState<Instant | null>(null)
  useEffect(() => {
    if (opensAt === null || litFor === opensAt) return
    let frame = 0
    const watch = () => {
      // painted with this very frame, not with the one after it
      if (now() >= opensAt) flushSync(() => setLitFor(opensAt))
      else frame = requestAnimationFrame(watch)
    }
    const timer = setTimeout(watch, Math.max(0, opensAt - now() - 60))
    return () => {
      clearTimeout(timer)
      cancelAnimationFrame(frame)
    }
  }, [opensAt, litFor, now])
  return litFor === opensAt && opensAt !== null ? 'on' : lightAt(opensAt, now())
}
