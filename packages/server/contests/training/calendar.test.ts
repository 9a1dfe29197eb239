import { expect, test } from 'vitest'
import { calendarEntry } from './calendar.ts'

const row = {
  id: 'abc',
  contest_id: 'c',
  training: 'course',
  title: '服务心理',
  starts_at: Date.UTC(2026, 10, 23, 1, 0),
  ends_at: Date.UTC(2026, 10, 23, 3, 30),
  place: '',
  link: '',
  capacity: null,
  revision: 1,
  updated_at: 0,
}
const now = Date.UTC(2026, 10, 22)

test('C01.training a line of a calendar is at most 75 bytes, no character is cut, and it reads as it was', () => {
  const title = `${'客户心理与服务技巧，'.repeat(20)}😀`
  const text = calendarEntry({ ...row, title }, '服务之星', now)
  const lines = text.split('\r\n')
  expect(lines.at(-1)).toBe('')
  for (const line of lines) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75)
  expect(text).not.toContain('\uFFFD')
  expect(text.replaceAll('\r\n ', '')).toContain(`SUMMARY:${title} · 服务之星`)
})

test('A11 nothing that is typed becomes a property of its own', () => {
  const text = calendarEntry(
    { ...row, title: '一;二,三\\四\r\nEND:VEVENT', place: '厅\nATTACH:http://evil', link: 'https://a.b/\r\nX:1' },
    '赛',
    now,
  )
  expect(text.match(/^END:VEVENT$/gm)).toHaveLength(1)
  expect(text).not.toMatch(/^(ATTACH|X):/m)
  expect(text).toContain('SUMMARY:一\\;二\\,三\\\\四\\nEND:VEVENT · 赛')
})
