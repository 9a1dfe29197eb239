/** What a seat's test before a match measured, and what it says: whether its presses can be told apart as well as the others'. */
import { networks } from './fair-order.ts'

export interface SeatMeasure {
  /** Of the way to the server and back. */
  roundTripMs: { best: number; median: number; p95: number }
  /** How far the seat's idea of the server's time may be off. */
  errorMs: number
  /** How long the page was held up when it should have been free. */
  heldMs: { p95: number; most: number }
  /** The buzzer; null: nothing was pressed. */
  key: {
    /** As the keyboard names it: `Space`, `Digit1`. */
    name: string
    /** From the press, as the browser dates it, to the page. */
    latencyMs: number
    presses: number
    /** Whether matches take it. */
    works: boolean
  } | null
  /** Null: nobody listened. */
  heard: boolean | null
}

export const seatFlags = ['good', 'fair', 'poor'] as const
export type SeatFlag = (typeof seatFlags)[number]

export const seatReasons = [
  'roundTrip',
  'unsteady',
  'clock',
  'held',
  'keyLate',
  'keyUnknown',
  'noKey',
  'noSound',
] as const
export type SeatReason = (typeof seatReasons)[number]

export interface SeatVerdict {
  flag: SeatFlag
  /** What to look after, the worst first. */
  reasons: SeatReason[]
  /** The strictest network setting that believes this seat's presses whole. */
  network: keyof typeof networks
}

type Found = [flag: Exclude<SeatFlag, 'good'>, reason: SeatReason]

/** A press comes this late over a steady line at most; beyond it Wi-Fi is sending again, or a cable is bad. */
const steadyMs = networks.wired.slackMs
/** A frame at 60 a second, three of them, and ten. */
const [frameMs, threeFramesMs, tenFramesMs] = [17, 50, 170]

export function judgeSeat({ roundTripMs, errorMs, heldMs, key, heard }: SeatMeasure): SeatVerdict {
  const found: Found[] = []
  const above = (value: number, fair: number, poor: number, reason: SeatReason) => {
    if (value > poor) found.push(['poor', reason])
    else if (value > fair) found.push(['fair', reason])
  }
  above(roundTripMs.best, networks.wired.mostRoundTripMs, networks.wifi.mostRoundTripMs, 'roundTrip')
  above(roundTripMs.p95 - roundTripMs.best, steadyMs, networks.wifi.slackMs, 'unsteady')
  above(errorMs, networks.wired.mostRoundTripMs / 2, networks.wifi.mostRoundTripMs / 2, 'clock')
  above(heldMs.most, threeFramesMs, tenFramesMs, 'held')
  if (key === null) found.push(['poor', 'noKey'])
  else {
    if (!key.works) found.push(['poor', 'keyUnknown'])
    above(key.latencyMs, frameMs, threeFramesMs, 'keyLate')
  }
  if (heard !== true) found.push(['fair', 'noSound'])
  const poor = found.filter(([flag]) => flag === 'poor')
  const fits = (['wired', 'wifi'] as const).find((name) => {
    const { mostRoundTripMs, slackMs } = networks[name]
    return roundTripMs.best <= mostRoundTripMs && roundTripMs.p95 - roundTripMs.best <= slackMs
  })
  return {
    flag: poor.length > 0 ? 'poor' : found.length > 0 ? 'fair' : 'good',
    reasons: [...poor, ...found.filter(([flag]) => flag === 'fair')].map(([, reason]) => reason),
    network: fits ?? 'remote',
  }
}
