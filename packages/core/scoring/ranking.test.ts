import { describe, expect, test } from 'vitest'
import type { TieBreak } from '../rulebook/schema.ts'
import { exact } from './decimal.ts'
import { rankEntrants, type Ranked, type SettledTie } from './ranking.ts'

const byTime: TieBreak = { by: 'timeUsed', clause: 'C18.rank.1' }
const shared: TieBreak = { by: 'shared', clause: 'C18.rank.2' }
const deliberation: TieBreak = { by: 'deliberation', clause: 'C05.rank.1' }

const noItems: Ranked['items'] = {}

/** name, total, seconds in items a and b, points in a */
type Row = [name: string, total: string, a?: number, b?: number, pointsInA?: string]

function rank(rows: readonly Row[], chain: readonly TieBreak[], settled: readonly SettledTie[] = []) {
  const { places, openTies } = rankEntrants(
    rows.map(([entrant, total, a = 0, b = 0, points]) => ({
      entrant,
      total: exact(total),
      secondsUsed: { a, b },
      items: points === undefined ? noItems : { a: exact(points) },
    })),
    chain,
    ['a', 'b'],
    settled,
  )
  return { ranks: places.map((place) => `${place.rank} ${place.entrant}`), openTies, places }
}

describe('ranking', () => {
  test('C18.rank order by total, from the top', () => {
    expect(
      rank(
        [
          ['A', '70.01'],
          ['B', '87.25'],
          ['C', '9.5'],
        ],
        [shared],
      ).ranks,
    ).toEqual(['1 B', '2 A', '3 C'])
  })

  test('C18.rank.1 equal totals: less time used, summed over the items', () => {
    const { ranks, places } = rank(
      [
        ['A', '80', 600, 600],
        ['B', '80', 500, 699],
        ['C', '90', 9000, 0],
      ],
      [byTime, shared],
    )
    expect(ranks).toEqual(['1 C', '2 B', '3 A'])
    expect(places[1]).toMatchObject({ decidedBy: 'timeUsed', clause: 'C18.rank.1' })
    expect(places[0]).not.toHaveProperty('decidedBy')
  })

  test('C18.rank.2 equal on both: the same rank, and the next is passed over: 1, 2, 2, 4', () => {
    const { ranks, openTies } = rank(
      [
        ['D', '10', 1],
        ['C', '80', 5],
        ['B', '80', 5],
        ['A', '90', 1],
      ],
      [byTime, shared],
    )
    expect(ranks).toEqual(['1 A', '2 B', '2 C', '4 D'])
    expect(openTies).toEqual([])
  })

  test('time may be counted over named items only', () => {
    expect(
      rank(
        [
          ['A', '80', 600, 1],
          ['B', '80', 500, 999],
        ],
        [{ by: 'timeUsed', items: ['b'] }, shared],
      ).ranks,
    ).toEqual(['1 A', '2 B'])
  })

  test('item by item; who did not sit it comes after who did', () => {
    const chain: TieBreak[] = [{ by: 'item', item: 'a' }, shared]
    expect(
      rank(
        [
          ['A', '80', 0, 0, '9'],
          ['B', '80', 0, 0, '10'],
          ['C', '80'],
          ['D', '80', 0, 0, '0'],
          ['E', '80', 0, 0, '10'],
        ],
        chain,
      ).ranks,
    ).toEqual(['1 B', '1 E', '3 A', '4 D', '5 C'])
  })

  test('C05.rank.1 a tie for the judges stays open, shares its rank, and later steps do not decide it', () => {
    const { ranks, openTies } = rank(
      [
        ['A', '80', 1],
        ['B', '80', 2],
        ['C', '70'],
      ],
      [deliberation, byTime, shared],
    )
    expect(ranks).toEqual(['1 A', '1 B', '3 C'])
    expect(openTies).toEqual([{ entrants: ['A', 'B'], rank: 1, why: 'deliberation', clause: 'C05.rank.1' }])
  })

  test('C05.rank.1 the judges settle it for exactly those who were equal; the latest order counts', () => {
    const rows: Row[] = [
      ['A', '80'],
      ['B', '80'],
      ['C', '80'],
      ['D', '70'],
    ]
    const order = (...names: string[]) => ({ order: names, reason: '现场表现' })
    const { ranks, openTies, places } = rank(rows, [deliberation], [order('A', 'B', 'C'), order('C', 'A', 'B')])
    expect([ranks, openTies]).toEqual([['1 C', '2 A', '3 B', '4 D'], []])
    expect(places[1]).toMatchObject({ decidedBy: 'deliberation', clause: 'C05.rank.1' })
    for (const stale of [order('A', 'B'), order('A', 'B', 'C', 'D'), order('A', 'B', 'X'), order('A', 'A', 'B')])
      expect(rank(rows, [deliberation], [stale]).openTies).toHaveLength(1)
  })

  test('a chain that ends without a word on equals leaves the tie undecided, and people can settle it', () => {
    const rows: Row[] = [
      ['A', '80', 5],
      ['B', '80', 5],
    ]
    expect(rank(rows, [byTime]).openTies).toEqual([{ entrants: ['A', 'B'], rank: 1, why: 'undecided' }])
    expect(rank(rows, [byTime], [{ order: ['B', 'A'], reason: '抽签' }])).toMatchObject({
      ranks: ['1 B', '2 A'],
      openTies: [],
    })
  })
})
