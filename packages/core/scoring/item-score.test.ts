import { describe, expect, test } from 'vitest'
import { aggregateMarks } from './aggregate.ts'
import { exact, shortDecimal } from './decimal.ts'
import { itemScore, panelScore, spreadOf } from './item-score.ts'
import { sheetMax } from './sheet.ts'
import { itemOf, judgedItem } from './testing/stages.ts'

const points = (id: string, max: string, step = '1') => ({ kind: 'points' as const, id, label: id, max, step })
const weight = (id: string, percent: string) => ({ kind: 'weight' as const, id, label: id, percent })

describe('aggregation', () => {
  test.each([
    ['mean', 0, 0, ['85', '86', '88'], '86.333333'],
    ['median', 0, 0, ['88', '85', '86'], '86'],
    ['median', 0, 0, ['88', '85', '86', '90'], '87'],
    ['sum', 1, 1, ['9', '7', '8', '10', '6'], '24'],
    ['sum', 1, 1, ['9', '9', '9', '9'], '18'],
    ['mean', 1, 0, ['9', '8', '8.5'], '8.25'],
    ['mean', 0, 2, ['1', '2', '9'], '9'],
  ] as const)(
    '%s after dropping %i highest and %i lowest of %j is %s',
    (aggregate, dropHighest, dropLowest, marks, value) => {
      const found = aggregateMarks(marks.map(exact), { aggregate, dropHighest, dropLowest })
      expect(shortDecimal(found.value)).toBe(value)
      expect(found.dropped).toHaveLength(dropHighest + dropLowest)
    },
  )

  test('dropping everything is a bug, not a zero', () => {
    expect(() =>
      aggregateMarks([exact('1'), exact('2')], { aggregate: 'mean', dropHighest: 1, dropLowest: 1 }),
    ).toThrow(RangeError)
  })
})

describe('a weighted sheet', () => {
  const inbound = judgedItem(
    {
      sheet: [
        weight('phrases', '15'),
        weight('voice', '10'),
        weight('process', '35'),
        weight('knowledge', '35'),
        weight('initiative', '5'),
      ],
    },
    { id: 'inbound', points: 15 },
  )
  const marks = (phrases: number, voice: number, process: number, knowledge: number, initiative: number) =>
    Object.fromEntries(
      Object.entries({ phrases, voice, process, knowledge, initiative }).map(([id, mark]) => [id, String(mark)]),
    )

  test('C18.inbound.score is Σ(weight × mean) ÷ 100 × points, 2 decimals', () => {
    // means 85, 90, 80, 76, 100: 12.75 + 9 + 28 + 26.6 + 5 = 81.35; × 15 ÷ 100 = 12.2025
    const found = panelScore(inbound, {
      byJudge: { J1: marks(80, 90, 70, 75, 100), J2: marks(85, 85, 80, 76, 100), J3: marks(90, 95, 90, 77, 100) },
    })
    expect(found.score?.points).toBe('12.20')
    expect(found.score?.children?.map((child) => [child.id, child.points])).toEqual([
      ['phrases', '1.9125'],
      ['voice', '1.35'],
      ['process', '4.2'],
      ['knowledge', '3.99'],
      ['initiative', '0.75'],
    ])
  })

  test('C18.inbound.score thirds that end on half a hundredth go up', () => {
    // means 60 but initiative 64 ÷ 3: (95 × 60 + 5 × 64 ÷ 3) ÷ 100 × 15 ÷ 100 = 8.71 exactly; voice one higher by a judge adds 0.005
    const base = panelScore(inbound, {
      byJudge: { J1: marks(60, 60, 60, 60, 64), J2: marks(60, 60, 60, 60, 0), J3: marks(60, 60, 60, 60, 0) },
    })
    expect([base.score?.points, base.score?.facts?.exact]).toEqual(['8.71', '871/100'])
    const half = panelScore(inbound, {
      byJudge: { J1: marks(60, 61, 60, 60, 64), J2: marks(60, 60, 60, 60, 0), J3: marks(60, 60, 60, 60, 0) },
    })
    expect([half.score?.points, half.score?.facts?.exact]).toEqual(['8.72', '1743/200'])
  })

  test('all hundred is all points', () => {
    const full = marks(100, 100, 100, 100, 100)
    expect(panelScore(inbound, { byJudge: { J1: full, J2: full, J3: full } }).score?.points).toBe('15.00')
  })

  test('a missing mark is never zero: who owes what is listed', () => {
    const { initiative: _, ...partly } = marks(80, 80, 80, 80, 80)
    const found = panelScore(inbound, { byJudge: { J1: marks(80, 80, 80, 80, 80), J2: partly } })
    expect(found.score).toBeUndefined()
    expect(found.problems?.map(({ why, judge, line }) => [why, judge, line])).toEqual([
      ['missing', 'J2', 'initiative'],
      ['missing', null, null],
    ])
  })

  test.each([
    ['101', /0–100/],
    ['-1', /0–100/],
    ['85.5', /整数倍/],
    ['eighty', /不是数字/],
    ['', /不是数字/],
  ])('the mark %j is refused', (mark, sentence) => {
    const good = marks(80, 80, 80, 80, 80)
    const found = panelScore(inbound, { byJudge: { J1: { ...good, voice: mark }, J2: good, J3: good } })
    expect(found.problems).toHaveLength(1)
    expect(found.problems?.[0]).toMatchObject({ why: 'refused', judge: 'J1', line: 'voice' })
    expect(found.problems?.[0]?.problem.zh).toMatch(sentence)
  })

  test('lines that the sheet does not have, and a judge too many, are refused', () => {
    const good = marks(80, 80, 80, 80, 80)
    const found = panelScore(inbound, { byJudge: { J1: good, J2: good, J3: { ...good, charm: '1' }, J4: good } })
    expect(found.problems?.map(({ why, judge, line }) => [why, judge, line])).toEqual([
      ['unknown', 'J3', 'charm'],
      ['refused', null, null],
    ])
  })
})

