/** Rounds made into stages: what is copied, what is renamed, and who goes on from each. */
import { describe, expect, test } from 'vitest'
import { rulebookOf } from '../scoring/testing/stages.ts'
import { parseRulebook } from './parse.ts'
import { rulebook as schema, type Rulebook } from './schema.ts'
import { isLastRound, roundsBefore, withRounds, writtenItem } from './rounds.ts'

const items = (prefix = '') => [
  { id: `${prefix}quiz`, type: 'quiz', title: '抢答', points: 100, minutes: 20, start: 'match' as const },
  { id: `${prefix}talk`, type: 'roleplay', title: '投诉', points: 100, minutes: 20, start: 'turn' as const },
]

const written: Rulebook = rulebookOf({
  stages: [
    { id: 'first', title: '初赛', items: items('first'), advancement: { by: 'top', count: 24 } },
    {
      id: 'second',
      title: { zh: '复赛', en: 'Second' },
      clause: 'T1.second',
      items: items('second'),
      matches: { by: 'groups', size: { min: 3, max: 5 }, seeding: 'rank' },
      rounds: [
        {
          id: 'one',
          title: { zh: '第一轮', en: 'Round one' },
          clause: 'T1.second.one',
          advancement: { by: 'perGroup', count: 2, best: 2 },
        },
        { id: 'two', title: { zh: '第二轮', en: 'Round two' } },
      ],
      advancement: { by: 'perGroup', count: 2, best: 2 },
    },
    {
      id: 'final',
      title: { zh: '决赛', en: 'Final' },
      items: items(),
      matches: { by: 'knockout', size: 8, clause: 'T1.final.matches' },
      ranking: {
        tieBreaks: [
          { by: 'suddenDeath', item: 'quiz' },
          { by: 'item', item: 'talk' },
          { by: 'timeUsed', items: ['talk'] },
          { by: 'deliberation' },
        ],
      },
    },
  ],
  training: [{ id: 'course', title: '培训', before: 'second' }],
  awards: [
    { id: 'champion', title: '冠军', by: 'rank', from: 1, to: 1 },
    { id: 'speaker', title: '最佳表达', by: 'item', item: 'talk' },
  ],
})
const made = withRounds(written)

describe('C01.second C01.final a round is a stage', () => {
  test('two rounds of groups and three of a knockout, in their order', () => {
    expect(made.stages.map(({ id }) => id)).toEqual([
      'first',
      'second-one',
      'second-two',
      'final-r8',
      'final-r4',
      'final-r2',
    ])
    expect(made.stages.map(({ title }) => title.zh)).toEqual([
      '初赛',
      '复赛 · 第一轮',
      '复赛 · 第二轮',
      '决赛 · 八强赛',
      '决赛 · 半决赛',
      '决赛 · 冠亚军赛与季军赛',
    ])
    expect(made.stages.map(({ round }) => round)).toEqual([
      undefined,
      { of: 'second', number: 1, count: 2 },
      { of: 'second', number: 2, count: 2 },
      { of: 'final', number: 1, count: 3 },
      { of: 'final', number: 2, count: 3 },
      { of: 'final', number: 3, count: 3 },
    ])
  })

  test('who goes on: the rounds’ own rule, the last one the stage’s; winners, and the losers of the semi-finals', () => {
    expect(made.stages.map(({ advancement }) => advancement)).toMatchObject([
      { by: 'top', count: 24 },
      { by: 'perGroup', count: 2, best: 2 },
      { by: 'perGroup', count: 2, best: 2 },
      { by: 'winners', losersToo: false, clause: 'T1.final.matches' },
      { by: 'winners', losersToo: true },
      undefined,
    ] as never)
    expect(made.stages.at(-1)).not.toHaveProperty('advancement')
    const alone = withRounds({
      ...written,
      stages: written.stages.map((stage) =>
        stage.matches?.by === 'knockout' ? { ...stage, matches: { ...stage.matches, thirdPlace: false } } : stage,
      ),
    })
    expect(alone.stages[4]).toMatchObject({ advancement: { by: 'winners', losersToo: false } })
    expect(alone.stages[5]!.title.zh).toBe('决赛 · 冠亚军赛')
  })

  test('items are named apart over the rulebook; tie-breaks, awards and training follow', () => {
    const ids = made.stages.flatMap((stage) => stage.items.map((item) => item.id))
    expect(new Set(ids).size).toBe(ids.length)
    expect(ids.slice(-2)).toEqual(['quiz-r2', 'talk-r2'])
    expect(made.stages[3]!.ranking.tieBreaks).toMatchObject([
      { item: 'quiz-r8' },
      { item: 'talk-r8' },
      { items: ['talk-r8'] },
      { by: 'deliberation' },
    ])
    expect(made.awards[1]).toMatchObject({ item: 'talk-r2' })
    expect(made.training).toMatchObject([{ before: 'second-one' }])
    expect(writtenItem(made.stages[3]!, 'talk-r8')).toBe('talk')
    expect(writtenItem(made.stages[0]!, 'firsttalk')).toBe('firsttalk')
  })

  test('clauses stay; a round’s own takes the stage’s place', () => {
    expect(made.stages[1]!.clause).toBe('T1.second.one')
    expect(made.stages[2]!.clause).toBe('T1.second')
  })

  test('the rounds before one, and which is the last', () => {
    expect(roundsBefore(made, made.stages[5]!).map(({ id }) => id)).toEqual(['final-r8', 'final-r4'])
    expect(roundsBefore(made, made.stages[3]!)).toEqual([])
    expect(made.stages.map(isLastRound)).toEqual([true, false, true, false, false, true])
  })
})

