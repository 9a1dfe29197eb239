import { expect, test } from 'vitest'
import { guardMs, keyMeans, pressGuard } from './keys.ts'

test('a second press within a moment is swallowed, the next one after it is not', () => {
  let now = 0
  const press = pressGuard(() => now)
  expect(press()).toBe(true)
  now = guardMs - 1
  expect(press()).toBe(false)
  now = guardMs
  expect(press()).toBe(true)
})

test('swallowed presses do not put the next one off', () => {
  let now = 0
  const press = pressGuard(() => now)
  press()
  for (now = 100; now < guardMs; now += 100) press()
  now = guardMs + 1
  expect(press()).toBe(true)
})

test('Space and Enter mean the big key, U takes back, other keys mean nothing', () => {
  const meanings = [' ', 'Enter', 'u', 'U', 'a', 'Escape'].map((key) => keyMeans(key, null, false))
  expect(meanings).toEqual(['next', 'next', 'undo', 'undo', null, null])
})

/** An element that is what one of these selectors says. */
const inside = (selector: string) => ({ closest: (asked: string) => (asked.includes(selector) ? {} : null) }) as Element

test('what is being typed, and a dialog, keep their keys', () => {
  expect([' ', 'Enter', 'u'].map((key) => keyMeans(key, inside('textarea'), true))).toEqual([null, null, null])
  expect(keyMeans(' ', inside('[role="dialog"]'), true)).toBeNull()
})

test('a button reached by the keyboard is pressed itself; one that was clicked on leaves the big key its key', () => {
  expect(keyMeans(' ', inside('button'), false)).toBeNull()
  expect(keyMeans(' ', inside('button'), true)).toBe('next')
  expect(keyMeans('u', inside('button'), false)).toBe('undo')
})
