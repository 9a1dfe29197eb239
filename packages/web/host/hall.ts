/**
 * The host's desk shows what the hall sees: not what the desk itself may see of the same runs. So the preview has a client of
 * its own, which asks as a screen. It sends nothing, and keeps nothing.
 */
import { Live } from '../live/live.ts'
import type { OutboxStore } from '../live/outbox-store.ts'
import { liveUrl } from '../live/page-live.ts'

const keepsNothing: OutboxStore = {
  load: () => Promise.resolve([]),
  put: () => {},
  remove: () => {},
  settled: () => Promise.resolve(),
}

export const hall = new Live(liveUrl, keepsNothing)
