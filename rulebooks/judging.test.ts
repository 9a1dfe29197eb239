/**
 * The scoring rules of judged items, on the shipped sheets: figures worked out by hand, and what must hold for any marks.
 * Titles carry the clause that they show.
 */
import { readFileSync } from 'node:fs'
import { parseRulebook } from '@leitai/core/rulebook/parse.ts'
import type { Rulebook, SheetLine } from '@leitai/core/rulebook/schema.ts'
import type { Score } from '@leitai/core/score.ts'
import { advance } from '@leitai/core/scoring/advancement.ts'
import { aggregateMarks } from '@leitai/core/scoring/aggregate.ts'
import { exact, shortDecimal, whole } from '@leitai/core/scoring/decimal.ts'
import { panelScore, spreadOf, type PanelMarks } from '@leitai/core/scoring/item-score.ts'
import { byJudge, isJudged, sheetMax, type JudgedItem } from '@leitai/core/scoring/sheet.ts'
import { standings } from '@leitai/core/scoring/standings.ts'
import { judgedItem, scoreOf } from '@leitai/core/scoring/testing/stages.ts'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

const books = new Map<string, Rulebook>()

function book(id: string): Rulebook {
  let found = books.get(id)
  if (found === undefined) {
    found = parseRulebook(readFileSync(new URL(`${id}.yaml`, import.meta.url), 'utf8')).rulebook!
    books.set(id, found)
  }
  return found
}

/** `C02.reception`: the judged item of that id. */
function judged(name: string): JudgedItem {
  const [id, itemId] = name.split('.') as [string, string]
  const item = book(id)
    .stages.flatMap(({ items }) => items)
    .find((one) => one.id === itemId)
  if (item === undefined || !isJudged(item)) throw new Error(`no judged item ${name}`)
  return item
}

type Marks = Record<string, string>

function best(line: SheetLine): string {
  switch (line.kind) {
    case 'points':
    case 'weight':
    case 'measured':
      return line.max
    case 'levels':
      return line.levels.at(-1)!.points
    case 'deduction':
    case 'overtime':
      return '0'
  }
}

/** A sheet with all points, but for these lines. */
function sheet(item: JudgedItem, but: Marks = {}): Marks {
  const lines = item.marking.sheet.filter(byJudge)
  return { ...Object.fromEntries(lines.map((line) => [line.id, best(line)])), ...but }
}

function panel(item: JudgedItem, sheets: readonly Marks[], measured: Marks = {}): PanelMarks {
  // The timer gives a time on every sheet; within the time unless a test says otherwise.
  const timed = item.marking.sheet.filter((line) => !byJudge(line)).map((line) => [line.id, '0'])
  return {
    byJudge: Object.fromEntries(sheets.map((marks, index) => [`J${index + 1}`, marks])),
    measured: { ...Object.fromEntries(timed), ...measured },
  }
}

function points(item: JudgedItem, sheets: readonly Marks[], measured: Marks = {}): string {
  const { score, problems } = panelScore(item, panel(item, sheets, measured))
  expect(problems).toBeUndefined()
  return score!.points
}

const times = <T>(count: number, one: T): T[] => Array.from({ length: count }, () => one)

/** All of the panel give the same sheet. */
const alike = (item: JudgedItem, but: Marks, measured: Marks = {}) =>
  points(item, times(item.marking.judges, sheet(item, but)), measured)

