import { expect, test } from 'vitest'
import { bandOf, nextOpen, pieceKey, readPieceKey, stateOf, type Piece } from './pieces.ts'

const found = (right: boolean, answer: null | { correction: number } | { dismissed: string } = null) => ({
  right,
  note: '',
  at: 1,
  answer,
})
const piece = (code: string, checked: boolean): Piece => ({
  code,
  item: 'paper',
  finding: checked ? found(true) : null,
})

test('C18.review a finding stands until it is answered', () => {
  expect(
    [null, found(true), found(false), found(false, { correction: 0 }), found(false, { dismissed: '无误' })].map(
      stateOf,
    ),
  ).toEqual(['open', 'right', 'waits', 'corrected', 'dismissed'])
})

test('each code is on the list for one reason', () => {
  const review = { top: ['A'], drawn: ['B'], risen: ['C'] }
  expect(['A', 'B', 'C', 'D'].map((code) => bandOf(review, code))).toEqual(['top', 'drawn', 'risen', 'all'])
})

test.each([
  [[true, false, true, false], 1, 3],
  [[true, false, true, false], 3, 1],
  // the one that is open itself, where it is the last
  [[true, false, true], 1, 1],
  [[true, true], 0, null],
  [[], 0, null],
])('of %j after %i comes %s', (checked, place, next) => {
  expect(
    nextOpen(
      checked.map((one, index) => piece(`A${index}`, one)),
      place,
    ),
  ).toBe(next)
})

test('an address leads back to its score, whatever the code', () => {
  expect(readPieceKey(pieceKey('final', { item: 'paper', code: 'A:1' }))).toEqual({
    stage: 'final',
    item: 'paper',
    code: 'A:1',
  })
  expect(readPieceKey('final')).toBeNull()
})
