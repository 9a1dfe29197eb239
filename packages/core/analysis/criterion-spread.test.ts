import { describe, expect, test } from 'vitest'
import type { SheetLine } from '../rulebook/schema.ts'
import { criterionSpreads } from './criterion-spread.ts'
import type { MarkedPieces } from './pieces.ts'
import { pointsLine } from './testing/panel.ts'

const label = { zh: '语音语调', en: 'Tone' }

/** Rows are pieces, columns judges; marks on the one line. */
function markedOn(line: SheetLine, rows: readonly (readonly string[])[]): MarkedPieces {
  const judges = ['A', 'B', 'C'].map((id) => ({ id, name: id }))
  return {
    sheetMax: 100,
    lines: [line],
    judges,
    pieces: rows.map((marks, at) => ({
      code: `A${at + 1}`,
      sheets: Object.fromEntries(
        marks.map((mark, judge) => [judges[judge]!.id, { marks: { [line.id]: mark }, total: mark }]),
      ),
    })),
  }
}

describe('one line', () => {
  test('mean, shares, quartiles and the spread between judges by hand', () => {
    // Means 7, 5, 9. Squares within: (1 + 0 + 1) + (4 + 0 + 4) + 0 = 10 over 6 degrees: √(10 ÷ 6). Between: s of 7, 5, 9 is 2.
    const [spread] = criterionSpreads(
      markedOn({ ...pointsLine('tone', 10), label }, [
        ['6', '7', '8'],
        ['3', '5', '7'],
        ['9', '9', '9'],
      ]),
    )
    expect(spread).toMatchObject({
      mean: 7,
      shareUsed: 0.7,
      marks: 9,
      pieces: 3,
      lowest: 3,
      median: 7,
      highest: 9,
      betweenPieces: 2,
      atTop: 0,
      atBottom: 0,
      end: null,
    })
    expect(spread!.betweenJudges).toBeCloseTo(Math.sqrt(10 / 6), 8)
    // 1 − (10 ÷ 6) ÷ (3 · 4)
    expect(spread!.reliability).toBeCloseTo(1 - 10 / 72, 8)
  })

  test('nine marks of ten at the top are a ceiling, at the bottom a floor', () => {
    const rows = (most: string, other: string) => [...Array.from({ length: 9 }, () => [most]), [other]]
    expect(criterionSpreads(markedOn(pointsLine('tone', 5), rows('5', '3')))[0]).toMatchObject({
      end: 'ceiling',
      atTop: 0.9,
    })
    expect(criterionSpreads(markedOn(pointsLine('tone', 5), rows('0', '3')))[0]).toMatchObject({ end: 'floor' })
    expect(criterionSpreads(markedOn(pointsLine('tone', 5), [...rows('5', '3'), ['2']]))[0]?.end).toBeNull()
  })

  test('misses are read as the points that are left, held at the most that can be lost', () => {
    const line: SheetLine = { kind: 'deduction', id: 'slips', label, from: '10', each: '1', most: '5' }
    expect(criterionSpreads(markedOn(line, [['0'], ['2'], ['9']]))[0]).toMatchObject({
      from: 5,
      to: 10,
      lowest: 5,
      median: 8,
      highest: 10,
    })
  })

  test('levels run from the lowest to the highest points described', () => {
    const levels = [
      { points: '2', label },
      { points: '4', label },
      { points: '6', label },
    ]
    expect(criterionSpreads(markedOn({ kind: 'levels', id: 'x', label, levels }, [['4'], ['6']]))[0]).toMatchObject({
      from: 2,
      to: 6,
      shareUsed: 0.75,
      betweenJudges: null,
      reliability: null,
    })
  })

  test('pieces all alike in the mean while judges differ have no reliability; nothing marked has no line', () => {
    expect(
      criterionSpreads(
        markedOn(pointsLine('x', 10), [
          ['4', '6'],
          ['6', '4'],
        ]),
      )[0],
    ).toMatchObject({ betweenPieces: 0, reliability: 0 })
    expect(criterionSpreads(markedOn(pointsLine('x', 10), []))).toEqual([])
  })
})