test('made twice is made once, and a rulebook without rounds stays the very same', () => {
  expect(withRounds(made)).toBe(made)
  const plain = rulebookOf({})
  expect(withRounds(plain)).toBe(plain)
})

test('what is made is a rulebook by the schema', () => {
  expect(schema.parse(structuredClone(made))).toEqual(made)
})

describe('groups, rounds and knockout that contradict themselves are named', () => {
  const text = `leitai: 1
id: T1
title: 测试赛
entrants: { kind: team }
stages:
  - id: first
    title: 初赛
    items: [{ id: paper, type: exam, title: 理论, points: 100, minutes: 60 }]
    advancement: { by: top, count: 24 }
  - id: second
    title: 复赛
    items: [{ id: ask, type: quiz, title: 抢答, points: 100, minutes: 60, start: match }]
    matches: { by: groups, size: { min: 3, max: 5 }, seeding: rank }
    rounds:
      - { id: one, title: 第一轮, advancement: { by: perGroup, count: 2, best: 2 } }
      - { id: two, title: 第二轮 }
    advancement: { by: top, count: 8 }
  - id: final
    title: 决赛
    items: [{ id: quiz, type: quiz, title: 抢答, points: 100, minutes: 60, start: match }]
    matches: { by: knockout, size: 8, seeding: rank }
    ranking: { tieBreaks: [{ by: suddenDeath, item: quiz }, { by: deliberation }] }
`
  const problems = (from: string, to: string) => {
    const changed = text.replace(from, to)
    expect(changed).not.toBe(text)
    return (parseRulebook(changed).problems ?? []).map(({ path, message }) => `${path} | ${message.en}`)
  }

  test('as it is, it is in order', () => {
    expect(parseRulebook(text).problems).toBeUndefined()
  })

  test.each([
    ['min: 3, max: 5', 'min: 6, max: 5', 'stages[1].matches.size | The smallest group 6 is above the largest 5'],
    [
      '    matches: { by: groups, size: { min: 3, max: 5 }, seeding: rank }\n',
      '',
      'stages[1].rounds | A stage with rounds needs matches: { by: groups, … }',
    ],
    [
      'by: groups, size: { min: 3, max: 5 }',
      'by: knockout, size: 32',
      'stages[1].rounds | The rounds of a knockout follow from its size; leave rounds out',
    ],
    [
      ', advancement: { by: perGroup, count: 2, best: 2 } }',
      ' }',
      'stages[1].rounds[0] | "advancement" is missing: this is not the last round, so who goes on must be said',
    ],
    [
      'title: 第二轮',
      'title: 第二轮, advancement: { by: top, count: 8 }',
      'stages[1].rounds[1].advancement | Who goes on from the last round is said by the stage’s own advancement',
    ],
    ['id: two', 'id: one', 'stages[1].rounds[1].id | "one" occurs twice'],
    [
      'by: perGroup, count: 2, best: 2',
      'by: winners',
      'stages[1].rounds[0].advancement | "winners" is for a knockout only; with groups use perGroup',
    ],
    ['size: 8', 'size: 4', 'stages[2].matches.size | 8 go on from “复赛”, the knockout holds 4'],
    [
      'size: 8',
      'size: 16',
      'stages[2].matches.size | Only 8 go on from “复赛”: nobody would meet in the first round of 16',
    ],
    [
      '{ by: deliberation }',
      '{ by: shared }',
      'stages[2].ranking.tieBreaks[1] | A knockout needs a winner; "shared" cannot be the end',
    ],
    [
      '    matches: { by: knockout, size: 8, seeding: rank }\n',
      '    round: { of: final, number: 1, count: 3 }\n',
      'stages[2].round | "round" is filled in by the program; write rounds or matches',
    ],
    [
      'minutes: 60, start: match }]\n    matches: { by: knockout',
      'minutes: 60 }]\n    matches: { by: knockout',
      'stages[2].ranking.tieBreaks[0].item | A sudden death is held in an item that starts as a match; "quiz" does not',
    ],
    ['max: 5', 'max: 12', 'stages[1].items[0].start | At most 10 meet in a match, but a group may hold 12'],
    [
      'advancement: { by: top, count: 8 }\n  - id: final\n    title: 决赛',
      'advancement: { by: top, count: 12 }\n  - id: final\n    title: 决赛',
      'stages[2].matches.size | 12 go on from “复赛”, the knockout holds 8',
    ],
    [
      'minutes: 60 }]\n    advancement',
      'minutes: 60, start: match }]\n    matches: { by: groups, size: { min: 3, max: 5 }, seeding: rank }\n    advancement',
      'stages[0].matches.seeding | There is no rank before the first stage; seeding must be "draw"',
    ],
  ])('%j → %j', (from, to, expected) => {
    expect(problems(from, to)).toContain(expected)
  })

  test('more teams than meet in one match must be parted', () => {
    expect(
      problems(
        '    matches: { by: groups, size: { min: 3, max: 5 }, seeding: rank }\n    rounds:\n      - { id: one, title: 第一轮, advancement: { by: perGroup, count: 2, best: 2 } }\n      - { id: two, title: 第二轮 }\n',
        '',
      ),
    ).toEqual([
      'stages[1].items[0].start | At most 10 teams meet in a match; 24 go on from “初赛”, so matches are needed',
    ])
  })
})
