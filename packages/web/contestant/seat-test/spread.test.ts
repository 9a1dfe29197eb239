import { expect, test } from 'vitest'
import { within } from './spread.ts'

test('shares of measurements', () => {
  const values = [5, 1, 4, 2, 3, 10, 6, 7, 9, 8]
  expect([within(values, 0.5), within(values, 0.95), within(values, 0), within([], 0.5)]).toEqual([5, 10, 1, 0])
})
