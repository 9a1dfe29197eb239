/** The light that says 抢答！: it goes on at one moment of the server's clock, whenever the news of it came. */
import type { Instant } from '@leitai/core/run.ts'
import { useReached } from '@leitai/design/match/moment.ts'

/** `off`: the start was not given. `ready`: it was, and the light is on its way. */
export type Light = 'off' | 'ready' | 'on'

export function lightAt(opensAt: Instant | null, at: Instant): Light {
  return opensAt === null ? 'off' : at < opensAt ? 'ready' : 'on'
}

export function useLight(opensAt: Instant | null, now: () => Instant): Light {
  return useReached(opensAt, now) ? 'on' : lightAt(opensAt, now())
}
