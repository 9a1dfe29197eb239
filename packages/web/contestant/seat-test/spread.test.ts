import { expect, test } from 'vitest'
import { keyName } from './key-name.ts'
import { within } from './spread.ts'
import { seatTestWords } from './words.ts'

test('shares of measurements', () => {
  const values = [5, 1, 4, 2, 3, 10, 6, 7, 9, 8]
  expect([within(values, 0.5), within(values, 0.95), within(values, 0), within([], 0.5)]).toEqual([5, 10, 1, 0])
})

test('keys are called as people call them; others by the keyboard’s own name', () => {
  const { keys } = seatTestWords.zh
  expect(
    ['Space', 'Enter', 'NumpadEnter', 'Digit3', 'Numpad7', 'Touch', 'F5'].map((code) => keyName(code, keys)),
  ).toEqual(['空格', '回车', '回车', '数字 3', '数字 7', '触屏', 'F5'])
})
