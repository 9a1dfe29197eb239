import { expect, test } from 'vitest'
import { sameSet } from './same-set.ts'

test('order does not matter; what is named twice, left out or added does', () => {
  expect(sameSet(['b', 'a'], ['a', 'b'])).toBe(true)
  expect(sameSet(['a', 'a', 'b'], ['a', 'b', 'c'])).toBe(false)
  expect(sameSet(['a', 'b', 'c'], ['a', 'a', 'b'])).toBe(false)
  expect(sameSet(['a'], ['a', 'b'])).toBe(false)
})
