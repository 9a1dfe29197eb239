/** A training session as iCalendar (RFC 5545), for everybody's own calendar. */
import type { SessionRow } from './sessions.ts'

export function calendarEntry(
  { id, title, starts_at, ends_at, place, link }: SessionRow,
  contest: string,
  now: number,
): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Leitai//Training//ZH',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    'BEGIN:VEVENT',
    `UID:training-${id}@leitai`,
    `DTSTAMP:${utc(now)}`,
    `DTSTART:${utc(starts_at)}`,
    `DTEND:${utc(ends_at)}`,
    `SUMMARY:${escaped(`${title} · ${contest}`)}`,
    ...(place === '' ? [] : [`LOCATION:${escaped(place)}`]),
    // an address is no text: it is not escaped
    ...(link === '' ? [] : [`URL:${link.replaceAll(/[\r\n]/g, '')}`]),
    'BEGIN:VALARM',
    'ACTION:DISPLAY',
    `DESCRIPTION:${escaped(title)}`,
    'TRIGGER:-PT30M',
    'END:VALARM',
    'END:VEVENT',
    'END:VCALENDAR',
  ]
  return lines.map((line) => `${folded(line)}\r\n`).join('')
}

/** `20261122T010000Z` */
const utc = (at: number): string => new Date(at).toISOString().replaceAll(/[-:]|\.\d+/g, '')

const escaped = (text: string): string =>
  text
    .replaceAll('\\', '\\\\')
    .replaceAll(/[;,]/g, (sign) => `\\${sign}`)
    .replaceAll(/\r\n|\r|\n/g, '\\n')

/** At most 75 bytes a line; what is longer goes on behind a blank, and no character is cut in two. */
function folded(line: string): string {
  let out = ''
  let bytes = 0
  for (const sign of line) {
    const length = Buffer.byteLength(sign)
    if (bytes + length > 75) {
      out += '\r\n '
      bytes = 1
    }
    out += sign
    bytes += length
  }
  return out
}
