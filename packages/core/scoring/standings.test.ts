import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Attendance } from '../contest/acts.ts'
import { standings, type StandingsInput } from './standings.ts'
import { rulebookOf, scoreOf } from './testing/stages.ts'

const rulebook = rulebookOf({
  stages: [
    {
      id: 'final',
      title: '决赛',
      items: [
        { id: 'theory', type: 'exam', title: '理论', points: 40, minutes: 60, clause: 'T1.theory' },
        { id: 'typing', type: 'typing', title: '打字', points: 60, minutes: 5 },
      ],
      ranking: { tieBreaks: [{ by: 'timeUsed', clause: 'T1.rank.1' }, { by: 'shared' }] },
    },
  ],
  awards: [{ by: 'percent', id: 'first', title: '一等奖', percent: 30 }],
})
const stage = rulebook.stages[0]!

/** entrant → theory, typing, seconds in all */
function input(
  rows: Record<string, [theory: string | null, typing: string, seconds: number, attendance?: Attendance]>,
): StandingsInput {
  const entries = Object.entries(rows)
  return {
    stage,
    awards: rulebook.awards,
    attendance: Object.fromEntries(entries.map(([entrant, row]) => [entrant, row[3] ?? 'present'])),
    scores: Object.fromEntries(
      entries.map(([entrant, [theory, typing]]) => [
        entrant,
        { ...(theory === null ? {} : { theory: scoreOf('theory', theory) }), typing: scoreOf('typing', typing) },
      ]),
    ),
    secondsUsed: Object.fromEntries(
      entries.map(([entrant, [, , seconds]]) => [entrant, { theory: seconds, typing: 0 }]),
    ),
  }
}

describe('standings of a stage', () => {
  test('total is the sum of the rounded item scores, with its tree', () => {
    const [first] = standings(input({ A: ['38.50', '48.75', 100] })).lines
    expect(first).toMatchObject({
      entrant: 'A',
      rank: 1,
      total: '87.25',
      secondsUsed: 100,
      items: { theory: '38.50', typing: '48.75' },
    })
    expect(first?.score).toMatchObject({ points: '87.25', max: '100', children: [{ id: 'theory' }, { id: 'typing' }] })
  })

  test('weights are percents of the stage: score ÷ points × weight', () => {
    const weighted = rulebookOf({
      stages: [
        {
          id: 'final',
          title: '总评',
          items: [
            { id: 'theory', type: 'exam', title: '理论', points: 100, weight: 30, minutes: 60 },
            { id: 'practical', type: 'roleplay', title: '实操', points: 50, weight: 70, minutes: 60 },
          ],
        },
      ],
    }).stages[0]!
    const [line] = standings({
      stage: weighted,
      attendance: {},
      scores: { A: { theory: scoreOf('theory', '85.35'), practical: scoreOf('practical', '44.50') } },
      secondsUsed: {},
    }).lines
    expect(line?.total).toBe('87.91') // 25.605 + 62.3 = 87.905
    expect(line?.score.max).toBe('100')
  })

  test('absent, forfeited and disqualified are listed apart, without rank and out of the percentage', () => {
    const { lines, awards } = standings(
      input({
        A: ['40', '60', 1, 'disqualified'],
        B: ['30', '30', 1],
        C: ['20', '20', 1],
        D: ['0', '0', 0, 'absent'],
        E: ['39', '59', 1, 'forfeited'],
        F: ['10', '10', 1],
      }),
    )
    expect(lines.map((line) => [line.entrant, line.rank])).toEqual([
      ['B', 1],
      ['C', 2],
      ['F', 3],
      ['E', null],
      ['D', null],
      ['A', null],
    ])
    expect(awards[0]).toMatchObject({ due: 1, entrants: ['B'] }) // 30 % of 3, not of 6
    expect(lines.map((line) => line.awards)).toEqual([['first'], [], [], [], [], []])
  })

  test('an item that was not sat adds nothing and the tree says so', () => {
    const [line] = standings(input({ A: [null, '10', 1] })).lines
    expect(line?.items).toEqual({ typing: '10' })
    expect(line).toMatchObject({ total: '10.00' })
    expect(line?.score.children?.[0]).toMatchObject({
      id: 'theory',
      points: '0.00',
      clause: 'T1.theory',
      rule: { en: 'Did not sit this item; nothing is added' },
    })
  })

  test('scores that people still owe are named', () => {
    const given = input({ A: ['1', '1', 1], B: ['1', '1', 1, 'absent'] })
    const pending = { ...scoreOf('theory', '1'), pending: true as const }
    const scores = { A: { ...given.scores.A, theory: pending }, B: { ...given.scores.B, theory: pending } }
    const found = standings({ ...given, scores })
    expect(found.pending).toEqual([{ entrant: 'A', item: 'theory' }])
    expect(found.lines[0]?.score.pending).toBe(true)
  })

  test('an entrant may be called as anything', () => {
    const odd = ['constructor', '__proto__', 'toString', '']
    const scores = Object.fromEntries(odd.map((name) => [name, { theory: scoreOf('theory', '1') }]))
    expect(standings({ stage, attendance: {}, scores, secondsUsed: {} }).lines.map((line) => line.entrant)).toEqual(
      odd.toSorted(),
    )
  })
})

