/** How far somebody is with a recording: which parts were played, in seconds, however often and in whatever order. */

export type Range = readonly [from: number, to: number]

/** So much of a recording counts as all of it: nobody watches the last credits. */
const enough = 0.9
/** Two parts this near are one: players do not agree to the frame. */
const nearSeconds = 0.5
/** More parts than a person makes; the smallest gaps are then closed first. */
const mostRanges = 200

/** The parts of both, joined where they meet, within the recording. */
export function watchedTogether(before: readonly Range[], more: readonly Range[], seconds: number | null): Range[] {
  const end = seconds ?? Number.MAX_SAFE_INTEGER
  const sorted = [...before, ...more]
    .map(([from, to]): Range => [rounded(Math.max(0, from)), rounded(Math.min(end, to))])
    .filter(([from, to]) => to > from)
    .toSorted(([a], [b]) => a - b)
  const joined: [number, number][] = []
  for (const [from, to] of sorted) {
    const last = joined.at(-1)
    if (last !== undefined && from <= last[1] + nearSeconds) last[1] = Math.max(last[1], to)
    else joined.push([from, to])
  }
  while (joined.length > mostRanges) closeSmallestGap(joined)
  return joined
}

export function watchedSeconds(ranges: readonly Range[]): number {
  return rounded(ranges.reduce((sum, [from, to]) => sum + to - from, 0))
}

/** 0 to 100, whole, and never 100 before it counts as watched. */
export function watchedPercent(ranges: readonly Range[], seconds: number | null): number {
  if (seconds === null || seconds <= 0) return 0
  return isWatched(ranges, seconds) ? 100 : Math.min(99, Math.floor((100 * watchedSeconds(ranges)) / seconds))
}

export function isWatched(ranges: readonly Range[], seconds: number | null): boolean {
  return seconds !== null && seconds > 0 && watchedSeconds(ranges) >= seconds * enough
}

/** Where to go on: where one stopped, or at the beginning for whoever had come to the end. */
export function resumeAt(position: number, seconds: number | null): number {
  return seconds !== null && position >= seconds - 2 ? 0 : position
}

function closeSmallestGap(joined: [number, number][]): void {
  let at = 1
  for (let i = 2; i < joined.length; i += 1)
    if (joined[i]![0] - joined[i - 1]![1] < joined[at]![0] - joined[at - 1]![1]) at = i
  joined[at - 1]![1] = joined[at]![1]
  joined.splice(at, 1)
}

/** To a tenth of a second. */
const rounded = (seconds: number): number => Math.round(seconds * 10) / 10
