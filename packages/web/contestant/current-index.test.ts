import { expect, test } from 'vitest'
import { currentIndex } from './current-index.ts'

const none = [false, false, false]

test.each([
  ['nothing has begun: the first', ['unknown', 'unknown', 'unknown'], none, -1, 0],
  ['the first is done and its receipt not read: it stays', ['closed', 'waiting', 'waiting'], none, 0, 0],
  ['its receipt was read: the next', ['closed', 'waiting', 'waiting'], [true, false, false], 0, 1],
  ['the next one opens while the receipt is read: it is shown', ['closed', 'open', 'waiting'], none, 0, 1],
  ['time given back opens the first again', ['open', 'waiting', 'waiting'], [true, false, false], 1, 0],
  ['a paused one is shown', ['closed', 'paused', 'unknown'], [true, false, false], 0, 1],
  ['an item out of the order ended: its receipt', ['waiting', 'closed', 'waiting'], none, 1, 1],
  ['all done and read: the last one’s receipt', ['closed', 'closed', 'closed'], [true, true, true], 2, 2],
] as const)('%s', (_, phases, behind, shown, index) => {
  expect(currentIndex(phases, behind, shown)).toBe(index)
})