describe('one number from a panel', () => {
  test('C03.show.score the mean of five judges, nothing dropped', () => {
    const show = judged('C03.show')
    // of 10: 9.3, 9.1, 8.8, 9.5, 9.0; 45.7 ÷ 5 = 9.14
    expect(
      points(show, [
        sheet(show, { content: '2.3' }),
        sheet(show, { content: '2.5', form: '1.6' }),
        sheet(show, { teamwork: '2', manner: '1.8' }),
        sheet(show, { form: '1.5' }),
        sheet(show, { manner: '1' }),
      ]),
    ).toBe('9.14')
  })

  test('C02.reception.score the mean without one highest and one lowest', () => {
    const reception = judged('C02.reception')
    // of 30: 30, 28.5, 28, 26.5, 21; without 30 and 21: 83 ÷ 3 = 27.666…
    const marks = [
      sheet(reception),
      sheet(reception, { greeting: '1.5' }),
      sheet(reception, { grooming: '0' }),
      sheet(reception, { procedure: '1.5', listening: '0' }),
      sheet(reception, { procedure: '0', knowledge: '0', calming: '0' }),
    ]
    const { score } = panelScore(reception, panel(reception, marks))
    expect([score!.points, score!.facts!.exact, score!.clause]).toEqual(['27.67', '83/3', 'C02.reception.score'])
    expect(score!.children!.map(({ id, points, rule }) => [id, points, rule?.en ?? 'counts'])).toEqual([
      ['J1', '30', 'Dropped, does not count'],
      ['J2', '28.5', 'counts'],
      ['J3', '28', 'counts'],
      ['J4', '26.5', 'counts'],
      ['J5', '21', 'Dropped, does not count'],
    ])
  })

  test('the median of an odd and of an even panel (no shipped rulebook uses it yet)', () => {
    const of = (judges: number) =>
      judgedItem({
        judges,
        aggregate: 'median',
        sheet: [{ kind: 'points', id: 'all', label: '总评', max: 10, step: 0.5 }],
      })
    const marks = (...given: string[]) => given.map((all) => ({ all }))
    expect(points(of(5), marks('9.5', '2', '8', '8.5', '10'))).toBe('8.50')
    // 8 and 8.5 in the middle
    expect(points(of(4), marks('10', '8.5', '8', '0'))).toBe('8.25')
  })

  test('C05.client.score one highest and one lowest dropped, the rest summed: each of 5 judges marks out of 30 ÷ 3 = 10', () => {
    const client = judged('C05.client')
    expect(shortDecimal(sheetMax(client))).toBe('10')
    // 9.5, 8.75, 8, 9, 6; without 9.5 and 6: 25.75
    expect(
      points(client, [
        sheet(client, { lookup: '1' }),
        sheet(client, { entry: '5' }),
        sheet(client, { dispatch: '1', greeting: '2' }),
        sheet(client, { manner: '4' }),
        sheet(client, { answer: '3', entry: '6', category: '2' }),
      ]),
    ).toBe('25.75')
    expect(alike(client, {})).toBe('30.00')
  })

  test('C05.oral.score a sum of thirds: 10 ÷ 3 a judge, by weight lines', () => {
    const oral = judged('C05.oral')
    expect(shortDecimal(sheetMax(oral))).toBe('3.333333')
    expect(alike(oral, {})).toBe('10.00')
    // percent of 10 ÷ 3: 90, 83, 75, 60, 98. Without 98 and 60: (90 + 83 + 75) % × 10 ÷ 3 = 24.8 ÷ 3 = 8.2666…
    const marks = [
      ['9', '9', '9'],
      ['9', '8', '7'],
      ['7.5', '7.5', '7.5'],
      ['6', '6', '6'],
      ['10', '10', '9'],
    ].map(([correct, complete, expression]) => ({
      correct: correct!,
      complete: complete!,
      expression: expression!,
    }))
    const { score } = panelScore(oral, panel(oral, marks))
    expect([score!.points, score!.facts!.exact]).toEqual(['8.27', '124/15'])
  })

  test('C18.outbound.score Σ(weight × mean of the judges) ÷ 100 × points, halves up', () => {
    const outbound = judged('C18.outbound')
    const judge = (...[process, knowledge, initiative, closing, technique]: string[]) =>
      ({ process, knowledge, initiative, closing, technique }) as Marks
    // means 85, 88, 75, 95, 82: 12.75 + 44 + 3.75 + 4.75 + 20.5 = 85.75; × 30 ÷ 100 = 25.725
    const { score } = panelScore(
      outbound,
      panel(outbound, [
        judge('80', '90', '70', '100', '85'),
        judge('84', '86', '75', '90', '82'),
        judge('91', '88', '80', '95', '79'),
      ]),
    )
    expect([score!.points, score!.facts!.exact]).toEqual(['25.73', '1029/40'])
    expect(score!.children!.map(({ id, points }) => [id, points])).toEqual([
      ['process', '3.825'],
      ['knowledge', '13.2'],
      ['initiative', '1.125'],
      ['closing', '1.425'],
      ['technique', '6.15'],
    ])
  })

  test('C18.data.score a mean of thirds: the half goes up, below it down', () => {
    const data = judged('C18.data')
    const judge = (entry: string) => sheet(data, { entry, format: '80', formula: '70', chart: '60', proposal: '50' })
    // entry mean 83.666…: 8.3666… + 20 + 24.5 + 6 + 10 = 68.8666…; × 15 ÷ 100 = 10.33; entry 82.666…: 10.315; 82.333…: 10.31
    expect(points(data, [judge('83'), judge('84'), judge('84')])).toBe('10.33')
    expect(points(data, [judge('82'), judge('83'), judge('83')])).toBe('10.32')
    expect(points(data, [judge('82'), judge('82'), judge('83')])).toBe('10.31')
  })

  test('C05.etiquette.score a judge who owes a line, and one who has not begun, are named; nothing is taken as zero', () => {
    const etiquette = judged('C05.etiquette')
    const { farewell: _, ...partly } = sheet(etiquette)
    const found = panelScore(
      etiquette,
      panel(etiquette, [sheet(etiquette), partly, sheet(etiquette), sheet(etiquette)]),
    )
    expect(found.score).toBeUndefined()
    expect(found.problems!.map(({ why, judge, line }) => [why, judge, line])).toEqual([
      ['missing', 'J2', 'farewell'],
      ['missing', null, null],
    ])
  })

  test.each([
    ['C02.reception', { procedure: '0', knowledge: '0' }, '6', false],
    ['C02.reception', { procedure: '0', knowledge: '0', listening: '1.5' }, '6.5', true],
    ['C05.client', { dispatch: '1', lookup: '2' }, '2', false],
    ['C05.client', { dispatch: '1', lookup: '2', manner: '1' }, '2.25', true],
  ] as const)('%s spread: one sheet with %j among full ones is %s apart, alarm %s', (name, but, apart, alarm) => {
    const item = judged(name)
    const sheets = [...times(item.marking.judges - 1, sheet(item)), sheet(item, but)]
    expect(spreadOf(item, panel(item, sheets))).toEqual({ points: apart, alarm })
  })
})

