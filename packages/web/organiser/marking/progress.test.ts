import { describe, expect, test } from 'vitest'
import { byAttention, isWhole, judgeRows, needsLook, tallyOf, type PieceLine } from './progress.ts'

const piece = (code: string, handedIn: readonly boolean[], more: Partial<PieceLine> = {}): PieceLine => ({
  item: 'etiquette',
  code,
  markingId: `c:final:etiquette.marks:${code}`,
  workId: `c:final:etiquette:${code}`,
  type: 'roleplay',
  phase: 'open',
  toMark: 6,
  judges: handedIn.map((done, index) => ({
    personId: `j${index + 1}`,
    name: `裁判${index + 1}`,
    done: done ? 6 : 2,
    handedIn: done,
  })),
  missing: 0,
  spread: null,
  calls: [],
  calibration: null,
  ...more,
})

describe('whole', () => {
  test('a piece is whole when every seat is filled and all have handed in', () => {
    expect(isWhole(piece('A1', [true, true]))).toBe(true)
    expect(isWhole(piece('A1', [true, false]))).toBe(false)
    expect(isWhole(piece('A1', [true, true], { missing: 1 }))).toBe(false)
    expect(isWhole(piece('A1', [], { missing: 0 }))).toBe(false)
  })

  test('what waits for its work, or is on the stage, is not', () => {
    expect(isWhole(piece('A1', [true, true], { phase: 'waiting' }))).toBe(false)
    expect(isWhole(piece('A1', [true, true], { phase: 'live' }))).toBe(false)
    expect(isWhole(piece('A1', [true, true], { phase: 'closed' }))).toBe(true)
  })

  test('counts', () => {
    expect(
      tallyOf([
        piece('A1', [true, true], { spread: { points: '3', alarm: true } }),
        piece('A2', [true, true], { spread: { points: '1', alarm: false } }),
        piece('A3', [true], { missing: 1 }),
      ]),
    ).toEqual({ all: 3, whole: 2, alarms: 1, short: 1 })
  })
})

test('a judge’s row has a cell for every piece, an empty one for another’s', () => {
  const rows = judgeRows([
    piece('A1', [true, false]),
    piece('A2', [true], { spread: { points: '7', alarm: true } }),
    piece('A3', [false, false], { spread: { points: '9', alarm: true } }),
  ])
  expect(rows.map(({ name, handedIn, due }) => `${name} ${handedIn}/${due}`)).toEqual(['裁判1 2/3', '裁判2 0/2'])
  expect(rows[1]!.cells.map(({ code, sheet }) => [code, sheet?.done ?? null])).toEqual([
    ['A1', 2],
    ['A2', null],
    ['A3', 2],
  ])
  expect(rows[1]!.cells.map(({ alarm }) => alarm)).toEqual([false, false, true])
})

test('A3 the chief judge’s counts hold no mark', () => {
  const cell = judgeRows([piece('A1', [true])])[0]!.cells[0]!
  expect(Object.keys(cell.sheet!).toSorted()).toEqual(['done', 'handedIn', 'toMark'])
})

test('alarms come first, the widest before the others, by number and not by text', () => {
  const order = byAttention([
    piece('A1', [true, true]),
    piece('A2', [true, true], { spread: { points: '9.5', alarm: true } }),
    piece('A3', [true, false]),
    piece('A4', [true, true], { spread: { points: '12', alarm: true } }),
    piece('A5', [true], { missing: 1 }),
    piece('A6', [true, false], { calls: [{ kind: 'remark', note: '分差过大', at: 1 }] }),
  ]).map(({ code }) => code)
  expect(order).toEqual(['A4', 'A2', 'A5', 'A6', 'A3', 'A1'])
})

test('a called piece is to be looked at until all have handed in again', () => {
  const calls = [{ kind: 'talk' as const, note: '请评议', at: 1 }]
  expect(needsLook(piece('A1', [true, false], { calls }))).toBe(true)
  expect(needsLook(piece('A1', [true, true], { calls }))).toBe(false)
  expect(needsLook(piece('A1', [true, false]))).toBe(false)
})
