import { describe, expect, test } from 'vitest'
import type { MarkingState, Sheet } from '../marking/types.ts'
import type { SheetLine } from '../rulebook/schema.ts'
import { judgedItem } from '../scoring/testing/stages.ts'
import { markedPieces, totalOf } from './pieces.ts'

const label = { zh: '一项', en: 'Line' }
const item = judgedItem(
  {
    judges: 2,
    sheet: [
      { kind: 'points', id: 'tone', label, max: '10' },
      { kind: 'weight', id: 'manner', label, percent: '50' },
      { kind: 'deduction', id: 'slips', label, from: '5', each: '1', most: '5' },
      { kind: 'overtime', id: 'time', label, overSeconds: 300, each: '1', perSeconds: 10, measure: 'seconds' },
    ],
  },
  { points: 30 },
)

const sheet = (marks: Record<string, string>, handedIn: number | null = 1): Sheet => ({
  marks: Object.fromEntries(Object.entries(marks).map(([line, value]) => [line, { value, revision: 1 }])),
  conflicts: {},
  remarks: { text: '', revision: 0 },
  handedIn,
})

function piece(code: string, sheets: Record<string, Sheet>, change: Partial<MarkingState> = {}): MarkingState {
  return {
    setup: { contestId: 'c', stage: 'final', item, code },
    judges: [
      { personId: 'p2', name: '李' },
      { personId: 'p1', name: '王' },
    ],
    phase: 'closed',
    live: false,
    measures: { seconds: '311' },
    sheets,
    calls: [],
    calibration: null,
    closedAt: 2,
    ...change,
  }
}
const whole = { tone: '8', manner: '80', slips: '2' }

describe('marking runs as pieces', () => {
  const marked = markedPieces([
    piece('A02', { p1: sheet(whole), p2: sheet({ ...whole, tone: '6' }) }),
    piece('A01', { p1: sheet(whole), p2: sheet(whole, null) }),
    piece('A03', { p1: sheet({ tone: '8' }), p2: sheet(whole) }),
    piece('A04', { p1: sheet(whole), p2: sheet(whole) }, { phase: 'open' }),
    piece('A05', { p1: sheet(whole), p2: sheet(whole) }, { measures: {} }),
  ])

  test('a sheet counts once it is whole and handed in, on a piece that is closed', () => {
    expect(marked.pieces.map(({ code, sheets }) => [code, Object.keys(sheets)])).toEqual([
      ['A01', ['p1']],
      ['A02', ['p2', 'p1']],
      ['A03', ['p2']],
      ['A05', []],
    ])
    expect(marked.judges).toEqual([
      { id: 'p1', name: '王' },
      { id: 'p2', name: '李' },
    ])
  })

  test('totals are the rulebook’s, the system’s own lines among them: 8 + 0.8 · 15 + (5 − 2) − 2 begun steps', () => {
    expect(totalOf(marked.pieces[1]!, 'p1')).toBe(21)
    expect(totalOf(marked.pieces[1]!, 'p2')).toBe(19)
    expect(totalOf(marked.pieces[0]!, 'p2')).toBeUndefined()
    expect(marked.sheetMax).toBe(30)
  })

  test('lines are those that judges mark', () => {
    expect(marked.lines.map(({ id }: SheetLine) => id)).toEqual(['tone', 'manner', 'slips'])
  })
})