describe('lines', () => {
  test.each([
    [0, '30.00'],
    [1, '29.00'],
    [4, '26.00'],
    [5, '25.00'],
    [9, '25.00'],
  ])('C02.presence.posture %i misses: each −1, at most −5', (misses, expected) => {
    expect(alike(judged('C02.presence'), { posture: String(misses) })).toBe(expected)
  })

  test('C02.presence.movement is capped by itself, not together with posture', () => {
    // 30 − 5 − 5
    expect(alike(judged('C02.presence'), { posture: '7', movement: '8' })).toBe('20.00')
  })

  test('C02.phone.courtesy one of the ten words missing −1, at most the line’s 5', () => {
    const phone = judged('C02.phone')
    expect(['0', '2', '5', '11'].map((courtesy) => alike(phone, { courtesy }))).toEqual([
      '40.00',
      '38.00',
      '35.00',
      '35.00',
    ])
  })

  test('C05.client.call.identity quarters are taken off exactly', () => {
    // 10 − 0.75 a judge, three of them: 27.75
    expect(alike(judged('C05.client'), { identity: '3' })).toBe('27.75')
  })

  test.each([
    ['299', '30.00'],
    ['300', '30.00'],
    ['301', '29.00'],
    ['310', '29.00'],
    ['311', '28.00'],
    ['420', '18.00'],
  ])('C02.presence.overtime %s s by the timer: −1 for every 10 s begun over 5 minutes', (overtime, expected) => {
    expect(alike(judged('C02.presence'), {}, { overtime })).toBe(expected)
  })

  test.each([
    ['480', '40.00'],
    ['481', '39.00'],
    ['510', '39.00'],
    ['511', '38.00'],
    ['600', '36.00'],
    ['601', '36.00'],
  ])('C08.system.overtime %s s: −1 for every 30 s begun over 8 minutes, at most −4', (overtime, expected) => {
    expect(alike(judged('C08.system'), {}, { overtime })).toBe(expected)
  })

  test('C02.presence.overtime is the timer’s: no judge enters it, and without it there is no score', () => {
    const presence = judged('C02.presence')
    const sheets = times(5, sheet(presence))
    const { byJudge: marks } = panel(presence, sheets)
    expect(panelScore(presence, { byJudge: marks }).problems).toMatchObject([
      { why: 'missing', judge: null, line: 'overtime' },
    ])
    const own = panel(presence, [...sheets.slice(1), { ...sheet(presence), overtime: '301' }])
    expect(panelScore(presence, own).problems).toMatchObject([{ why: 'unknown', judge: 'J5', line: 'overtime' }])
  })

  test('C02.phone.composure one of its described levels, nothing between them', () => {
    const phone = judged('C02.phone')
    expect(['0', '2', '4', '6'].map((composure) => alike(phone, { composure }))).toEqual([
      '34.00',
      '36.00',
      '38.00',
      '40.00',
    ])
    const found = panelScore(phone, panel(phone, times(5, sheet(phone, { composure: '5' }))))
    expect(found.problems!.map(({ why, line, problem }) => [why, line, problem.en])).toEqual(
      times(5, ['refused', 'composure', '5 is none of the levels; allowed: 0, 2, 4, 6']),
    )
  })

  test('C02.presence a sheet never falls below 0, unless the rulebook lets it', () => {
    const presence = judged('C02.presence')
    const nothing = { introduction: '0', duties: '0', speech: '0', bearing: '0', posture: '5', movement: '5' }
    // 0 − 12 for 120 s over
    expect(alike(presence, nothing, { overtime: '420' })).toBe('0.00')
    const free = { ...presence, marking: { ...presence.marking, keepWithin: false } }
    expect(alike(free, nothing, { overtime: '420' })).toBe('-12.00')
    // Held sheet by sheet: 0 (held), 30, 30, 30, 18 with 12 off each; 18 + 18 + 18 are left after dropping.
    expect(points(presence, [sheet(presence, nothing), ...times(4, sheet(presence))], { overtime: '420' })).toBe(
      '18.00',
    )
  })

  test('a measured line is the system’s figure, the same on every sheet', () => {
    const chat = judgedItem(
      {
        judges: 3,
        sheet: [
          { kind: 'points', id: 'manner', label: '态度', max: 6 },
          { kind: 'measured', id: 'reply', label: '首次响应', measure: 'firstResponse', max: 4 },
        ],
      },
      { type: 'chat' },
    )
    // (5 + 4 + 6) ÷ 3 + 3.25
    expect(points(chat, [{ manner: '5' }, { manner: '4' }, { manner: '6' }], { reply: '3.25' })).toBe('8.25')
    expect(panelScore(chat, panel(chat, times(3, { manner: '5' }), { reply: '4.5' })).problems).toMatchObject([
      { why: 'refused', judge: null, line: 'reply' },
    ])
  })
})

