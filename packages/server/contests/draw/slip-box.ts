/**
 * The candidate slips of a draw, between the draw and the printer. They join a name to a code and a PIN, so they are kept
 * in memory alone, for two hours at most; after that, or after a restart, the way is a new PIN or a new draw.
 */
import { newToken } from '../../people/tokens.ts'
import type { Clock } from '../../runs/contract.ts'

export interface Slip {
  name: string
  number: string
  delegation: string
  code: string
  seat: string
  group: number
  pin: string
}

export interface SlipBatch {
  contestId: string
  batch: number
  slips: Slip[]
}

export interface SlipBox {
  put(batch: SlipBatch): string
  take(contestId: string, token: string): SlipBatch | null
}

const keepMs = 2 * 3600_000

export function openSlipBox(clock: Clock): SlipBox {
  const kept = new Map<string, SlipBatch & { until: number }>()
  const sweep = () => {
    for (const [token, batch] of kept) if (batch.until <= clock.now()) kept.delete(token)
  }
  return {
    put(batch) {
      sweep()
      const token = newToken()
      kept.set(token, { ...batch, until: clock.now() + keepMs })
      return token
    },
    take(contestId, token) {
      sweep()
      const batch = kept.get(token)
      return batch?.contestId === contestId ? batch : null
    },
  }
}
