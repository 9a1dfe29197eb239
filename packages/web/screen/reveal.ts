/** How a score is told: the judges' totals one after another, then those that do not count are struck, then the score. */
export interface Reveal {
  sheets: number
  struck: boolean
  score: boolean
}

const sheetMs = 900
const breathMs = 1000

/** What is shown so long after the telling began. */
export function revealedAt(ms: number, sheets: number, anyDropped: boolean): Reveal {
  const all = sheets * sheetMs
  const struckAt = all + breathMs
  const scoreAt = anyDropped ? struckAt + breathMs : struckAt
  return {
    sheets: Math.max(0, Math.min(sheets, Math.floor(ms / sheetMs))),
    struck: anyDropped && ms >= struckAt,
    score: ms >= scoreAt,
  }
}

/** When the picture changes, in order. */
export function revealSteps(sheets: number, anyDropped: boolean): number[] {
  const all = sheets * sheetMs
  return [
    ...Array.from({ length: sheets }, (_, index) => (index + 1) * sheetMs),
    ...(anyDropped ? [all + breathMs, all + 2 * breathMs] : [all + breathMs]),
  ]
}
