/** Points and times as they stand on a stage. */

/** With a true minus sign, as wide as a figure. */
export function figure(points: string): string {
  return points.replace('-', '−')
}

/** `+10`, `−5`, `0`. */
export function signed(points: string): string {
  const value = Number(points)
  return value > 0 ? `+${points}` : figure(points)
}

/** What lies between two totals, as text; both have at most two places. */
export function between(before: string, after: string): string {
  return String((Math.round(Number(after) * 100) - Math.round(Number(before) * 100)) / 100)
}

/** Milliseconds: a tenth where it can matter. */
export function inMs(ms: number): string {
  const size = Math.abs(ms)
  return size < 10 ? String(Math.round(size * 10) / 10) : String(Math.round(ms))
}

/** How far a margin may be off, as exactly as the margin itself is told. */
export function beside(marginMs: number, uncertaintyMs: number): string {
  return Math.abs(marginMs) < 10 ? inMs(uncertaintyMs) : String(Math.max(1, Math.round(uncertaintyMs)))
}

/** `12.38` s after the light, as people compare it. */
export function secondsAfter(ms: number): string {
  return (ms / 1000).toFixed(ms < 100_000 ? 2 : 1)
}
