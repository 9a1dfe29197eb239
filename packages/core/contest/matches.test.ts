/** Who meets whom: groups that fit the field, the snake, byes, and a bracket in which the best two meet last. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { withRounds } from '../rulebook/rounds.ts'
import { isRefusal } from '../run.ts'
import { evolve } from './evolve.ts'
import { groupCount, matchesFrom, seedPlaces } from './matches.ts'
import { stageStandings } from './results.ts'
import type { ContestState } from './state.ts'
import {
  bookOf,
  drivenContest,
  organiser,
  person,
  server,
  stageOf,
  type DrivenContest,
} from './testing/driven-contest.ts'

const groupsOf = (min: number, max: number, seeding = 'draw') => ({ by: 'groups', size: { min, max }, seeding })
const knockout = (size: number, more: Record<string, unknown> = {}) => ({ by: 'knockout', size, ...more })

/** One stage that is held in groups, by lot. */
const drawnIn = (min: number, max: number, entrants: number) =>
  drivenContest(bookOf({ stages: [stageOf('final', { matches: groupsOf(min, max) })] }), entrants)

/** A paper of which the rank seeds what follows; entrant 1 is first, 2 second, and so on, unless points say otherwise. */
function seeded(matches: Record<string, unknown>, entrants: number, points = (place: number) => 100 - place) {
  const book = withRounds(
    bookOf({
      stages: [
        stageOf('first', { advancement: { by: 'top', count: entrants } }),
        stageOf('final', { matches, ranking: { tieBreaks: [{ by: 'deliberation' }] } }),
      ],
    }),
  )
  const contest = drivenContest(book, entrants)
  contest.hold('first')
  contest.must(server, 'closeMarking', { stage: 'first' })
  contest.record(
    'first',
    Object.fromEntries(
      Object.keys(contest.state.codes)
        .toSorted()
        .map((code, place) => [code, points(place)]),
    ),
  )
  contest.publish('first')
  contest.must(organiser, 'advance', { stage: 'first' })
  return contest
}

/** `S04` → 4 */
const number = (code: string) => Number(code.slice(1))
const numbers = (groups: readonly (readonly string[])[]) => groups.map((group) => group.map(number))

describe('C01.first.matches groups fit the number of entries', () => {
  test.each([
    [37, 3, 5, [5, 5, 5, 5, 5, 4, 4, 4]],
    [24, 3, 5, [5, 5, 5, 5, 4]],
    [12, 3, 5, [4, 4, 4]],
    [6, 3, 5, [3, 3]],
    [5, 3, 5, [5]],
    [2, 3, 5, [2]],
  ])('%i by %i to %i: %j', (entrants, min, max, sizes) => {
    const contest = drawnIn(min, max, entrants)
    contest.must(organiser, 'drawMatches', { stage: 'final' })
    expect(contest.state.matches['final']!.groups.map((group) => group.length)).toEqual(sizes)
  })

  test.each([
    [6, 4, 5, 'groupsDoNotFit'],
    [11, 6, 10, 'groupsDoNotFit'],
    [1, 3, 5, 'tooFew'],
  ])('%i by %i to %i cannot be: %s, in words that say what to change', (entrants, min, max, code) => {
    const contest = drawnIn(min, max, entrants)
    const refusal = contest.refusal(organiser, 'drawMatches', { stage: 'final' })
    expect(refusal).toMatchObject({ code })
    expect(refusal!.zh).toContain(`${entrants} 个参赛者`)
  })

  test('2…60 entrants: everybody in one group, none too large, none too small, as few groups as can be', () => {
    for (let entrants = 2; entrants <= 60; entrants += 1) {
      const groups = groupCount(entrants, { min: 3, max: 5 })!
      expect(groups, `${entrants}`).toBe(Math.ceil(entrants / 5))
      if (groups > 1) expect(Math.floor(entrants / groups), `${entrants}`).toBeGreaterThanOrEqual(3)
    }
    for (const entrants of [2, 7, 23, 60]) {
      const contest = drawnIn(3, 5, entrants)
      contest.must(organiser, 'drawMatches', { stage: 'final' })
      const { groups } = contest.state.matches['final']!
      expect(groups.flat().toSorted()).toEqual(Object.keys(contest.state.codes).toSorted())
    }
  })

  test('the same seed draws the same, whatever the order of the list; another draws otherwise', () => {
    const contest = drawnIn(3, 5, 20)
    contest.must(organiser, 'drawMatches', { stage: 'final' })
    const { seed, groups } = contest.state.matches['final']!
    const turned: ContestState = {
      ...contest.state,
      codes: Object.fromEntries(Object.entries(contest.state.codes).toReversed()),
    }
    expect(matchesFrom(turned, 'final', seed!)).toEqual(groups)
    expect(matchesFrom(turned, 'final', 'another')).not.toEqual(groups)
  })
})

