import type { api } from '../session/api.ts'

type Me = Awaited<ReturnType<typeof api.me>>
export type SeatOf = NonNullable<Me['seat']>
export type SeatRun = Awaited<ReturnType<typeof api.seat.runs>>[number]
