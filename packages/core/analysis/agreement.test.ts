/** Severity, rank correlations and concordance: published examples, properties, and what cannot be known. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { agreementOfPairs, agreementWithOthers } from './agreement.ts'
import { chiSquareTail } from './chi-square.ts'
import { concordance } from './concordance.ts'
import { reasons } from './found.ts'
import { averageRanks, rankCorrelation } from './rank-correlation.ts'
import { severityOf } from './severity.ts'
import { panelOf } from './testing/panel.ts'

describe('rank correlation', () => {
  test('equals share the mean of their ranks', () => {
    expect(averageRanks([7, 3, 7, 1, 7])).toEqual([4, 2, 4, 1, 4])
  })

  test('Spearman: intelligence and hours of television, Σd² = 194, ρ = 1 − 6·194 ÷ 990 = −29 ÷ 165', () => {
    const intelligence = [106, 100, 86, 101, 99, 103, 97, 113, 112, 110]
    const hours = [7, 27, 2, 50, 28, 29, 20, 12, 6, 17]
    expect(rankCorrelation(intelligence, hours).value?.spearman).toBeCloseTo(-29 / 165, 8)
  })

  test('Kendall 1970, § 3.3: with ties τ-b = 33 ÷ √(41 · 36) = 0.859', () => {
    const a = [1, 2.5, 2.5, 4.5, 4.5, 6.5, 6.5, 8, 9.5, 9.5]
    const b = [1, 2, 4.5, 4.5, 4.5, 4.5, 8, 8, 8, 10]
    expect(rankCorrelation(a, b).value?.kendall).toBeCloseTo(33 / Math.sqrt(41 * 36), 8)
  })

  test('the same order is 1, the reverse −1', () => {
    expect(rankCorrelation([1, 2, 3, 4], [10, 20, 30, 40]).value).toMatchObject({ spearman: 1, kendall: 1 })
    expect(rankCorrelation([1, 2, 3, 4], [9, 7, 5, 3]).value).toMatchObject({ spearman: -1, kendall: -1 })
  })

  test('sums of decimals that are equal on paper are equals in rank', () => {
    // 8.1 + 8.3 and 8.2 + 8.2 differ in the last bit.
    const marked = panelOf([
      [1, 8.1, 8.3],
      [2, 8.2, 8.2],
      [3, 9, 9],
    ])
    const a = agreementWithOthers(marked, 'A').value
    expect(a?.kendall).toBeCloseTo(2 / Math.sqrt(3 * 2), 8)
  })
})

describe('concordance', () => {
  test('Siegel 1956, p. 230: three executives, six applicants, s = 25.5, W = 0.16', () => {
    const x = [1, 6, 3, 2, 5, 4]
    const y = [1, 5, 6, 4, 2, 3]
    const z = [6, 3, 2, 5, 4, 1]
    const { value } = concordance(panelOf(x.map((_, at) => [x[at]!, y[at]!, z[at]!])))
    expect(value?.w).toBeCloseTo(25.5 / 157.5, 8)
    expect(value).toMatchObject({ judges: 3, pieces: 6, degreesOfFreedom: 5 })
    expect(value?.p).toBeGreaterThan(0.5)
  })

  test('Siegel 1956, p. 234: with ties s = 591, ΣT = 9.5, W = 591 ÷ (742.5 − 28.5) = 0.828', () => {
    const x = [1, 4.5, 2, 4.5, 3, 7.5, 6, 9, 7.5, 10]
    const y = [2.5, 1, 2.5, 4.5, 4.5, 8, 9, 6.5, 10, 6.5]
    const z = [2, 1, 4.5, 4.5, 4.5, 4.5, 8, 8, 8, 10]
    const { value } = concordance(panelOf(x.map((_, at) => [x[at]!, y[at]!, z[at]!])))
    expect(value?.w).toBeCloseTo(591 / 714, 8)
    expect(value?.chiSquare).toBeCloseTo((3 * 9 * 591) / 714, 6)
    expect(value?.p).toBeLessThan(0.01)
  })

  test('in an incomplete design the largest complete block counts, and says how large it is', () => {
    const { value } = concordance(
      panelOf([
        [1, 2, null],
        [2, 3, 9],
        [3, 5, null],
        [4, 6, null],
        [null, 1, 2],
      ]),
    )
    expect(value).toMatchObject({ w: 1, judges: 2, judgesInAll: 3, pieces: 4, piecesInAll: 5 })
  })

  test.each([
    [3.841459, 1, 0.05],
    [6.634897, 1, 0.01],
    [5.991465, 2, 0.05],
    [18.307038, 10, 0.05],
    [29.588298, 10, 0.001],
    [3.940299, 10, 0.95],
    [124.342113, 100, 0.05],
    [0, 4, 1],
  ])('the table of χ²: P(χ² ≥ %f) with %i degrees of freedom is %f', (chiSquare, degrees, p) => {
    expect(chiSquareTail(chiSquare, degrees)).toBeCloseTo(p, 6)
  })
})

describe('severity', () => {
  // A is 3 above the mean of the others on the first, 1 above on the second, 2 above on the third: mean 2, s = 1, 1 ÷ √3.
  const marked = panelOf([
    [83, 78, 82],
    [71, 69, 71],
    [92, 91, 89],
  ])

  test('mean difference, standard error and inconsistency by hand', () => {
    const { value } = severityOf(marked, 'A')
    expect(value).toMatchObject({ difference: 2, inconsistency: 1, pieces: 3 })
    expect(value?.standardError).toBeCloseTo(1 / Math.sqrt(3), 10)
    expect(value?.byPiece).toEqual([
      { code: 'A01', difference: 3 },
      { code: 'A02', difference: 1 },
      { code: 'A03', difference: 2 },
    ])
  })

  test('pieces that nobody else marked do not count', () => {
    const some = panelOf([
      [80, 78],
      [70, null],
      [60, 61],
    ])
    expect(severityOf(some, 'A').value).toMatchObject({ pieces: 2, difference: 0.5 })
  })
})

describe('what cannot be known has a reason and no number', () => {
  test.each([
    ['one judge', panelOf([[80], [70], [60]]), reasons.oneJudge, reasons.oneJudge],
    ['one piece', panelOf([[80, 70, 60]]), reasons.fewPieces, reasons.fewPieces],
    ['nothing', panelOf([]), reasons.oneJudge, reasons.oneJudge],
    [
      'judges who never met',
      panelOf([
        [80, null],
        [70, null],
        [null, 60],
      ]),
      reasons.fewPieces,
      reasons.fewPieces,
    ],
  ])('%s', (_, marked, severity, ofW) => {
    expect(severityOf(marked, 'A')).toEqual({ value: null, why: severity })
    expect(agreementWithOthers(marked, 'A').value).toBeNull()
    expect(concordance(marked)).toEqual({ value: null, why: ofW })
    for (const { correlation } of agreementOfPairs(marked)) expect(correlation.value).toBeNull()
  })

  test('all equal: severity is 0 for certain, an order does not exist', () => {
    const marked = panelOf(Array.from({ length: 5 }, () => [8.1, 8.1, 8.1]))
    expect(severityOf(marked, 'A').value).toMatchObject({ difference: 0, standardError: 0, inconsistency: 0 })
    expect(agreementWithOthers(marked, 'A')).toEqual({ value: null, why: reasons.allEqual })
    expect(concordance(marked)).toEqual({ value: null, why: reasons.allEqual })
  })
})

describe('properties', () => {
  const mark = fc.integer({ min: 0, max: 200 }).map((half) => half / 2)
  const rows = fc
    .tuple(fc.integer({ min: 2, max: 5 }), fc.integer({ min: 3, max: 12 }))
    .chain(([judges, pieces]) =>
      fc.array(fc.array(mark, { minLength: judges, maxLength: judges }), { minLength: pieces, maxLength: pieces }),
    )
  const gaps = fc.tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 0, max: 10 })).chain(([judges, pieces]) =>
    fc.array(fc.array(fc.option(mark, { freq: 3 }), { minLength: judges, maxLength: judges }), {
      minLength: pieces,
      maxLength: pieces,
    }),
  )
  const numbersIn = (value: unknown): number[] =>
    typeof value === 'number'
      ? [value]
      : typeof value === 'object' && value !== null
        ? Object.values(value).flatMap(numbersIn)
        : []
  const all = (marked: ReturnType<typeof panelOf>) => ({
    severities: marked.judges.map(({ id }) => severityOf(marked, id)),
    agreement: marked.judges.map(({ id }) => agreementWithOthers(marked, id)),
    pairs: agreementOfPairs(marked),
    w: concordance(marked),
  })

  test('whatever the design, every number is a number', () => {
    fc.assert(
      fc.property(gaps, (given) => {
        expect(numbersIn(all(panelOf(given))).filter((value) => !Number.isFinite(value))).toEqual([])
      }),
    )
  })

  test('the order of pieces and of judges changes nothing', () => {
    fc.assert(
      fc.property(rows, fc.infiniteStream(fc.nat()), (given, keys) => {
        const marked = panelOf(given)
        const shuffled = <T>(list: readonly T[]): T[] =>
          list
            .map((one) => ({ one, key: keys.next().value! }))
            .toSorted((a, b) => a.key - b.key)
            .map(({ one }) => one)
        const moved = { ...marked, judges: shuffled(marked.judges), pieces: shuffled(marked.pieces) }
        for (const { id } of marked.judges) {
          const [before, after] = [severityOf(marked, id).value!, severityOf(moved, id).value!]
          expect(after.difference).toBeCloseTo(before.difference, 6)
          expect(after.inconsistency).toBeCloseTo(before.inconsistency, 6)
          expect(agreementWithOthers(moved, id).value?.kendall).toEqual(agreementWithOthers(marked, id).value?.kendall)
        }
        expect(concordance(moved).value?.w).toEqual(concordance(marked).value?.w)
      }),
    )
  })

  test('a constant that one judge adds moves severities alone: this judge’s by it, the others’ against it by its share', () => {
    fc.assert(
      fc.property(rows, fc.integer({ min: -40, max: 40 }), (given, constant) => {
        const marked = panelOf(given)
        const moved = panelOf(given.map(([first, ...others]) => [first! + constant, ...others]))
        const share = -constant / (marked.judges.length - 1)
        marked.judges.forEach(({ id }, at) => {
          const [before, after] = [severityOf(marked, id).value!, severityOf(moved, id).value!]
          expect(after.difference - before.difference).toBeCloseTo(at === 0 ? constant : share, 6)
          expect(after.inconsistency).toBeCloseTo(before.inconsistency, 6)
          expect(after.standardError).toBeCloseTo(before.standardError, 6)
          expect(agreementWithOthers(moved, id).value?.spearman).toEqual(
            agreementWithOthers(marked, id).value?.spearman,
          )
        })
        expect(concordance(moved).value?.w).toEqual(concordance(marked).value?.w)
      }),
    )
  })
})
