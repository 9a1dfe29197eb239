import { describe, expect, test } from 'vitest'
import { rulebook } from '@leitai/core/rulebook/schema.ts'
import { differenceAt, idPath } from './difference-paths.ts'

const plan = rulebook.parse({
  leitai: 1,
  id: 'X1',
  title: '试',
  entrants: { kind: 'individual' },
  stages: [
    {
      id: 'main',
      title: '决赛',
      items: [
        { id: 'paper', type: 'exam', title: '笔试', points: 50, minutes: 60 },
        { id: 'typing', type: 'typing', title: '录入', points: 50, minutes: 5 },
      ],
      ranking: { tieBreaks: [{ by: 'timeUsed' }, { by: 'shared' }] },
    },
  ],
})
const path = ['stages', 0, 'items', 1, 'points'] as const

test('entries of a list are named by their ids, others by their place', () => {
  expect(idPath(plan, path)).toBe('stages.main.items.typing.points')
  expect(idPath(plan, ['stages', 0, 'ranking', 'tieBreaks', 1, 'by'])).toBe('stages.main.ranking.tieBreaks.1.by')
})

describe('the difference that belongs to a value', () => {
  const difference = (at: string) => ({ path: at, clause: null, before: '20', after: '50' })
  test('at the value itself', () => {
    expect(differenceAt([difference('stages.main.items.typing.points')], plan, path)?.before).toBe('20')
  })
  test('at the element that holds it', () => {
    expect(differenceAt([difference('stages.main.items.typing')], plan, path)).toBeDefined()
  })
  test('not at a neighbour whose name begins alike', () => {
    expect(differenceAt([difference('stages.main.items.typing.point')], plan, path)).toBeUndefined()
    expect(differenceAt([difference('stages.main.items.paper.points')], plan, path)).toBeUndefined()
  })
})