describe('other sheets', () => {
  test('C05.practical.marks drop 1 highest and 1 lowest, then sum: each judge marks out of points ÷ (n − 2)', () => {
    const etiquette = judgedItem(
      {
        judges: 5,
        aggregate: 'sum',
        dropHighest: 1,
        dropLowest: 1,
        sheet: [points('manner', '2', '0.1'), points('speech', '1.3333', '0.0001')],
      },
      { points: 10 },
    )
    expect(shortDecimal(sheetMax(etiquette))).toBe('3.333333')
    const judge = (manner: string, speech: string) => ({ manner, speech })
    const found = panelScore(etiquette, {
      byJudge: {
        a: judge('2', '1.3'),
        b: judge('1.5', '1'),
        c: judge('1.8', '1'),
        d: judge('1', '0.5'),
        e: judge('1.6', '1.1'),
      },
    })
    expect(found.score?.points).toBe('8.00') // 2.5 + 2.8 + 2.7
    expect(
      found.score?.children?.filter((child) => child.rule?.en === 'Dropped, does not count').map((child) => child.id),
    ).toEqual(['a', 'd'])
  })

  test('C02.presence two lines of 5, each miss −1 at most −5; −1 for every 10 s begun over 5 minutes', () => {
    const presence = judgedItem(
      {
        judges: 1,
        sheet: [
          { kind: 'deduction', id: 'duties', label: '岗位职责', from: 5, each: 1, most: 5 },
          { kind: 'deduction', id: 'etiquette', label: '礼仪', from: 5, each: 1, most: 5 },
          { kind: 'overtime', id: 'time', label: '超时', overSeconds: 300, each: 1, perSeconds: 10 },
        ],
      },
      { points: 10 },
    )
    const total = (duties: number, etiquette: number, time: number) =>
      panelScore(presence, {
        byJudge: { J1: { duties: String(duties), etiquette: String(etiquette), time: String(time) } },
      }).score?.points
    expect([
      total(0, 0, 300),
      total(2, 1, 200),
      total(9, 0, 0),
      total(0, 0, 301),
      total(0, 0, 310),
      total(0, 0, 311),
      total(4, 4, 400),
    ]).toEqual(['10.00', '7.00', '5.00', '9.00', '9.00', '8.00', '0.00'])
  })

  test('a total leaves 0 … max only where the rulebook says so', () => {
    const sheet = [points('work', '10'), { kind: 'deduction' as const, id: 'miss', label: '失误', each: 3, most: 30 }]
    const marks = { byJudge: { J1: { work: '2', miss: '2' } } }
    expect(panelScore(judgedItem({ judges: 1, sheet }), marks).score?.points).toBe('0.00')
    expect(panelScore(judgedItem({ judges: 1, sheet, keepWithin: false }), marks).score?.points).toBe('-4.00')
  })

  test('levels take one of their points, measured lines come from the system', () => {
    const item = judgedItem(
      {
        judges: 1,
        sheet: [
          {
            kind: 'levels',
            id: 'calm',
            label: '安抚',
            levels: [
              { points: 0, label: '未安抚' },
              { points: 3, label: '部分' },
              { points: 6, label: '完全' },
            ],
          },
          { kind: 'measured', id: 'speed', label: '响应', measure: 'firstResponse', max: 4 },
        ],
      },
      { points: 10 },
    )
    expect(panelScore(item, { byJudge: { J1: { calm: '3' } }, measured: { speed: '2.5' } }).score?.points).toBe('5.50')
    expect(
      panelScore(item, { byJudge: { J1: { calm: '4' } }, measured: { speed: '2.5' } }).problems?.[0]?.problem.en,
    ).toMatch(/0, 3, 6/)
    expect(panelScore(item, { byJudge: { J1: { calm: '3' } } }).problems?.[0]).toMatchObject({
      why: 'missing',
      judge: null,
      line: 'speed',
    })
    expect(
      panelScore(item, { byJudge: { J1: { calm: '3', speed: '4' } }, measured: { speed: '2.5' } }).problems?.[0],
    ).toMatchObject({ why: 'unknown', line: 'speed' })
  })

  test('judges who are further apart than the rulebook allows raise an alarm', () => {
    const item = judgedItem({ sheet: [points('all', '10')], spread: '3' })
    const panel = (a: string, b: string) => ({ byJudge: { J1: { all: a }, J2: { all: '7' }, J3: { all: b } } })
    expect([spreadOf(item, panel('6', '9')), spreadOf(item, panel('5', '9'))]).toEqual([
      { points: '3', alarm: false },
      { points: '4', alarm: true },
    ])
  })
})

