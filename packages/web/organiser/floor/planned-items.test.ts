import { rulebook } from '@leitai/core/rulebook/schema.ts'
import { describe, expect, test } from 'vitest'
import { groupSizes, plannedItems } from './planned-items.ts'

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
const nobody: Known = { order: null, codes: [], entrants: [], advanced: [] }
const code = (name: string, group: number) => ({ code: name, group }) as Known['codes'][number]
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
