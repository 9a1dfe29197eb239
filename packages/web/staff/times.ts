/** Days and times as the contest's place has them (China keeps one zone and no summer time), both ways. */
import { clockTime } from '@leitai/core/words.ts'

const chinaOffsetMs = 8 * 3600_000

/** `2026-05-01` */
export function dayOf(at: number): string {
  return new Date(at + chinaOffsetMs).toISOString().slice(0, 10)
}

/** `05-01 09:30` */
export function dayAndTime(at: number): string {
  return `${dayOf(at).slice(5)} ${clockTime(at).slice(0, 5)}`
}

/** What `<input type="datetime-local">` holds, and back. */
export function toField(at: number): string {
  return new Date(at + chinaOffsetMs).toISOString().slice(0, 16)
}
export function fromField(value: string): number | null {
  const at = Date.parse(`${value}:00Z`)
  return Number.isNaN(at) ? null : at - chinaOffsetMs
}