describe('from items to places', () => {
  const scored = (given: Record<string, Record<string, string>>): Record<string, Record<string, Score>> =>
    Object.fromEntries(
      Object.entries(given).map(([entrant, items]) => [
        entrant,
        Object.fromEntries(Object.entries(items).map(([id, value]) => [id, scoreOf(id, value)])),
      ]),
    )

  test('C02.total theory 30 %, practice 70 %; the half hundredth goes up', () => {
    const [stage] = book('C02').stages
    const { lines } = standings({
      stage: stage!,
      attendance: {},
      secondsUsed: {},
      // 81.5 × 30 % = 24.45; (27.25 + 25.5 + 36.2) × 70 % = 62.265; 86.715
      scores: scored({ A: { theory: '81.50', presence: '27.25', reception: '25.50', phone: '36.20' } }),
    })
    expect(lines[0]!.total).toBe('86.72')
  })

  test('C02.rank.1 equal totals: the better phone pressure test, and the chain says so', () => {
    const [stage] = book('C02').stages
    // 30 points of presence are 21 of the total as 40 of phone are 28: one point is worth 0.7 in each
    const { lines } = standings({
      stage: stage!,
      awards: book('C02').awards,
      attendance: {},
      secondsUsed: {},
      scores: scored({
        A: { theory: '80', presence: '26', reception: '25', phone: '34' },
        B: { theory: '80', presence: '25', reception: '25', phone: '35' },
      }),
    })
    expect(lines.map(({ entrant, rank, total, awards }) => [entrant, rank, total, awards])).toEqual([
      ['B', 1, '83.50', ['first']],
      ['A', 2, '83.50', ['second']],
    ])
    expect(lines[0]).toMatchObject({ decidedBy: 'item', decidedByClause: 'C02.rank.1' })
  })

  const ten = Object.fromEntries(
    Array.from({ length: 10 }, (_, index) => [
      `F${String(index + 1).padStart(2, '0')}`,
      // F02 and F03 are equal, and so are F06 and F07, across the border of the third prize
      {
        written: String(39 - [0, 1, 1, 3, 4, 5, 5, 7, 8, 9][index]!),
        oral: '8',
        typing: '9',
        client: '26',
        etiquette: '8',
      },
    ]),
  )

  test('C05.rank.1 equals wait for the judges together; their signed order decides, and awards follow', () => {
    const { stages, awards } = book('C05')
    const given = { stage: stages[1]!, awards, attendance: {}, secondsUsed: {}, scores: scored(ten) }
    const open = standings(given)
    expect(open.openTies).toEqual([
      { entrants: ['F02', 'F03'], rank: 2, why: 'deliberation', clause: 'C05.rank.1' },
      { entrants: ['F06', 'F07'], rank: 6, why: 'deliberation', clause: 'C05.rank.1' },
    ])
    // F02 and F03 are both second prizes whatever the order; of F06 and F07 one is third and one excellence.
    expect(open.awards.map(({ id, entrants, undecided }) => [id, entrants, undecided])).toEqual([
      ['first', ['F01'], []],
      ['second', ['F02', 'F03'], []],
      ['third', ['F04', 'F05'], ['F06', 'F07']],
      ['excellence', ['F08', 'F09', 'F10'], ['F06', 'F07']],
    ])
    const settled = standings({
      ...given,
      settledTies: [
        { order: ['F03', 'F02'], reason: '现场抽题要点更完整' },
        { order: ['F07', 'F06'], reason: '系统操作更熟练' },
      ],
    })
    expect(settled.openTies).toEqual([])
    expect(settled.lines.map(({ entrant, rank }) => [entrant, rank]).slice(0, 7)).toEqual([
      ['F01', 1],
      ['F03', 2],
      ['F02', 3],
      ['F04', 4],
      ['F05', 5],
      ['F07', 6],
      ['F06', 7],
    ])
    expect(settled.awards.map(({ entrants }) => entrants.length)).toEqual([1, 2, 3, 4])
    expect(settled.awards[2]!.entrants).toEqual(['F04', 'F05', 'F07'])
  })

  test('C05.first.advance the best ten; equals on the tenth place are never chosen silently', () => {
    const [first] = book('C05').stages
    const scores = scored(
      Object.fromEntries(
        Array.from({ length: 12 }, (_, index) => [
          `E${String(index + 1).padStart(2, '0')}`,
          { paper: String(70 - Math.min(index, 9)), keying: '15' },
        ]),
      ),
    )
    const { lines } = standings({ stage: first!, attendance: {}, secondsUsed: {}, scores })
    const places = lines.map(({ entrant, rank }) => ({ entrant, rank: rank! }))
    expect(advance(first!.advancement!, places)).toEqual({
      entrants: ['E01', 'E02', 'E03', 'E04', 'E05', 'E06', 'E07', 'E08', 'E09'],
      undecided: [{ entrants: ['E10', 'E11', 'E12'], seats: 1 }],
      byDecision: false,
    })
  })

  test('C08.first.advance the top 20 % of those who took part, halves up', () => {
    const rule = book('C08').stages[0]!.advancement!
    const goOn = (count: number) =>
      advance(
        rule,
        Array.from({ length: count }, (_, index) => ({ entrant: `E${index}`, rank: index + 1 })),
      ).entrants.length
    // 4.6 → 5, 4.4 → 4, 2.4 → 2, 12
    expect([23, 22, 12, 60].map(goOn)).toEqual([5, 4, 2, 12])
  })
})

