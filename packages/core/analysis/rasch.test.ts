/** The many-facet Rasch estimate against data made from known parameters. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { reasons } from './found.ts'
import { categorised } from './rasch-categories.ts'
import { probabilities, weightsOf } from './rasch-model.ts'
import { rasch } from './rasch.ts'
import { numbers, panelOf, simulated, type Truth } from './testing/panel.ts'

function truth(entrants: number): Truth {
  const { normal } = numbers('abilities')
  return {
    abilities: Array.from({ length: entrants }, normal),
    severities: [-0.8, -0.3, 0, 0.3, 0.8],
    difficulties: [-0.9, -0.4, 0, 0.5, 0.8],
    thresholds: [-1.5, -0.5, 0.5, 1.5],
  }
}

const correlation = (a: readonly number[], b: readonly number[]) => {
  const middle = (list: readonly number[]) => list.reduce((sum, one) => sum + one, 0) / list.length
  const [x, y] = [middle(a), middle(b)]
  const sum = (of: (at: number) => number) => a.reduce((total, _, at) => total + of(at), 0)
  const both = sum((at) => (a[at]! - x) * (b[at]! - y))
  return both / Math.sqrt(sum((at) => (a[at]! - x) ** 2) * sum((at) => (b[at]! - y) ** 2))
}

describe('known parameters come back', () => {
  const known = truth(80)
  const { value } = rasch(simulated(known, 'marks'))

  test('judges, in order and within 0.2 logits', () => {
    expect(value?.converged).toBe(true)
    const severities = value!.judges.map(({ measure }) => measure)
    expect(severities).toEqual(severities.toSorted((a, b) => a - b))
    severities.forEach((severity, at) => expect(Math.abs(severity - known.severities[at]!)).toBeLessThan(0.2))
    const errors = value!.judges.map(({ standardError }) => standardError)
    for (const error of errors) expect(error).toBeLessThan(0.1)
  })

  test('criteria within 0.2 logits, entrants’ abilities with their order', () => {
    value!.criteria.forEach(({ measure }, at) => {
      expect(Math.abs(measure - known.difficulties[at]!)).toBeLessThan(0.2)
    })
    expect(
      correlation(
        value!.entrants.map(({ measure }) => measure),
        known.abilities,
      ),
    ).toBeGreaterThan(0.95)
  })

  test('data that follow the model fit it', () => {
    for (const { infit, outfit } of value!.judges) {
      expect(infit).toBeGreaterThan(0.8)
      expect(infit).toBeLessThan(1.2)
      expect(outfit).toBeGreaterThan(0.75)
      expect(outfit).toBeLessThan(1.25)
    }
  })

  test('a judge who marks at random does not fit, and the others still do', () => {
    const { even } = numbers('dice')
    const marked = simulated(known, 'marks')
    for (const { sheets } of marked.pieces) {
      const own = Object.keys(sheets['C']!.marks)
      sheets['C']!.marks = Object.fromEntries(own.map((line) => [line, String(Math.floor(even() * 5))]))
    }
    const judges = rasch(marked).value!.judges
    const random = judges.find(({ id }) => id === 'C')!
    expect(random.infit).toBeGreaterThan(1.5)
    for (const { id, infit } of judges) if (id !== 'C') expect(infit).toBeLessThan(1.2)
  })

  test('two of five judges for each entrant are enough where the pairs are linked', () => {
    const some = rasch(
      simulated(truth(150), 'linked', (entrant, judge) => [0, 1].includes((judge - entrant + 500) % 5)),
    )
    const severities = some.value!.judges.map(({ measure }) => measure)
    severities.forEach((severity, at) => expect(Math.abs(severity - known.severities[at]!)).toBeLessThan(0.3))
  })
})

test('whoever has all full marks or none gets a finite measure at that end', () => {
  const marked = simulated(truth(30), 'extreme')
  for (const { marks } of Object.values(marked.pieces[3]!.sheets)) for (const line in marks) marks[line] = '4'
  for (const { marks } of Object.values(marked.pieces[7]!.sheets)) for (const line in marks) marks[line] = '0'
  const entrants = rasch(marked).value!.entrants
  const [best, worst] = [entrants[3]!, entrants[7]!]
  expect(best).toMatchObject({ extreme: true, infit: null, outfit: null })
  const others = entrants.filter(({ extreme }) => !extreme).map(({ measure }) => measure)
  expect(best.measure).toBeGreaterThan(Math.max(...others))
  expect(worst.measure).toBeLessThan(Math.min(...others))
  expect(best.measure).toBeLessThan(12)
  expect(worst.measure).toBeGreaterThan(-12)
})

test('marks that follow from each other without any error have no finite measures, and it says so', () => {
  const { value } = rasch(
    panelOf([
      [0, 1],
      [1, 2],
      [2, 3],
    ]),
  )
  expect(value?.converged).toBe(false)
})

test('the order of entrants and judges changes no measure', () => {
  const marked = simulated(truth(25), 'order')
  const turned = { ...marked, judges: marked.judges.toReversed(), pieces: marked.pieces.toReversed() }
  const before = rasch(marked).value!.judges
  const after = rasch(turned).value!.judges
  for (const { id, measure } of before) expect(after.find((one) => one.id === id)?.measure).toBeCloseTo(measure, 2)
})

describe('categories', () => {
  test('a long line is cut into at most seven, none of them empty', () => {
    const marked = panelOf([
      [20, 31],
      [55, 60],
      [88, 100],
      [90, 92],
      [21, 22],
      [23, 24],
    ])
    const { criteria, observations } = categorised(marked)
    expect(criteria).toHaveLength(1)
    expect(criteria[0]!.categories).toBeLessThanOrEqual(7)
    expect(new Set(observations.map(({ category }) => category)).size).toBe(criteria[0]!.categories)
    const of = (entrant: number, judge: number) =>
      observations.find((one) => one.entrant === entrant && one.judge === judge)!.category
    expect(of(2, 1)).toBeGreaterThan(of(1, 0))
  })

  test('misses count down', () => {
    const marked = panelOf([
      [0, 0],
      [2, 3],
      [1, 0],
    ])
    const line = { kind: 'deduction', id: 'line', label: { zh: '', en: '' }, from: '5', each: '1', most: '5' } as const
    const { observations } = categorised({ ...marked, lines: [line] })
    expect(observations[0]!.category).toBe(3)
    expect(observations[3]!.category).toBe(0)
  })

  test('a stopwatch reading is not judged', () => {
    const line = {
      kind: 'overtime',
      id: 'line',
      label: { zh: '', en: '' },
      overSeconds: 300,
      each: '1',
      perSeconds: 10,
    } as const
    expect(categorised({ ...panelOf([[300, 310]]), lines: [line] }).criteria).toEqual([])
  })
})

test('probabilities sum to 1 at any logit, however far out', () => {
  const weights = weightsOf([-1, 0, 1])
  for (const logit of [-800, -3, 0, 3, 800]) {
    const chances = probabilities(logit, weights, [])
    expect(chances.reduce((sum, chance) => sum + chance, 0)).toBeCloseTo(1, 12)
    expect(chances.every((chance) => chance >= 0)).toBe(true)
  }
  // At 0 logits with symmetric thresholds the ends are equally likely; e^(−F₁) = e.
  const [none, one] = probabilities(0, weights, [])
  expect(one! / none!).toBeCloseTo(Math.E, 12)
})

test.each([
  ['one judge', panelOf([[80], [70]]), reasons.oneJudge],
  ['no piece', panelOf([]), reasons.oneJudge],
  ['all equal', panelOf(Array.from({ length: 6 }, () => [80, 80])), reasons.allExtreme],
  ['one piece', panelOf([[80, 70]]), reasons.allExtreme],
  [
    'panels that never met',
    panelOf([
      [80, 70, null, null],
      [60, 75, null, null],
      [null, null, 50, 66],
      [null, null, 70, 55],
    ]),
    reasons.notLinked,
  ],
])('%s gives a reason and no number', (_, marked, why) => {
  expect(rasch(marked)).toEqual({ value: null, why })
})

test('whatever the design, every measure is a number', () => {
  const row = fc.array(fc.option(fc.integer({ min: 0, max: 4 }), { freq: 3 }), { minLength: 4, maxLength: 4 })
  const finite = (value: unknown): boolean =>
    typeof value === 'number'
      ? Number.isFinite(value)
      : typeof value !== 'object' || value === null || Object.values(value).every(finite)
  fc.assert(
    fc.property(fc.array(row, { maxLength: 12 }), (rows) => {
      expect(finite(rasch(panelOf(rows)))).toBe(true)
    }),
  )
})
