/** Rounds of a knockout by themselves: places within matches, walkovers, ties, and who stands where in the end. */
import { describe, expect, test } from 'vitest'
import type { Attendance } from '../contest/acts.ts'
import { withRounds } from '../rulebook/rounds.ts'
import type { Score } from '../score.ts'
import { standings, type StandingsInput } from './standings.ts'
import { rulebookOf, scoreOf } from './testing/stages.ts'

const book = (thirdPlace = true, tieBreaks: object[] = [{ by: 'suddenDeath', item: 'quiz', clause: 'T1.rank.1' }]) =>
  withRounds(
    rulebookOf({
      stages: [
        {
          id: 'final',
          title: '决赛',
          items: [{ id: 'quiz', type: 'quiz', title: '抢答', points: 100, minutes: 20, start: 'match' }],
          matches: { by: 'knockout', size: 4, seeding: 'draw', thirdPlace },
          ranking: { tieBreaks: tieBreaks as never },
        },
      ],
      awards: [
        { id: 'champion', title: '冠军', by: 'rank', from: 1, to: 1 },
        { id: 'others', title: '入围', by: 'rank', from: 3, to: 4 },
        { id: 'quizzer', title: '抢答王', by: 'item', item: 'quiz' },
      ],
    }),
  )

function round(
  stage: StandingsInput['stage'],
  matches: string[][],
  points: Record<string, string>,
  more: { attendance?: Record<string, Attendance>; sudden?: Record<string, string> } & Partial<StandingsInput> = {},
): StandingsInput {
  const { sudden = {}, attendance = {}, ...rest } = more
  const item = stage.items[0]!.id
  const score = (entrant: string): Score => ({
    ...scoreOf(item, points[entrant]!),
    ...(sudden[entrant] === undefined ? {} : { facts: { suddenDeath: sudden[entrant] } }),
  })
  return {
    stage,
    matches,
    attendance,
    scores: Object.fromEntries(Object.keys(points).map((entrant) => [entrant, { [item]: score(entrant) }])),
    secondsUsed: {},
    ...rest,
  }
}

const ranks = (input: StandingsInput) => standings(input).lines.map(({ entrant, rank }) => [entrant, rank])
const semis = (points: Record<string, string>, more: Parameters<typeof round>[3] = {}, of = book()) =>
  round(
    of.stages[0]!,
    [
      ['A', 'D'],
      ['B', 'C'],
    ],
    points,
    more,
  )

describe('one round', () => {
  test('C01.final.matches winners share the first rank, losers the next; totals across matches say nothing', () => {
    expect(ranks(semis({ A: '90', D: '80', B: '20', C: '10' }))).toEqual([
      ['A', 1],
      ['B', 1],
      ['C', 3],
      ['D', 3],
    ])
  })

  test('a walkover wins, however little it has; who is missing is listed apart', () => {
    expect(ranks(semis({ A: '0', D: '80', B: '20', C: '10' }, { attendance: { D: 'forfeited' } }))).toEqual([
      ['A', 1],
      ['B', 1],
      ['C', 3],
      ['D', null],
    ])
  })

  test('one who came back after the draw has no match, and has not won', () => {
    expect(ranks(semis({ A: '1', D: '2', B: '20', C: '10', late: '99' }))).toContainEqual(['late', 3])
  })

  test('a sudden death decides, and the clause is named; without one the pair is open', () => {
    const even = { A: '50', D: '50', B: '20', C: '10' }
    const won = standings(semis(even, { sudden: { A: '0', D: '1' } }))
    expect(won.lines[1]).toMatchObject({
      entrant: 'D',
      rank: 1,
      decidedBy: 'suddenDeath',
      decidedByClause: 'T1.rank.1',
    })
    expect(won.openTies).toEqual([])
    expect(standings(semis(even)).openTies).toEqual([{ entrants: ['A', 'D'], rank: 1, why: 'undecided' }])
    expect(standings(semis({ A: '50', D: '49', B: '50', C: '49' })).openTies).toEqual([])
  })

  test('a chain that ends in shared ranks leaves a winnerless match to people', () => {
    const input = semis({ A: '50', D: '50', B: '20', C: '10' }, {}, book(true, [{ by: 'shared' }]))
    expect(standings(input).openTies).toHaveLength(1)
    expect(ranks({ ...input, settledTies: [{ order: ['D', 'A'], reason: '合议' }] })[1]).toEqual(['D', 1])
  })
})

describe('the last round', () => {
  const made = book()
  const earlier = [semis({ A: '90', D: '80', B: '20', C: '10' })]
  const last = (matches: string[][], points: Record<string, string>, more: Parameters<typeof round>[3] = {}) =>
    round(made.stages[1]!, matches, points, { earlier, awards: made.awards, ...more })

  test('champion and second, then third and fourth, whatever their totals', () => {
    const out = standings(
      last(
        [
          ['A', 'B'],
          ['D', 'C'],
        ],
        { A: '10', B: '20', C: '99', D: '98' },
      ),
    )
    expect(out.lines.map(({ entrant, rank, awards }) => [entrant, rank, awards])).toEqual([
      ['B', 1, ['champion']],
      ['A', 2, []],
      ['C', 3, ['others', 'quizzer']],
      ['D', 4, ['others']],
    ])
  })

  test('without a match for third place those who lost a semi-final share it, with the scores they had there', () => {
    const alone = book(false)
    const out = standings({
      ...round(alone.stages[1]!, [['A', 'B']], { A: '10', B: '20' }),
      earlier: [semis({ A: '90', D: '80', B: '20', C: '10' }, {}, alone)],
      awards: alone.awards,
    })
    expect(out.lines.map(({ entrant, rank, total, items }) => [entrant, rank, total, items])).toEqual([
      ['B', 1, '20.00', { 'quiz-r2': '20' }],
      ['A', 2, '10.00', { 'quiz-r2': '10' }],
      ['C', 3, '10.00', { 'quiz-r2': '10' }],
      ['D', 3, '80.00', { 'quiz-r2': '80' }],
    ])
    expect(out.awards.map(({ entrants }) => entrants)).toEqual([['B'], ['C', 'D'], ['D']])
  })

  test('nobody moves up to a place that a missing opponent leaves', () => {
    const out = ranks(
      last(
        [
          ['A', 'B'],
          ['D', 'C'],
        ],
        { A: '10', B: '20', C: '99', D: '98' },
        { attendance: { B: 'disqualified' } },
      ),
    )
    expect(out).toEqual([
      ['A', 1],
      ['C', 3],
      ['D', 4],
      ['B', null],
    ])
  })

  test('a tie in either match is its own', () => {
    const input = last(
      [
        ['A', 'B'],
        ['D', 'C'],
      ],
      { A: '20', B: '20', C: '5', D: '5' },
    )
    expect(standings(input).openTies.map(({ entrants, rank }) => [entrants, rank])).toEqual([
      [['A', 'B'], 1],
      [['C', 'D'], 3],
    ])
    expect(standings(input).awards[0]).toMatchObject({ entrants: [], undecided: ['A', 'B'], waits: 'tie' })
  })

  test('nothing depends on the order of matches’ members, nor of scores', () => {
    const points = { A: '10', B: '20', C: '99', D: '98' }
    const turned = Object.fromEntries(Object.entries(points).toReversed())
    expect(
      standings(
        last(
          [
            ['B', 'A'],
            ['C', 'D'],
          ],
          turned,
        ),
      ),
    ).toEqual(
      standings(
        last(
          [
            ['A', 'B'],
            ['D', 'C'],
          ],
          points,
        ),
      ),
    )
  })
})
