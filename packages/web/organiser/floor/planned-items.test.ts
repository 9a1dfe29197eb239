import { rulebook } from '@leitai/core/rulebook/schema.ts'
import { describe, expect, test } from 'vitest'
import { groupSizes, plannedItems } from './planned-items.ts'
import { timetable } from './timetable.ts'

const book = rulebook.parse({
  leitai: 1,
  id: 'C05',
  title: '比武',
  entrants: { kind: 'individual' },
  stages: [
    {
      id: 'first',
      title: '初赛',
      items: [
        { id: 'paper', type: 'exam', title: '笔试', points: 80, minutes: 60 },
        { id: 'greeting', type: 'roleplay', title: '问候', points: 20, minutes: 2, start: 'turn' },
      ],
      advancement: { by: 'top', count: 10 },
    },
    {
      id: 'final',
      title: '决赛',
      items: [{ id: 'etiquette', type: 'roleplay', title: '接待礼仪', points: 10, minutes: 6, start: 'turn' }],
    },
  ],
})
const all = new Set(['first/paper', 'first/greeting', 'final/etiquette'])
type Known = Parameters<typeof groupSizes>[0]
const nobody: Known = { order: null, codes: [], entrants: [], advanced: [], matches: [] }
const code = (name: string, group: number, attendance = 'present') =>
  ({ code: name, group, attendance }) as Known['codes'][number]
const entrants = (count: number) => Array.from({ length: count }, () => ({}) as Known['entrants'][number])

describe('groups', () => {
  test('drawn codes tell how many there are; before them the order, before that the list', () => {
    expect(groupSizes({ ...nobody, entrants: entrants(7) })).toEqual([7])
    const order = {
      seed: '',
      at: 0,
      groups: [
        { group: 1, entrantIds: ['a', 'b', 'c'] },
        { group: 2, entrantIds: ['d', 'e'] },
      ],
    }
    expect(groupSizes({ ...nobody, order })).toEqual([3, 2])
    expect(groupSizes({ ...nobody, order, codes: [code('A1', 1), code('A2', 1)] })).toEqual([2, 2])
  })
})

describe('items', () => {
  test('C05.first.advance in the final as many are called to the stage as can go on', () => {
    const [paper, greeting, etiquette] = plannedItems(book, { ...nobody, entrants: entrants(40) }, all)
    expect(paper).toMatchObject({ turns: null, groups: 1 })
    expect(greeting).toMatchObject({ turns: [40], groups: 1 })
    expect(etiquette).toMatchObject({ stage: 'final', turns: [10], groups: 1 })
  })

  test('once it is known who went on, their number counts', () => {
    const advanced = [{ stage: 'first', codes: ['A1', 'A2', 'A3'], at: 0, reason: null }]
    expect(plannedItems(book, { ...nobody, entrants: entrants(40), advanced }, all)[2]!.turns).toEqual([3])
  })

  test('what is not built is not planned', () => {
    expect(plannedItems(book, nobody, new Set(['first/paper'])).map(({ id }) => id)).toEqual(['paper'])
  })
})

describe('C01.final.matches sessions of matches', () => {
  const knockout = rulebook.parse({
    ...book,
    stages: [
      {
        id: 'duel',
        title: '对决',
        items: [{ id: 'quiz', type: 'quiz', title: '抢答', points: 100, minutes: 20, start: 'match' }],
        matches: { by: 'knockout', size: 8, seeding: 'draw' },
      },
    ],
  })
  const own = new Set(['duel/quiz'])
  const drawn = (...groups: string[][]) => [
    { stage: 'duel', groups: groups.map((codes, index) => ({ number: index + 1, codes })) } as Known['matches'][number],
  ]

  test('nothing before the draw, then one a match and item; matches that are passed have none', () => {
    expect(plannedItems(knockout, nobody, own)).toEqual([])
    const codes = [code('A1', 1), code('A2', 1), code('A3', 1), code('A4', 1, 'absent'), code('A5', 1)]
    const items = plannedItems(knockout, { ...nobody, codes, matches: drawn(['A1'], ['A2', 'A5'], ['A3', 'A4']) }, own)
    expect(items).toMatchObject([{ groups: 3, passed: [1, 3] }])
    expect(timetable(items, { startsAt: 0, gapMinutes: 5, order: 'byItem' }, []).map(({ id }) => id)).toEqual([
      'duel-quiz-2',
    ])
    expect(plannedItems(knockout, { ...nobody, matches: drawn(['A1'], ['A2']) }, own)).toEqual([])
  })
})
