/** What seats measured of themselves before a match. */
import type { ContestState } from '@leitai/core/contest/state.ts'
import { judgeSeat, type SeatMeasure, type SeatVerdict } from '@leitai/core/match/seat-measure.ts'
import type { Parts } from '../../parts.ts'

export interface SeatLine {
  code: string
  seat: string
  measured: { at: number; measure: SeatMeasure; verdict: SeatVerdict } | null
}

export async function keepSeatMeasure(
  { database, clock }: Pick<Parts, 'database' | 'clock'>,
  { contestId, code }: { contestId: string; code: string },
  measure: SeatMeasure,
): Promise<SeatVerdict> {
  const row = { at: clock.now(), measure: JSON.stringify(measure) }
  await database.db
    .insertInto('seat_measure')
    .values({ contest_id: contestId, code, ...row })
    .onConflict((conflict) => conflict.columns(['contest_id', 'code']).doUpdateSet(row))
    .execute()
  return judgeSeat(measure)
}

/** Every code of the draw, in the order of the seats as people read them. */
export async function seatLines(
  { database }: Pick<Parts, 'database'>,
  contestId: string,
  state: ContestState,
): Promise<SeatLine[]> {
  const rows = await database.db.selectFrom('seat_measure').selectAll().where('contest_id', '=', contestId).execute()
  const known = new Map(rows.map(({ code, at, measure }) => [code, { at, measure, verdict: judgeSeat(measure) }]))
  return Object.entries(state.codes)
    .map(([code, { seat }]) => ({ code, seat, measured: known.get(code) ?? null }))
    .toSorted((a, b) => bySeat.compare(a.seat, b.seat) || bySeat.compare(a.code, b.code))
}

const bySeat = new Intl.Collator('zh', { numeric: true })
