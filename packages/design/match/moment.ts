/** Moments of the server's clock: the light, the end of a time. */
import type { Instant } from '@leitai/core/run.ts'
import { useEffect, useState } from 'react'
import { flushSync } from 'react-dom'

/** Whether that moment has come: the same for everybody, however late the news of it was. Never before its time. */
export function useReached(at: Instant | null, now: () => Instant): boolean {
  const [reached, setReached] = useState<Instant | null>(null)
  useEffect(() => {
    if (at === null || reached === at) return
    let frame = 0
    // frame by frame only in its last moments
    const watch = () => {
      // painted with this very frame, not with the one after it
      if (now() >= at) flushSync(() => setReached(at))
      else frame = requestAnimationFrame(watch)
    }
    const timer = setTimeout(watch, Math.max(0, at - now() - 60))
    return () => {
      clearTimeout(timer)
      cancelAnimationFrame(frame)
    }
  }, [at, reached, now])
  return at !== null && (reached === at || now() >= at)
}

/** What is left until then; turns just after each whole second, so that none is skipped or shown twice. */
export function useLeft(endsAt: Instant | null, now: () => Instant): number {
  const [, turn] = useState(0)
  useEffect(() => {
    if (endsAt === null) return
    let timer: ReturnType<typeof setTimeout>
    const next = () => {
      const rest = endsAt - now()
      if (rest <= 0) return
      timer = setTimeout(
        () => {
          turn((n) => n + 1)
          next()
        },
        (rest % 1000) + 12,
      )
    }
    next()
    return () => clearTimeout(timer)
  }, [endsAt, now])
  return endsAt === null ? 0 : Math.max(0, endsAt - now())
}