describe('C01.second.matches a snake by rank', () => {
  test('the strong are spread: 1 8 9 16, 2 7 10 15 …', () => {
    const contest = seeded(groupsOf(3, 4, 'rank'), 16)
    contest.must(organiser, 'drawMatches', { stage: 'final' })
    expect(numbers(contest.state.matches['final']!.groups)).toEqual([
      [1, 8, 9, 16],
      [2, 7, 10, 15],
      [3, 6, 11, 14],
      [4, 5, 12, 13],
    ])
  })

  test('equals stand by lot, under the recorded seed', () => {
    const contest = seeded(groupsOf(2, 4, 'rank'), 8, () => 50)
    contest.must(organiser, 'drawMatches', { stage: 'final' })
    const { seed, groups } = contest.state.matches['final']!
    expect(seed).toMatch(/^[0-9a-f]{64}$/)
    expect(numbers(groups)).not.toEqual([
      [1, 4, 5, 8],
      [2, 3, 6, 7],
    ])
    expect(matchesFrom(contest.state, 'final', seed!)).toEqual(groups)
  })
})

describe('C01.final.matches a knockout', () => {
  test('first against last: 1 8, 4 5, 2 7, 3 6', () => {
    const contest = seeded(knockout(8), 8)
    contest.must(organiser, 'drawMatches', { stage: 'final-r8' })
    expect(numbers(contest.state.matches['final-r8']!.groups)).toEqual([
      [1, 8],
      [4, 5],
      [2, 7],
      [3, 6],
    ])
  })

  test('with fewer than a full field the best pass the first round without playing', () => {
    const contest = seeded(knockout(8), 5)
    const groups = contest.drawAndPlan('final-r8')
    expect(numbers(groups)).toEqual([[1], [4, 5], [2], [3]])
    expect(Object.values(contest.state.sessions).filter(({ stage }) => stage === 'final-r8')).toHaveLength(1)
    finish(contest, 'final-r8', { S04: 10, S05: 20 })
    expect(numbers(contest.drawAndPlan('final-r4'))).toEqual([
      [1, 5],
      [2, 3],
    ])
  })

  test('a first round that nobody has to play is held without sessions', () => {
    const contest = seeded(knockout(8), 4)
    expect(numbers(contest.drawAndPlan('final-r8'))).toEqual([[1], [4], [2], [3]])
    finish(contest, 'final-r8', {})
    expect(numbers(contest.drawAndPlan('final-r4'))).toEqual([
      [1, 4],
      [2, 3],
    ])
  })

  test('more than it holds are refused, with the numbers', () => {
    expect(seeded(knockout(4), 6).refusal(organiser, 'drawMatches', { stage: 'final-r4' })).toMatchObject({
      code: 'tooMany',
      zh: '有 6 个参赛者，淘汰赛只容 4；请在规程中调整',
    })
  })

  test('by lot, the pairs follow from the seed', () => {
    const contest = seeded(knockout(8, { seeding: 'draw' }), 8)
    contest.must(organiser, 'drawMatches', { stage: 'final-r8' })
    const { seed, groups } = contest.state.matches['final-r8']!
    expect(groups.flat().toSorted()).toEqual(Object.keys(contest.state.codes).toSorted())
    expect(matchesFrom(contest.state, 'final-r8', seed!)).toEqual(groups)
  })

  test('seeds 1 and 2 can meet only in the final, 1 to 4 only from the semi-finals on, in fields of 2 to 32', () => {
    fc.assert(
      fc.property(fc.constantFrom(2, 4, 8, 16, 32), (size) => {
        let left = seedPlaces(size)
        expect(left.toSorted((a, b) => a - b)).toEqual(Array.from({ length: size }, (_, place) => place + 1))
        // the better seed always wins: each round's losers are then the lower half
        while (left.length > 1) {
          const half = left.length / 2
          const pairs = Array.from({ length: half }, (_, match) => [left[match * 2]!, left[match * 2 + 1]!])
          for (const pair of pairs) expect(Math.min(...pair) + Math.max(...pair)).toBe(left.length + 1)
          left = pairs.map((pair) => Math.min(...pair))
        }
        expect(left).toEqual([1])
      }),
    )
  })

  test('whoever wins, the next rounds are winner against winner; the losers of the semi-finals meet for third place', () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { minLength: 8, maxLength: 8 }), (upsets) => {
        const contest = seeded(knockout(8), 8)
        let turn = 0
        const play = (stage: string) => {
          const groups = contest.drawAndPlan(stage)
          const points: Record<string, number> = {}
          for (const [a, b] of groups as [string, string][]) {
            const upset = upsets[turn++ % upsets.length]
            points[a] = upset ? 10 : 20
            points[b] = 15
          }
          finish(contest, stage, points)
          return groups.map((group) => group.toSorted((a, b) => points[b]! - points[a]!))
        }
        const [m1, m2, m3, m4] = play('final-r8')
        const semis = play('final-r4')
        expect(contest.state.matches['final-r4']!.groups).toEqual([
          [m1![0], m2![0]],
          [m3![0], m4![0]],
        ])
        const [final, third] = play('final-r2')
        expect(contest.state.matches['final-r2']!.groups).toEqual([
          [semis[0]![0], semis[1]![0]],
          [semis[0]![1], semis[1]![1]],
        ])
        const lines = stageStandings(contest.state, 'final-r2')!.lines
        expect(lines.map(({ rank }) => rank)).toEqual([1, 2, 3, 4, 5, 5, 5, 5])
        expect(lines.slice(0, 4).map(({ entrant }) => entrant)).toEqual([...final!, ...third!])
        // replaying the stream makes the same contest
        expect(contest.journal.reduce(evolve as never, null)).toEqual(contest.state)
      }),
      { numRuns: 12 },
    )
  })
})