describe('for any marks', () => {
  const names = [
    'C02.presence',
    'C02.reception',
    'C02.phone',
    'C03.show',
    'C05.client',
    'C05.oral',
    'C08.email',
    'C18.online',
    'C01.complaint',
  ]

  function markOf(line: SheetLine): fc.Arbitrary<string> {
    switch (line.kind) {
      case 'points':
      case 'weight': {
        const step = exact(line.step)
        const steps = Number(exact(line.max).div(step).valueOf())
        return fc.integer({ min: 0, max: steps }).map((count) => shortDecimal(whole(count).mul(step)))
      }
      case 'levels':
        return fc.constantFrom(...line.levels.map((level) => level.points))
      case 'deduction':
        return fc.integer({ min: 0, max: 12 }).map(String)
      case 'overtime':
        return fc.integer({ min: 0, max: 600 }).map(String)
      case 'measured':
        return fc.constant(line.max)
    }
  }
  const marksOf = (lines: readonly SheetLine[]) =>
    fc.record(Object.fromEntries(lines.map((line) => [line.id, markOf(line)]))) as fc.Arbitrary<Marks>
  const panelOf = (item: JudgedItem) =>
    fc.record({
      sheets: fc.array(marksOf(item.marking.sheet.filter(byJudge)), {
        minLength: item.marking.judges,
        maxLength: item.marking.judges,
      }),
      measured: marksOf(item.marking.sheet.filter((line) => !byJudge(line))),
    })

  test.each(names)('%s stays between 0 and the item’s points', (name) => {
    const item = judged(name)
    fc.assert(
      fc.property(panelOf(item), ({ sheets, measured }) => {
        const value = exact(points(item, sheets, measured))
        expect(value.s >= 0n && value.compare(exact(item.points)) <= 0).toBe(true)
      }),
    )
  })

  test.each(names)('%s does not depend on who of the panel gave which sheet', (name) => {
    const item = judged(name)
    const shuffled = panelOf(item).chain(({ sheets, measured }) =>
      fc.record({
        sheets: fc.constant(sheets),
        measured: fc.constant(measured),
        others: fc.shuffledSubarray(sheets, { minLength: sheets.length }),
      }),
    )
    fc.assert(
      fc.property(shuffled, ({ sheets, measured, others }) => {
        const [one, other] = [sheets, others].map((given) => panelScore(item, panel(item, given, measured)).score!)
        expect([one!.points, one!.facts]).toEqual([other!.points, other!.facts])
        const sorted = (score: Score) => (score.children ?? []).map((child) => child.points).toSorted()
        expect(sorted(one!)).toEqual(sorted(other!))
      }),
    )
  })

  test.each(names.filter((name) => judged(name).marking.dropHighest > 0))(
    '%s a dropped highest sheet may rise to full marks and a dropped lowest fall to none: nothing changes',
    (name) => {
      const item = judged(name)
      const worst = Object.fromEntries(
        item.marking.sheet.filter(byJudge).map((line) => {
          const none = line.kind === 'levels' ? line.levels[0]!.points : line.kind === 'deduction' ? '99' : '0'
          return [line.id, none]
        }),
      )
      fc.assert(
        fc.property(panelOf(item), ({ sheets, measured }) => {
          const { score } = panelScore(item, panel(item, sheets, measured))
          const dropped = score!
            .children!.filter((child) => child.rule?.en === 'Dropped, does not count')
            .toSorted((a, b) => exact(a.points).compare(exact(b.points)))
          const extreme = sheets.map((marks, index) => {
            if (`J${index + 1}` === dropped.at(-1)!.id) return sheet(item)
            return `J${index + 1}` === dropped[0]!.id ? worst : marks
          })
          expect(dropped).toHaveLength(2)
          expect(panelScore(item, panel(item, extreme, measured)).score!.facts!.exact).toBe(score!.facts!.exact)
        }),
      )
    },
  )

  test('raising a mark that is already dropped as the highest changes no aggregate, lowering the lowest neither', () => {
    const tenths = fc.integer({ min: 0, max: 1000 })
    fc.assert(
      fc.property(
        fc.array(tenths, { minLength: 3, maxLength: 9 }),
        fc.integer({ min: 1, max: 500 }),
        fc.constantFrom('mean' as const, 'median' as const, 'sum' as const),
        (marks, further, aggregate) => {
          const rule = { aggregate, dropHighest: 1, dropLowest: 1 }
          const value = (given: readonly number[]) =>
            aggregateMarks(
              given.map((mark) => whole(mark).div(10)),
              rule,
            ).value.toFraction()
          const [high, low] = [marks.indexOf(Math.max(...marks)), marks.lastIndexOf(Math.min(...marks))]
          expect(value(marks.map((mark, index) => (index === high ? mark + further : mark)))).toBe(value(marks))
          expect(value(marks.map((mark, index) => (index === low ? mark - further : mark)))).toBe(value(marks))
        },
      ),
    )
  })

  test.each(names)('%s a better mark of one judge on one line never lowers the score', (name) => {
    const item = judged(name)
    const lines = item.marking.sheet.filter(byJudge)
    fc.assert(
      fc.property(
        panelOf(item),
        fc.nat({ max: item.marking.judges - 1 }),
        fc.constantFrom(...lines),
        ({ sheets, measured }, judge, line) => {
          const raised = sheets.map((marks, index) => (index === judge ? { ...marks, [line.id]: best(line) } : marks))
          const [before, after] = [sheets, raised].map((given) => exact(points(item, given, measured)))
          expect(after!.compare(before!)).toBeGreaterThanOrEqual(0)
        },
      ),
    )
  })

  test('C05.rank the order in which entrants come in changes neither places nor awards', () => {
    const { stages, awards } = book('C05')
    const stage = stages[1]!
    // A few values, so that there are ties.
    const row = fc.record(
      Object.fromEntries(stage.items.map(({ id }) => [id, fc.constantFrom('5.00', '6.50', '8.25')])),
    ) as fc.Arbitrary<Marks>
    const field = fc
      .dictionary(fc.stringMatching(/^F\d\d$/), row, { minKeys: 2, maxKeys: 12 })
      .chain((entrants) =>
        fc.tuple(
          fc.constant(Object.entries(entrants)),
          fc.shuffledSubarray(Object.entries(entrants), { minLength: Object.keys(entrants).length }),
        ),
      )
    const result = (entries: readonly [string, Marks][]) =>
      standings({
        stage,
        awards,
        attendance: {},
        secondsUsed: {},
        scores: Object.fromEntries(
          entries.map(([entrant, items]) => [
            entrant,
            Object.fromEntries(Object.entries(items).map(([id, value]) => [id, scoreOf(id, value)])),
          ]),
        ),
      })
    fc.assert(
      fc.property(field, ([entries, shuffled]) => {
        expect(result(shuffled)).toEqual(result(entries))
      }),
    )
  })
})
