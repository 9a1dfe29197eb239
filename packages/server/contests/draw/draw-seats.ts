/**
 * Draws seats for all who are checked in. The mapping exists in this process's memory only: it goes into the sealed
 * envelope and onto the slips, which are printed once. With no sealing the seed and the mapping are public.
 */
import { randomBytes } from 'node:crypto'
import { assignSeats } from '@leitai/core/contest/assign-seats.ts'
import { drawMissing } from '@leitai/core/contest/decide/check-in.ts'
import { isTied, layersOf } from '@leitai/core/contest/reading.ts'
import type { ContestState } from '@leitai/core/contest/state.ts'
import { isRefusal, type Refusal } from '@leitai/core/run.ts'
import { sha256Hex } from '@leitai/core/seed.ts'
import type { Parts } from '../../parts.ts'
import { withRoles } from '../../people/roles.ts'
import { newToken } from '../../people/tokens.ts'
import { contestState } from '../contest-state.ts'
import { seal, type Layer } from '../seal/onion.ts'
import type { Slip, SlipBox } from './slip-box.ts'

/** What lies in the envelope of one draw. */
export interface SealedDraw {
  seed: string
  mapping: Record<string, string>
}

export async function drawSeats(
  parts: Pick<Parts, 'database' | 'host' | 'seats'>,
  box: SlipBox,
  contestId: string,
  personId: string,
): Promise<{ batch: number; codes: number; slipsToken: string } | Refusal> {
  const state = await contestState(parts.host, contestId)
  if (isRefusal(state)) return state
  const missing = drawMissing(state)
  if (missing !== null) return missing

  const seed = randomBytes(32).toString('hex')
  const assigned = assignSeats(state, seed)
  const mapping = Object.fromEntries(assigned.map(({ code, entrantId }) => [code, entrantId]))
  const judges = (await withRoles(parts, contestId)).filter(({ roles }) => roles.includes('judge'))
  const batch = state.draws.length + 1
  const layers = layersOf(state)
  const accepted = await parts.host.submit({
    runId: contestId,
    commandId: `draw-${newToken()}`,
    name: 'recordDraw',
    payload: {
      batch,
      entrantIds: assigned.map(({ entrantId }) => entrantId),
      // By code, not in the order in which they were assigned: that order is the entrants'.
      judges: judges.map(({ id, delegation }) => ({ personId: id, delegation })),
      codes: assigned
        .map(({ code, seat, group, entrantId }) => {
          const entry = state.roster[entrantId]!
          return {
            code,
            seat,
            group,
            extraTimePercent: entry.extraTimePercent,
            // Looked up now: afterwards a code says nothing of who sits there.
            barredJudges: judges.filter((judge) => isTied(judge, entry)).map(({ id }) => id),
          }
        })
        .toSorted((a, b) => (a.code < b.code ? -1 : 1)),
      seed: layers > 0 ? { commitment: sha256Hex(seed) } : { open: seed },
      mapping:
        layers > 0
          ? {
              envelope: await seal(
                JSON.stringify({ seed, mapping } satisfies SealedDraw),
                layersOfOfficers(state, layers),
              ),
            }
          : { open: mapping },
    },
    by: { kind: 'server', for: personId },
  })
  if (isRefusal(accepted)) return accepted

  const pins = await parts.seats.issuePins(
    contestId,
    assigned.map(({ code }) => code),
  )
  const slips = assigned.map(({ entrantId, code, seat, group }): Slip => {
    const { name, number, delegation } = state.roster[entrantId]!
    return { name, number, delegation, code, seat, group, pin: pins.get(code)! }
  })
  return { batch, codes: slips.length, slipsToken: box.put({ contestId, batch, slips }) }
}

function layersOfOfficers(state: ContestState, layers: number): Layer[] {
  return Array.from({ length: layers }, (_, index) => {
    const officer = state.officers[index + 1]!
    return { recipient: officer.recipient!, recoveryRecipient: officer.recoveryRecipient! }
  })
}