describe('drawing and taking back', () => {
  test('sessions are planned after the draw, one of its matches each', () => {
    const contest = seeded(knockout(4), 4)
    const session = (group: number) => ({
      sessions: [{ id: 'x', stage: 'final-r4', item: 'paper-r4', group, startsAt: contest.now() }],
    })
    expect(contest.act(organiser, 'planSessions', session(1))).toBe('matchesNotDrawn')
    contest.must(organiser, 'drawMatches', { stage: 'final-r4' })
    expect(contest.act(organiser, 'planSessions', session(3))).toBe('noSuchMatch')
    expect(contest.act(organiser, 'planSessions', session(2))).toBeNull()
  })

  test('a second draw is refused until the first is taken back, which ends with the first session', () => {
    const contest = seeded(knockout(4), 4)
    const drawn = { stage: 'final-r4' }
    expect(contest.act(organiser, 'voidMatches', { ...drawn, reason: '重抽' })).toBe('notDrawn')
    contest.drawAndPlan('final-r4')
    expect(contest.act(organiser, 'drawMatches', drawn)).toBe('matchesDrawn')
    contest.must(organiser, 'voidMatches', { ...drawn, reason: '晋级名单有误' })
    expect(contest.state.matches).toEqual({})
    contest.drawAndPlan('final-r4')
    contest.must(organiser, 'openSession', { session: 'final-r4-paper-r4-1' })
    expect(contest.act(organiser, 'voidMatches', { ...drawn, reason: '重抽' })).toBe('started')
  })

  test('not before it is known who goes on, not by a judge, not in a stage without matches', () => {
    const contest = seeded(knockout(4), 4)
    expect(contest.act(organiser, 'drawMatches', { stage: 'final-r2' })).toBe('stageBefore')
    expect(contest.act(organiser, 'drawMatches', { stage: 'first' })).toBe('noMatches')
    expect(contest.act(person('j', 'judge'), 'drawMatches', { stage: 'final-r4' })).toBe('notAllowed')
  })

  test('only who is present is drawn; an absent opponent later on is a walkover', () => {
    const contest = seeded(knockout(4), 4)
    contest.must(organiser, 'setAttendance', { code: 'S04', attendance: 'absent', reason: '未到' })
    expect(numbers(contest.drawAndPlan('final-r4'))).toEqual([[1], [2, 3]])
    contest.must(organiser, 'setAttendance', { code: 'S02', attendance: 'forfeited', reason: '弃权' })
    // nobody is left to meet: the planned session is neither begun nor missed
    contest.must(server, 'closeMarking', { stage: 'final-r4' })
    contest.record('final-r4', { S03: 1 })
    contest.publish('final-r4')
    contest.must(organiser, 'advance', { stage: 'final-r4' })
    expect(stageStandings(contest.state, 'first')!.lines.map(({ rank }) => rank)).toEqual([1, 2, 3, 4])
    expect(numbers(contest.drawAndPlan('final-r2'))).toEqual([[1, 3], []])
  })
})

