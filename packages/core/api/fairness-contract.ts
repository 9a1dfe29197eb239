/** The test of a seat before a match: a seat reports what it measured of itself; the staff read the room's sheet. */
import { z } from 'zod'
import { seatFlags, seatReasons } from '../match/seat-measure.ts'
import { api } from './base.ts'

const id = z.string().min(1).max(80)
const ms = z.number().min(0).max(3_600_000)

const seatMeasure = z.strictObject({
  roundTripMs: z.strictObject({ best: ms, median: ms, p95: ms }),
  errorMs: ms,
  heldMs: z.strictObject({ p95: ms, most: ms }),
  key: z
    .strictObject({
      name: z.string().max(40),
      latencyMs: ms,
      presses: z.number().int().min(1).max(1000),
      works: z.boolean(),
    })
    .nullable(),
  heard: z.boolean().nullable(),
})
const verdict = z.object({
  flag: z.enum(seatFlags),
  reasons: z.array(z.enum(seatReasons)),
  network: z.enum(['wired', 'wifi', 'remote']),
})

export const floor = {
  /** By whoever sits there, for that seat alone; a later report takes the earlier one's place. */
  reportSeat: api.route({ method: 'POST', path: '/seat/measure' }).input(seatMeasure).output(verdict),
  /** Every code that was drawn, measured or not; by the staff's order of seats. */
  fairness: api
    .route({ method: 'GET', path: '/contests/{id}/fairness' })
    .input(z.object({ id }))
    .output(
      z.array(
        z.object({
          code: id,
          seat: z.string(),
          measured: z.object({ at: z.number(), measure: seatMeasure, verdict }).nullable(),
        }),
      ),
    ),
}
