import { describe, expect, test } from 'vitest'
import { rulebookOf } from '../scoring/testing/stages.ts'
import { rulebookDifferences } from './difference.ts'

interface Given {
  id: string
  type: string
  title: string
  points: number
  minutes: number
  clause?: string
  options?: Record<string, unknown>
}

const items: Given[] = [
  { id: 'theory', type: 'exam', title: '理论', points: 40, minutes: 60, clause: 'T1.theory' },
  {
    id: 'typing',
    type: 'typing',
    title: '打字',
    points: 20,
    minutes: 5,
    clause: 'T1.typing',
    options: {
      scale: [
        [10, 0],
        [80, 10],
      ],
    },
  },
  { id: 'show', type: 'roleplay', title: '展示', points: 40, minutes: 5 },
]
const book = (changed: Given[], more: Parameters<typeof rulebookOf>[0] = {}) =>
  rulebookOf({ stages: [{ id: 'final', title: '决赛', items: changed, clause: 'T1.final' }], ...more })
const [theory, typing, show] = items as [Given, Given, Given]

describe('differences between the shipped rulebook and a contest’s own', () => {
  test('a copy has none', () => {
    expect(rulebookDifferences(book(items), book(structuredClone(items)))).toEqual([])
  })

  test('a changed number is named with its clause, before and after', () => {
    expect(rulebookDifferences(book(items), book([{ ...theory, minutes: 45 }, typing, show]))).toEqual([
      { path: 'stages.final.items.theory.minutes', clause: 'T1.theory', before: '60', after: '45' },
    ])
  })

  test('a dropped item is one line, and does not shift the others', () => {
    expect(rulebookDifferences(book(items), book([theory, show]))).toEqual([
      { path: 'stages.final.items.typing', clause: 'T1.typing', before: '打字（typing，20 分）', after: null },
    ])
  })

  test('an added item, a new order and a changed title read as they are', () => {
    const extra = { id: 'quiz', type: 'quiz', title: '抢答', points: 10, minutes: 5 }
    expect(rulebookDifferences(book(items), book([show, { ...theory, title: '理论考试' }, typing, extra]))).toEqual([
      { path: 'stages.final.items.theory.title', clause: 'T1.theory', before: '理论', after: '理论考试' },
      { path: 'stages.final.items.quiz', clause: 'T1.final', before: null, after: '抢答（quiz，10 分）' },
      {
        path: 'stages.final.items',
        clause: 'T1.final',
        before: 'theory → typing → show',
        after: 'show → theory → typing',
      },
    ])
  })

  test('what was not said before and is said now, and lists without ids', () => {
    const differences = rulebookDifferences(
      book(items),
      book(
        [
          theory,
          {
            ...typing,
            options: {
              scale: [
                [10, 0],
                [90, 10],
              ],
            },
          },
          show,
        ],
        { sealing: { layers: 2, clause: 'T1.sealing' }, appeals: { withinMinutes: 60, clause: 'T1.appeals' } },
      ),
    )
    expect(differences).toEqual([
      { path: 'sealing.layers', clause: 'T1.sealing', before: '0', after: '2' },
      { path: 'sealing.clause', clause: 'T1.sealing', before: null, after: 'T1.sealing' },
      {
        path: 'stages.final.items.typing.options.scale',
        clause: 'T1.typing',
        before: '10；0；80；10',
        after: '10；0；90；10',
      },
      { path: 'appeals', clause: 'T1.appeals', before: null, after: 'withinMinutes: 60，after: item' },
    ])
  })
})