describe('a tie inside a match', () => {
  test('is open until people settle it; ties across matches are nobody’s business', () => {
    const contest = seeded(knockout(4), 4)
    contest.drawAndPlan('final-r4')
    contest.hold('final-r4')
    contest.must(server, 'closeMarking', { stage: 'final-r4' })
    contest.record('final-r4', { S01: 50, S04: 50, S02: 50, S03: 40 })
    expect(stageStandings(contest.state, 'final-r4')!.openTies).toMatchObject([{ entrants: ['S01', 'S04'], rank: 1 }])
    expect(contest.sign('final-r4', 'chiefJudge')).toBe('openTies')
    contest.must(person('zhou', 'chiefJudge'), 'settleTie', {
      stage: 'final-r4',
      order: ['S04', 'S01'],
      reason: '合议',
    })
    contest.publish('final-r4')
    contest.must(organiser, 'advance', { stage: 'final-r4' })
    expect(contest.state.advanced['final-r4']!.codes).toEqual(['S04', 'S02', 'S01', 'S03'])
    expect(numbers(contest.drawAndPlan('final-r2'))).toEqual([
      [4, 2],
      [1, 3],
    ])
  })
})

test('a refusal is no match list', () => {
  expect(isRefusal(matchesFrom(drawnIn(3, 5, 6).state, 'nowhere', 'seed'))).toBe(true)
})

/** Holds the round, records the points by code, signs, publishes, and lets on who goes on. */
function finish(contest: DrivenContest, stage: string, points: Readonly<Record<string, number>>): void {
  contest.hold(stage)
  contest.must(server, 'closeMarking', { stage })
  contest.record(stage, points)
  contest.publish(stage)
  if (contest.state.rulebook!.rulebook.stages.at(-1)!.id !== stage) contest.must(organiser, 'advance', { stage })
}
