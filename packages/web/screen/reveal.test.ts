import { expect, test } from 'vitest'
import { revealedAt, revealSteps } from './reveal.ts'

test('judges come one by one, then the dropped are struck, and the score is last', () => {
  const pictures = [0, ...revealSteps(3, true)].map((ms) => revealedAt(ms, 3, true))
  expect(pictures).toEqual([
    { sheets: 0, struck: false, score: false },
    { sheets: 1, struck: false, score: false },
    { sheets: 2, struck: false, score: false },
    { sheets: 3, struck: false, score: false },
    { sheets: 3, struck: true, score: false },
    { sheets: 3, struck: true, score: true },
  ])
})

test('where nothing is dropped nothing is struck, and nobody waits for it', () => {
  const last = revealSteps(2, false).at(-1)!
  expect(revealedAt(last, 2, false)).toEqual({ sheets: 2, struck: false, score: true })
  expect(revealedAt(last - 1, 2, false).score).toBe(false)
  expect(revealSteps(2, false)).toHaveLength(3)
})
