/**
 * Who pressed first. A browser says when its person pressed, on the server's clock; the server says when that arrived and
 * how long the way is at best. What the network can explain is believed, and nothing beyond: a press counts at the time it
 * claims, within [arrival − half the best round trip − slack, arrival]; the arrival is then the earliest that it can have been,
 * where the server was too busy to read.
 *
 * How sure that is. A clock aligned by round trips is off by at most half the best one, and that only where all of it fell on
 * one way. Of the best of twenty both ways are short: each is the shortest possible and a little chance, so the error's standard
 * deviation is 0.05 (wired) to 0.16 (the worst Wi-Fi) of that trip. A quarter of the best trip is more than one and a half
 * of those; two independent ones add as the root of their summed squares. `bench/fair-order.ts` counts, of 200 presses each: on
 * Wi-Fi with trips of 2 to 20 ms it comes to ± 1.9 ms, nobody was named first who was not (by arrival 39 % at 1 ms apart, 3.5 %
 * at 10 ms), and from 5 ms on 1 % or less were called level; wired it comes to ± 0.4 ms.
 */
import type { Press } from '../run.ts'

/** What a contest's network is believed to do. Milliseconds. */
export interface Network {
  /** A press is believed this much before arrival − half the round trip. */
  slackMs: number
  /** Round trips above this are not credited: a seat that delays its echoes gains nothing. */
  mostRoundTripMs: number
  /** From the first arrival on, presses are collected for so long. Who comes later can be neither first nor level. */
  windowMs: number
}

/**
 * Slack is what one press may take longer than half the best trip: a busy switch and a page that draws, Wi-Fi that sends
 * again, a phone network. The window follows from the other two (`fair-order.test.ts`).
 */
export const networks: Record<'wired' | 'wifi' | 'remote', Network> = {
  wired: { slackMs: 10, mostRoundTripMs: 4, windowMs: 15 },
  wifi: { slackMs: 25, mostRoundTripMs: 12, windowMs: 40 },
  remote: { slackMs: 80, mostRoundTripMs: 200, windowMs: 260 },
}

export interface JudgedPress {
  code: string
  /** When it counts. */
  at: number
  /** How far `at` is likely to be off; of two presses, the root of the summed squares. */
  uncertaintyMs: number
  arrivedAt: number
  unreadMs?: number
  claimedAt: number
  roundTripMs: number | null
  flags: PressFlag[]
}

/**
 * `backDated`: claims more than the network explains. `ahead`: claims a time after its arrival, by more than its clock can be
 * off. `slowLink`: a round trip above what is credited.
 */
export type PressFlag = 'backDated' | 'ahead' | 'slowLink'

/** What browsers round their clocks to. */
export const clockResolutionMs = 0.1
/** Presses of one moment have the same microsecond. */
const microsecond = 0.001

export function judgePress(code: string, press: Press, network: Network): JudgedPress {
  const { claimedAt, roundTripMs, arrivedAt, unreadMs } = press
  // nothing measured yet: nothing credited, but as unsure as the worst
  const half = Math.min(roundTripMs ?? 0, network.mostRoundTripMs) / 2
  const earliest = earliestArrival(press) - half - network.slackMs
  const flags: PressFlag[] = []
  if (claimedAt < earliest) flags.push('backDated')
  if (claimedAt > arrivedAt + half + clockResolutionMs) flags.push('ahead')
  if (roundTripMs !== null && roundTripMs > network.mostRoundTripMs) flags.push('slowLink')
  return {
    code,
    at: toMicroseconds(Math.min(Math.max(claimedAt, earliest), arrivedAt)),
    uncertaintyMs: toMicroseconds(
      Math.min(roundTripMs ?? network.mostRoundTripMs, network.mostRoundTripMs) / 4 + clockResolutionMs,
    ),
    arrivedAt,
    ...(unreadMs === undefined ? {} : { unreadMs }),
    claimedAt,
    roundTripMs,
    flags,
  }
}

/** Whether it came in time is asked of this moment: nobody is late because the server was. */
export function earliestArrival({ arrivedAt, unreadMs = 0 }: Pick<Press, 'arrivedAt' | 'unreadMs'>): number {
  return arrivedAt - unreadMs
}

export interface Verdict {
  /** Each code once, by its earliest press. */
  order: JudgedPress[]
  /** Who is first, or those who cannot be told apart. */
  first: string[]
  /** From the earliest to the next that can be told apart; null: there is none. */
  marginMs: number | null
  /** How far that margin is likely to be off. Where all are level: how far their difference is. Null: only one pressed. */
  uncertaintyMs: number | null
}

export function verdictOf(presses: readonly JudgedPress[]): Verdict {
  const order = earliestOfEach(presses)
  const [earliest] = order
  if (earliest === undefined) return { order, first: [], marginMs: null, uncertaintyMs: null }
  const level = order.filter((one) => one.at - earliest.at <= apart(earliest, one) + microsecond / 2)
  const first = level.map(({ code }) => code)
  const next = order.find(({ code }) => !first.includes(code))
  const beside = next ?? level.findLast((one) => one !== earliest)
  return {
    order,
    first,
    marginMs: next === undefined ? null : toMicroseconds(next.at - earliest.at),
    uncertaintyMs: beside === undefined ? null : toMicroseconds(apart(earliest, beside)),
  }
}

/** Two presses that are not further apart than this cannot be told apart. */
function apart(a: JudgedPress, b: JudgedPress): number {
  return Math.hypot(a.uncertaintyMs, b.uncertaintyMs)
}

/** In order of time; where times are equal by code, so that the order of coming leaves no trace. */
function earliestOfEach(presses: readonly JudgedPress[]): JudgedPress[] {
  const sorted = presses.toSorted(
    (a, b) =>
      a.at - b.at ||
      (a.code < b.code ? -1 : a.code > b.code ? 1 : 0) ||
      a.arrivedAt - b.arrivedAt ||
      a.claimedAt - b.claimedAt,
  )
  const seen = new Set<string>()
  return sorted.filter(({ code }) => !seen.has(code) && seen.add(code))
}

function toMicroseconds(ms: number): number {
  return Math.round(ms * 1000) / 1000
}
