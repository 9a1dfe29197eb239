/** What is left of a clock; turns just after each whole second, so that none is skipped or shown twice. */
import type { Instant } from '@leitai/core/run.ts'
import { useEffect, useState } from 'react'
import type { Clock } from '../types.ts'
import { leftAt } from './clock-now.ts'

export function useLeft(clock: Clock | null, now: () => Instant): number {
  const [, turn] = useState(0)
  const endsAt = clock?.endsAt ?? null
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
  return clock === null ? 0 : leftAt(clock, now())
}
