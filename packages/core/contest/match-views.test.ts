/** What viewers get of groups and pairs, above all what the public and a contestant do not get while identities are sealed. */
import { describe, expect, test } from 'vitest'
import { withRounds } from '../rulebook/rounds.ts'
import { bookOf, drivenContest, organiser, person, server, stageOf } from './testing/driven-contest.ts'

const twoStages = (layers: number) =>
  withRounds(
    bookOf({
      sealing: { layers },
      stages: [
        stageOf('first', {
          matches: { by: 'groups', size: { min: 3, max: 4 }, seeding: 'draw' },
          advancement: { by: 'perGroup', count: 2 },
        }),
        stageOf('final', {
          matches: { by: 'knockout', size: 4 },
          ranking: { tieBreaks: [{ by: 'deliberation' }] },
        }),
      ],
    }),
  )

function played(layers: number) {
  const contest = drivenContest(twoStages(layers), 8)
  contest.drawAndPlan('first')
  contest.hold('first')
  contest.must(server, 'closeMarking', { stage: 'first' })
  const codes = Object.keys(contest.state.codes).toSorted()
  contest.record('first', Object.fromEntries(codes.map((code, place) => [code, 90 - place])))
  if (layers === 0) contest.publish('first')
  contest.must(organiser, 'advance', { stage: 'first' })
  return contest
}

const screen = { as: 'screen' } as const
const seat = (code: string) => ({ as: 'contestant', code }) as const

describe('while identities are sealed', () => {
  const contest = played(1)
  const on = contest.state.advanced['first']!.codes
  contest.drawAndPlan('final-r4')
  const out = Object.keys(contest.state.codes).find((code) => !on.includes(code))!

  test('the groups of the first stage are public by code: no name, no winner, no score, nobody who went on', () => {
    for (const viewer of [screen, seat(out)]) {
      const { matches } = contest.view(viewer as never)
      expect(matches.map(({ stage }) => stage)).toEqual(['first'])
      for (const group of matches[0]!.groups) expect(Object.keys(group).toSorted()).toEqual(['codes', 'number'])
      expect(JSON.stringify(matches)).not.toContain('选手')
    }
  })

  test('who meets whom later on is not public: a contestant gets the own match alone', () => {
    const { matches } = contest.view(seat(on[0]!) as never)
    expect(matches.map(({ stage, groups }) => [stage, groups.length])).toEqual([
      ['first', 2],
      ['final-r4', 1],
    ])
    expect(matches[1]!.groups[0]!.codes).toContain(on[0])
    expect(Object.keys(matches[1]!.groups[0]!).toSorted()).toEqual(['codes', 'number'])
  })

  test('the desk sees all matches and who went on, by code and without a name', () => {
    const { matches } = contest.official()
    expect(matches.map(({ groups }) => groups.length)).toEqual([2, 2])
    expect(matches[0]!.groups.flatMap((group) => group.on ?? []).toSorted()).toEqual(on.toSorted())
    expect(JSON.stringify(matches)).not.toContain('选手')
    expect(matches[0]!.groups[0]).not.toHaveProperty('scores')
  })
})

describe('in the open', () => {
  const contest = played(0)

  test('everybody sees names, scores once they are published, and who goes on', () => {
    const { matches } = contest.view(screen as never)
    const [group] = matches[0]!.groups
    expect(Object.keys(group!.names!)).toEqual(group!.codes)
    expect(Object.keys(group!.scores!).toSorted()).toEqual(group!.codes.toSorted())
    expect(group!.on).toHaveLength(2)
    expect(group).not.toHaveProperty('winner')
    expect(matches[0]).toMatchObject({ stage: 'first', of: 'first', round: null, by: 'groups', thirdPlace: false })
  })

  test('a knockout’s winner is told with the published result, not before', () => {
    const groups = contest.drawAndPlan('final-r4')
    contest.hold('final-r4')
    contest.must(server, 'closeMarking', { stage: 'final-r4' })
    contest.record('final-r4', Object.fromEntries(groups.flat().map((code, place) => [code, 50 + place])))
    const shown = () => contest.view(screen as never).matches[1]!.groups[0]!
    expect(shown()).not.toHaveProperty('winner')
    expect(shown()).not.toHaveProperty('scores')
    contest.publish('final-r4')
    expect(shown()).toMatchObject({ winner: groups[0]![1], scores: { [groups[0]![0]!]: '50.00' } })
    contest.must(organiser, 'advance', { stage: 'final-r4' })
    contest.drawAndPlan('final-r2')
    expect(contest.view(screen as never).matches[2]).toMatchObject({
      of: 'final',
      round: { number: 2, count: 2 },
      thirdPlace: true,
      seed: null,
    })
  })
})

test('the path asks for the matches before it asks for sessions', () => {
  const contest = drivenContest(twoStages(0), 8)
  const missing = () => contest.official().steps.find(({ id }) => id === 'sessions')!.missing
  expect(missing()).toMatchObject([{ code: 'drawMatches', act: 'drawMatches', text: { zh: '抽取「first」对阵' } }])
  contest.must(organiser, 'drawMatches', { stage: 'first' })
  expect(missing()).toMatchObject([{ act: 'planSessions' }])
  expect(contest.act(person('h', 'host'), 'voidMatches', { stage: 'first', reason: '重抽' })).toBe('notAllowed')
})
