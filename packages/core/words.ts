/**
 * Times and numbers in sentences that people read. Contests run on Chinese time; the offset is a constant because China
 * keeps no summer time, and rules may not ask the machine for its zone.
 */
import type { Instant } from './run.ts'

const chinaOffsetMs = 8 * 3600_000

/** `10:32:05`, China standard time. */
export function clockTime(at: Instant): string {
  const seconds = Math.floor(((((at + chinaOffsetMs) % 86_400_000) + 86_400_000) % 86_400_000) / 1000)
  const two = (n: number) => String(n).padStart(2, '0')
  return `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`
}
