import { expect, test } from 'vitest'
import { bracketOf } from './bracket.ts'
import type { MatchesView, MatchView } from './view.ts'

const view = (number: number, groups: Omit<MatchView, 'number'>[], more: Partial<MatchesView> = {}): MatchesView => ({
  stage: `final-${number}`,
  of: 'final',
  round: { number, count: 2 },
  by: 'knockout',
  thirdPlace: false,
  title: { zh: '决赛', en: 'Final' },
  seed: null,
  at: 0,
  groups: groups.map((group, index) => ({ number: index + 1, ...group })),
  ...more,
})

const semis = view(1, [
  { codes: ['A', 'D'], names: { A: '甲队', D: '丁队' }, winner: 'D', scores: { A: '70.00', D: '71.00' } },
  { codes: ['B'], names: { B: '乙队' }, winner: 'B' },
])

test('rounds that are not drawn yet are empty places; who has no opponent passes', () => {
  const data = bracketOf([semis], 'final')!
  expect(data.rounds.map(({ title, matches }) => [title.zh, matches.length])).toEqual([
    ['半决赛', 2],
    ['冠亚军赛', 1],
  ])
  expect(data.rounds[0]!.matches[0]!.places).toMatchObject([
    { name: '甲队', score: '70.00', outcome: 'lost' },
    { name: '丁队', score: '71.00', outcome: 'won' },
  ])
  expect(data.rounds[0]!.matches[1]).toMatchObject({ drawn: true, places: [{ outcome: 'won' }, { code: null }] })
  expect(data.rounds[1]!.matches[0]).toMatchObject({ drawn: false, places: [{ code: null }, { code: null }] })
  expect(data.thirdPlace).toBeNull()
})

test('the match for third place stands apart from the final; sealed names are codes', () => {
  const data = bracketOf([semis, view(2, [{ codes: ['D', 'B'] }, { codes: ['A'] }], { thirdPlace: true })], 'final')!
  expect(data.rounds[1]!.matches).toHaveLength(1)
  expect(data.rounds[1]!.matches[0]!.places.map(({ name }) => name)).toEqual(['D', 'B'])
  expect(data.thirdPlace!.places[0]).toMatchObject({ code: 'A', outcome: 'open' })
})

test('a contestant who sees the own match alone gets a bracket with the others empty; groups are no bracket', () => {
  const own = view(1, [])
  const seen = bracketOf([{ ...own, groups: [{ number: 2, codes: ['B'] }] }], 'final')!
  expect(seen.rounds[0]!.matches.map(({ drawn }) => drawn)).toEqual([false, true])
  expect(bracketOf([view(1, [], { by: 'groups' })], 'final')).toBeNull()
})
