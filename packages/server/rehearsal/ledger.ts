/** Every command that simulated people sent, with what the server answered and how long that took. */
import type { Instant, Refusal } from '@leitai/core/run.ts'

export interface LedgerEntry {
  runId: string
  commandId: string
  name: string
  payload: unknown
  /** A seat's own command, or an official's act. */
  by: 'seat' | 'person'
  answer: { version: number; at: Instant } | null
  refusal: Omit<Refusal, 'refused'> | null
  /** Real milliseconds from the first sending to the answer; a break in between is part of it. */
  ms: number
  /** Real milliseconds since the ledger began. */
  answeredAt: number
  /** Sent again after a break: its time says more of the break than of the server. */
  resent: boolean
}

export class Ledger {
  readonly entries: LedgerEntry[] = []
  readonly #began = performance.now()

  add(entry: Omit<LedgerEntry, 'answeredAt'>): void {
    this.entries.push({ ...entry, answeredAt: performance.now() - this.#began })
  }
}

export interface Load {
  commands: number
  refused: number
  resent: number
  /** Over the time in which seats were sending. */
  perSecond: number
  busiestSecond: number
  p50Ms: number
  p95Ms: number
  p99Ms: number
  worstMs: number
  /** Commands answered in each real second, for the picture. */
  series: number[]
}

export function loadOf(entries: readonly LedgerEntry[]): Load {
  const seats = entries.filter(({ by }) => by === 'seat')
  const times = seats
    .filter(({ resent }) => !resent)
    .map(({ ms }) => ms)
    .toSorted((a, b) => a - b)
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0
  const first = Math.min(...seats.map(({ answeredAt }) => answeredAt))
  const series: number[] = []
  for (const { answeredAt } of seats) {
    const second = Math.floor((answeredAt - first) / 1000)
    while (series.length <= second) series.push(0)
    series[second]! += 1
  }
  const busy = series.filter((count) => count > 0).length
  return {
    commands: seats.length,
    refused: seats.filter(({ refusal }) => refusal !== null).length,
    resent: seats.filter(({ resent }) => resent).length,
    perSecond: busy === 0 ? 0 : seats.length / busy,
    busiestSecond: Math.max(0, ...series),
    p50Ms: at(0.5),
    p95Ms: at(0.95),
    p99Ms: at(0.99),
    worstMs: times.at(-1) ?? 0,
    series,
  }
}
