import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Score } from '../score.ts'
import { reasons } from './found.ts'
import { paperOf, questionStatistics, type Paper } from './questions.ts'

const label = (id: string) => ({ zh: `第 ${id} 题`, en: `Question ${id}` })

/** Rows are entrants, columns questions q1, q2, …; a point each. */
function papersOf(rows: readonly (readonly number[])[]): Paper[] {
  return rows.map((earned, at) => ({
    code: `A${String(at + 1).padStart(2, '0')}`,
    questions: earned.map((points, question) => ({
      id: `q${question + 1}`,
      label: label(String(question + 1)),
      earned: points,
      points: 1,
    })),
  }))
}

describe('difficulty and discrimination', () => {
  // Ten entrants. The 27 % groups have round(2.7) = 3: upper A01–A03, lower A08–A10.
  const rows = [
    [1, 1, 1, 1, 0],
    [1, 1, 1, 1, 0],
    [1, 1, 1, 0, 0],
    [1, 1, 1, 0, 0],
    [1, 1, 0, 0, 0],
    [1, 1, 0, 0, 0],
    [1, 0, 0, 0, 1],
    [1, 0, 0, 0, 0],
    [1, 0, 0, 0, 0],
    [1, 0, 0, 0, 0],
  ]
  const questions = questionStatistics(papersOf(rows))

  test('p is the mean share earned', () => {
    expect(questions.map(({ difficulty }) => difficulty)).toEqual([1, 0.6, 0.4, 0.2, 0.1])
  })

  test('what all have right has no correlation; upper less lower 27 % by hand', () => {
    expect(questions[0]!.discrimination.value).toEqual({ correlation: null, upperLower: 0, group: 3 })
    // Upper: A01, A02 and one seat that A03 and A04 share, both right. Lower: all wrong.
    expect(questions[1]!.discrimination.value).toMatchObject({ upperLower: 1, group: 3 })
    // Question 4: A01 and A02 right, A03 and A04 wrong: 2 of 3.
    expect(questions[3]!.discrimination.value?.upperLower).toBeCloseTo(2 / 3, 8)
  })

  test('the correlation is with the rest of the paper, not with the question itself', () => {
    // Question 5 against the rest 4 4 3 3 2 2 1 1 1 1: Σ(x−x̄)(y−ȳ) = 1 − 22 ÷ 10 = −1.2, over √(0.9 · 13.6).
    expect(questions[4]!.discrimination.value?.correlation).toBeCloseTo(-1.2 / Math.sqrt(0.9 * 13.6), 8)
  })

  test('too few entrants give a reason; a paper of one question has no rest', () => {
    expect(questionStatistics(papersOf(rows.slice(0, 7)))[0]!.discrimination).toEqual({
      value: null,
      why: reasons.fewEntrants,
    })
    expect(questionStatistics(papersOf(rows.map(([, one]) => [one!])))[0]!.discrimination.value).toMatchObject({
      correlation: null,
      upperLower: 1,
    })
    expect(questionStatistics([])).toEqual([])
  })
})

describe('papers', () => {
  const leaf = (id: string, points: string, more: Partial<Score> = {}): Score => ({
    id,
    label: label(id),
    points,
    max: '2',
    ...more,
  })

  test('questions are the root’s children; what people still owe, and what has no maximum, is left out', () => {
    const score: Score = {
      id: 'paper',
      label: label('paper'),
      points: '3',
      children: [
        leaf('q1', '1.5', { children: [leaf('judge', '1.5')] }),
        leaf('q2', '0', { pending: true }),
        { id: 'bonus', label: label('bonus'), points: '1' },
      ],
    }
    expect(paperOf('A01', score)).toEqual({
      code: 'A01',
      questions: [{ id: 'q1', label: label('q1'), earned: 1.5, points: 2 }],
    })
    expect(paperOf('A01', score, { q1: 'B' }).questions[0]).toMatchObject({ chosen: 'B' })
    expect(paperOf('A02', { id: 'x', label: label('x'), points: '0' }).questions).toEqual([])
  })

  test('a question is called by its place only where it has the same place on all papers', () => {
    const paper = (code: string, places: [string, string]): Paper => ({
      code,
      questions: places.map((id, at) => ({ id, label: label(String(at + 1)), earned: 1, points: 1 })),
    })
    expect(questionStatistics([paper('A', ['x', 'y']), paper('B', ['x', 'y'])])[0]!.label.zh).toBe('第 1 题')
    expect(questionStatistics([paper('A', ['x', 'y']), paper('B', ['y', 'x'])])[0]!.label.zh).toBe('试题 x')
  })

  test('answers are counted where they are said', () => {
    const chose = (code: string, chosen: string): Paper => ({
      code,
      questions: [{ id: 'q1', label: label('1'), earned: chosen === 'B' ? 1 : 0, points: 1, chosen }],
    })
    expect(questionStatistics(['B', 'C', 'B', ''].map((one, at) => chose(`A${at}`, one)))[0]!.choices).toEqual([
      { chosen: 'B', count: 2, right: true },
      { chosen: '', count: 1, right: false },
      { chosen: 'C', count: 1, right: false },
    ])
  })
})

test('permuting or renaming entrants changes nothing, and every number is a number', () => {
  const rows = fc
    .integer({ min: 1, max: 5 })
    .chain((width) =>
      fc.array(fc.array(fc.constantFrom(0, 0.5, 1), { minLength: width, maxLength: width }), { maxLength: 14 }),
    )
  const finite = (value: unknown): boolean =>
    typeof value === 'number'
      ? Number.isFinite(value)
      : typeof value !== 'object' || value === null || Object.values(value).every(finite)
  fc.assert(
    fc.property(rows, (given) => {
      const before = questionStatistics(papersOf(given))
      expect(finite(before)).toBe(true)
      const after = questionStatistics(papersOf(given.toReversed()))
      before.forEach((question, at) => {
        expect(after[at]!.difficulty).toBeCloseTo(question.difficulty, 8)
        const [was, is] = [question.discrimination.value, after[at]!.discrimination.value]
        expect(is?.upperLower ?? 9).toBeCloseTo(was?.upperLower ?? 9, 8)
        expect(is?.correlation ?? 9).toBeCloseTo(was?.correlation ?? 9, 6)
      })
    }),
  )
})
