import { expect, test } from 'vitest'
import { chance } from '@leitai/core/seed.ts'
import { comesOutAgain } from './draw-check.ts'

const ids = ['e1', 'e2', 'e3', 'e4', 'e5', 'e6', 'e7']
const seed = 'a'.repeat(64)
const shuffled = chance(seed).shuffle(ids)
const order = {
  seed,
  at: 0,
  groups: [
    { group: 1, entrantIds: shuffled.slice(0, 4) },
    { group: 2, entrantIds: shuffled.slice(4) },
  ],
}

test('a recorded draw comes out again from its seed', () => {
  expect(comesOutAgain(order)).toBe(true)
})

test('two entrants swapped by hand, or another seed, do not', () => {
  const [first, second, ...rest] = shuffled
  const swapped = [second!, first!, ...rest]
  expect(
    comesOutAgain({
      ...order,
      groups: [
        { group: 1, entrantIds: swapped.slice(0, 4) },
        { group: 2, entrantIds: swapped.slice(4) },
      ],
    }),
  ).toBe(false)
  expect(comesOutAgain({ ...order, seed: 'b'.repeat(64) })).toBe(false)
})