describe('properties', () => {
  const row = fc.tuple(
    fc.integer({ min: 0, max: 12 }).map((half) => (half / 2).toFixed(2)),
    fc.integer({ min: 0, max: 3 }).map(String),
    fc.integer({ min: 0, max: 3 }),
    fc.constantFrom<Attendance>('present', 'present', 'present', 'absent', 'forfeited', 'disqualified'),
  )
  const rows = fc.dictionary(fc.stringMatching(/^[A-Z]\d$/), row, { maxKeys: 14 })

  test('standings are a total preorder by total, then time; ranks count those before', () => {
    fc.assert(
      fc.property(rows, (given) => {
        const { lines, openTies } = standings(input(given))
        expect(lines.map((line) => line.entrant).toSorted()).toEqual(Object.keys(given).toSorted())
        expect(openTies).toEqual([])
        const ranked = lines.filter((line) => line.rank !== null)
        const better = (a: (typeof lines)[number], b: (typeof lines)[number]) =>
          Number(a.total) > Number(b.total) || (a.total === b.total && a.secondsUsed < b.secondsUsed)
        for (const line of ranked) {
          expect(line.attendance).toBe('present')
          expect(line.rank).toBe(1 + ranked.filter((other) => better(other, line)).length)
        }
        expect(ranked.map((line) => line.rank)).toEqual(ranked.map((line) => line.rank!).toSorted((a, b) => a - b))
        expect(lines.filter((line) => line.rank === null).every((line) => line.attendance !== 'present')).toBe(true)
      }),
    )
  })

  test('the order in which entrants come in changes nothing', () => {
    fc.assert(
      fc.property(
        rows.chain((given) =>
          fc.tuple(
            fc.constant(given),
            fc.shuffledSubarray(Object.entries(given), { minLength: Object.keys(given).length }),
          ),
        ),
        ([given, shuffled]) => {
          expect(standings(input(Object.fromEntries(shuffled)))).toEqual(standings(input(given)))
        },
      ),
    )
  })

  test('with ties all in, an award goes to at least as many as are due, and its border parts unequal ranks', () => {
    fc.assert(
      fc.property(rows, (given) => {
        const { lines, awards } = standings(input(given))
        const ranked = lines.filter((line) => line.rank !== null)
        const [first] = awards
        expect(first!.due).toBe(Math.floor((ranked.length * 30 + 50) / 100))
        expect(first!.entrants.length).toBeGreaterThanOrEqual(first!.due!)
        expect(first!.entrants).toEqual(ranked.slice(0, first!.entrants.length).map((line) => line.entrant))
        const [last, next] = [ranked[first!.entrants.length - 1], ranked[first!.entrants.length]]
        expect(last !== undefined && last.rank === next?.rank).toBe(false)
      }),
    )
  })
})
