import { expect, test } from 'vitest'
import { isForDesk } from './use-lead-keys.ts'
import { pressGuard } from './press-guard.ts'

const inside = (...selectors: string[]) => ({
  closest: (asked: string) => (asked.split(', ').some((one) => selectors.includes(one)) ? ({} as Element) : null),
})

test('a letter typed into a field or a dialog is no ruling', () => {
  expect(isForDesk('r', inside('textarea'), false)).toBe(false)
  expect(isForDesk('r', inside('[role="dialog"]'), true)).toBe(false)
  expect(isForDesk('r', inside('button'), false)).toBe(true)
  expect(isForDesk('Enter', null, false)).toBe(true)
})

test('Enter presses a button that the keyboard reached, and the one step where a button was clicked on', () => {
  expect(isForDesk('Enter', inside('button'), false)).toBe(false)
  expect(isForDesk(' ', inside('button'), true)).toBe(true)
})

test('the second press of an excited hand does nothing, another key does', () => {
  let at = 0
  const guard = pressGuard(() => at)
  expect(guard.takes('next')).toBe(true)
  at = 300
  expect(guard.takes('next')).toBe(false)
  expect(guard.takes('right')).toBe(true)
  at = 700
  expect(guard.takes('next')).toBe(true)
})

test('what a key means may change under the hand: it takes nothing for a moment', () => {
  let at = 0
  const guard = pressGuard(() => at)
  guard.changed()
  at = 100
  expect(guard.takes('right')).toBe(false)
  expect(guard.takes('undo', true)).toBe(true)
  at = 320
  expect(guard.takes('right')).toBe(true)
})
