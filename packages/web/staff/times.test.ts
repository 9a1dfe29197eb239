import { expect, test } from 'vitest'
import { dayAndTime, dayOf, fromField, toField } from './times.ts'

const morning = Date.parse('2026-05-01T01:30:00Z')

test('times are those of the contest’s place, whatever the machine’s zone', () => {
  expect(dayOf(morning)).toBe('2026-05-01')
  expect(dayAndTime(morning)).toBe('05-01 09:30')
  expect(toField(morning)).toBe('2026-05-01T09:30')
})

test('a day begins at midnight there', () => {
  expect(dayOf(Date.parse('2026-05-01T16:00:00Z'))).toBe('2026-05-02')
})

test('a field’s value is read back to the same instant; half a value is none', () => {
  expect(fromField(toField(morning))).toBe(morning)
  expect(fromField('2026-05-')).toBeNull()
})
