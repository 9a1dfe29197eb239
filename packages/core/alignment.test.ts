import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { align, alignCounts, alignPrefix, alignPrefixCounts, mostAlignedCharacters } from './alignment.ts'

/** The definition itself, slow and plain: every cell keeps [edits, −matches], compared in that order. */
function naive(due: string, typed: string, extent: 'whole' | 'prefix') {
  const a = [...due]
  const b = [...typed]
  type Cell = [edits: number, lessMatches: number]
  const better = (x: Cell, y: Cell) => (x[0] !== y[0] ? x[0] < y[0] : x[1] < y[1])
  const plus = (cell: Cell, edits: number, matches: number): Cell => [cell[0] + edits, cell[1] - matches]
  const table: Cell[][] = []
  for (let i = 0; i <= b.length; i += 1) {
    table.push([])
    for (let j = 0; j <= a.length; j += 1) {
      const ways: Cell[] = []
      if (i === 0 && j === 0) ways.push([0, 0])
      if (i > 0 && j > 0)
        ways.push(a[j - 1] === b[i - 1] ? plus(table[i - 1]![j - 1]!, 0, 1) : plus(table[i - 1]![j - 1]!, 1, 0))
      if (i > 0) ways.push(plus(table[i - 1]![j]!, 1, 0))
      if (j > 0) ways.push(plus(table[i]![j - 1]!, 1, 0))
      table[i]![j] = ways.reduce((best, way) => (better(way, best) ? way : best))
    }
  }
  const ends = extent === 'whole' ? [a.length] : a.map((_, j) => j + 1).concat(0)
  const best = ends.map((j) => table[b.length]![j]!).reduce((x, y) => (better(y, x) ? y : x))
  return { edits: best[0], matches: 0 - best[1] }
}

// Few letters make many ties, which is where "most matches" decides; an astral character is one code point.
const text = fc.string({ unit: fc.constantFrom('甲', '乙', 'a', '𠮷'), maxLength: 24 })

/** A text and what became of it under typing: near-equal texts take the narrow bands. */
const nearlyEqual = fc
  .tuple(
    fc.string({ unit: fc.constantFrom(...'甲乙丙丁子丑寅卯'), minLength: 60, maxLength: 200 }),
    fc.array(fc.tuple(fc.nat(), fc.constantFrom('', '误', '多余')), { maxLength: 30 }),
  )
  .map(([due, slips]) => {
    const typed = [...due]
    for (const [at, slip] of slips) typed[at % typed.length] = slip
    return [due, typed.join('')] as const
  })

describe('alignment', () => {
  it.each([
    ['', '', 0, 0],
    ['张三', '张三', 2, 0],
    ['张三', '', 0, 2],
    ['', '张三', 0, 2],
    ['abc', 'axc', 2, 1],
    ['13800138000', '1380138000', 10, 1],
    // Two edits either way; the one with two matches counts.
    ['ab', 'ba', 1, 2],
    ['kitten', 'sitting', 4, 3],
    ['𠮷野家', '吉野家', 2, 1],
  ])('%j typed as %j: %d right, %d edits', (due, typed, matches, edits) => {
    expect(align(due, typed)).toMatchObject({ matches, edits })
    expect(alignCounts(due, typed)).toMatchObject({ matches, edits })
  })

  it('agrees with the definition on short texts with many ties', () => {
    fc.assert(
      fc.property(text, text, (due, typed) => {
        expect(alignCounts(due, typed)).toMatchObject(naive(due, typed, 'whole'))
        expect(alignPrefixCounts(due, typed)).toMatchObject(naive(due, typed, 'prefix'))
      }),
      { numRuns: 500 },
    )
  })

  it('agrees with the definition on long, nearly equal texts', () => {
    fc.assert(
      fc.property(nearlyEqual, ([due, typed]) => {
        expect(alignCounts(due, typed)).toMatchObject(naive(due, typed, 'whole'))
        expect(alignPrefixCounts(due, typed)).toMatchObject(naive(due, typed, 'prefix'))
      }),
      { numRuns: 60 },
    )
  })

  it('gives runs that spell both texts and add up to the counts', () => {
    fc.assert(
      fc.property(fc.oneof(fc.tuple(text, text), nearlyEqual), ([due, typed]) => {
        for (const [whole, prefix] of [
          [align(due, typed), false],
          [alignPrefix(due, typed), true],
        ] as const) {
          const spelt = whole.runs.map((run) => run.due).join('')
          expect(whole.runs.map((run) => run.typed).join('')).toBe(typed)
          if (prefix) expect(spelt).toBe([...due].slice(0, whole.reached).join(''))
          else expect(spelt).toBe(due)
          let matches = 0
          let edits = 0
          for (const run of whole.runs) {
            const size = Math.max([...run.due].length, [...run.typed].length)
            if (run.op === 'match') {
              expect(run.due).toBe(run.typed)
              matches += size
            } else edits += size
          }
          expect({ matches, edits }).toEqual({ matches: whole.matches, edits: whole.edits })
          expect(prefix ? alignPrefixCounts(due, typed) : alignCounts(due, typed)).toEqual({
            matches,
            edits,
            reached: whole.reached,
          })
        }
      }),
      { numRuns: 300 },
    )
  })

  it('follows the typist only up to where they got', () => {
    expect(alignPrefix('欢迎致电客户服务中心', '欢迎致电')).toMatchObject({ matches: 4, edits: 0, reached: 4 })
    expect(alignPrefix('欢迎致电客户服务中心', '')).toEqual({ matches: 0, edits: 0, reached: 0, runs: [] })
    expect(alignPrefix('欢迎致电客户', '欢迎电客').runs).toEqual([
      { op: 'match', due: '欢迎', typed: '欢迎' },
      { op: 'missing', due: '致', typed: '' },
      { op: 'match', due: '电客', typed: '电客' },
    ])
  })

  it('takes 10,000 unrelated characters beside 10,000 others', () => {
    const letters = (step: number) =>
      Array.from({ length: 10_000 }, (_, i) => String.fromCodePoint(0x4e00 + ((i * step) % 977))).join('')
    const { matches, edits, runs } = align(letters(7), letters(13))
    expect(edits).toBeGreaterThan(0)
    expect(runs.filter((run) => run.op === 'match').reduce((sum, run) => sum + run.due.length, 0)).toBe(matches)
  })

  it('refuses more characters than a cost can hold', () => {
    expect(() => alignCounts('a'.repeat(mostAlignedCharacters + 1), 'a')).toThrow(RangeError)
  })
})
