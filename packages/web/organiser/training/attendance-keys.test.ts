import { expect, test } from 'vitest'
import { attendanceKey } from './attendance-keys.ts'

const press = (key: string, more = {}) => attendanceKey({ key, ctrlKey: false, metaKey: false, altKey: false, ...more })

test.each([
  ['1', { state: 'present' }],
  [' ', { state: 'present' }],
  ['2', { state: 'late' }],
  ['3', { state: 'absent' }],
  ['0', { state: null }],
  ['Backspace', { state: null }],
  ['ArrowDown', { move: 1 }],
  ['ArrowUp', { move: -1 }],
  ['4', null],
  ['Enter', null],
])('%j', (key, does) => {
  expect(press(key)).toEqual(does)
})

test('with Ctrl or Command only undo is ours; the browser keeps the rest', () => {
  expect(press('z', { ctrlKey: true })).toBe('undo')
  expect(press('Z', { metaKey: true })).toBe('undo')
  expect(press('1', { ctrlKey: true })).toBeNull()
  expect(press('ArrowUp', { altKey: true })).toBeNull()
})