describe('an automatic score', () => {
  test('of the same maximum is rounded; of another it is scaled first', () => {
    const dictation = itemOf({ id: 'dictation', points: 20 })
    const run = (earned: string, max?: string) =>
      itemScore(dictation, {
        id: 'x',
        label: { zh: '', en: '' },
        points: earned,
        ...(max === undefined ? {} : { max }),
      })
    expect([
      run('17.365').points,
      run('17.36', '20').points,
      run('87.5', '100').points,
      run('0.955', '1').points,
      run('25').points,
    ]).toEqual(['17.37', '17.36', '17.50', '19.10', '20.00'])
    expect(run('87.5', '100')).toMatchObject({
      id: 'dictation',
      max: '20',
      rule: { zh: '87.5 ÷ 100 × 20' },
      facts: { points: '87.5', max: '100' },
    })
  })

  test('waits for people where short answers are not marked; a panel’s score stays as it is', () => {
    const score = { id: 'x', label: { zh: '', en: '' }, points: '5', max: '10' }
    expect(itemScore(itemOf({}), { ...score, pending: true }).pending).toBe(true)
    expect(itemScore(itemOf({}), score).pending).toBeUndefined()
    expect(itemScore(judgedItem({ sheet: [points('all', '10')] }), score)).toBe(score)
  })
})
