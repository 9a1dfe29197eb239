import { describe, expect, test } from 'vitest'
import type { Award } from '../rulebook/schema.ts'
import { giveAwards } from './awards.ts'
import { exact } from './decimal.ts'
import type { OpenTie } from './ranking.ts'
import { rulebookOf } from './testing/stages.ts'

type Given = Parameters<typeof rulebookOf>[0]['awards']

function awardsOf(given: NonNullable<Given>): Award[] {
  return rulebookOf({ awards: given }).awards
}

const tenTwentyThirty = (ties: 'allIn' | 'none' = 'allIn') =>
  awardsOf([
    { by: 'percent', id: 'first', title: '一等奖', percent: 10, ties, coachToo: true },
    { by: 'percent', id: 'second', title: '二等奖', percent: 20, ties },
    { by: 'percent', id: 'third', title: '三等奖', percent: 30, ties },
  ])

/** Ranks in order, e.g. [1, 2, 2, 4]; the entrant at place n (from 1) is called En. */
function give(awards: Award[], ranks: readonly number[], openRanks: readonly number[] = [], decided = {}) {
  const places = ranks.map((rank, index) => ({ entrant: `E${index + 1}`, rank }))
  const openTies = openRanks.map((rank): OpenTie => ({
    rank,
    why: 'deliberation',
    entrants: places.filter((place) => place.rank === rank).map((place) => place.entrant),
  }))
  return giveAwards({ awards, places, openTies, items: {}, decided })
}

const counting = (count: number) => Array.from({ length: count }, (_, index) => index + 1)

describe('awards by percent', () => {
  test.each([
    [37, [4, 7, 11]],
    [30, [3, 6, 9]],
    [25, [3, 5, 8]], // 2.5 → 3, 7.5 → 8
    [14, [1, 3, 4]],
    [5, [1, 1, 2]], // 0.5 → 1, 1.5 → 2
    [4, [0, 1, 1]],
    [1, [0, 0, 0]],
    [0, [0, 0, 0]],
  ])('C18.awards 10, 20, 30 %% of %i, each rounded half up, are %j', (count, due) => {
    const given = give(tenTwentyThirty(), counting(count))
    expect(given.map((award) => award.due)).toEqual(due)
    expect(given.map((award) => award.entrants.length)).toEqual(due)
  })

  test('C18.awards each begins where the one before it ended', () => {
    expect(give(tenTwentyThirty(), counting(10)).map((award) => award.entrants)).toEqual([
      ['E1'],
      ['E2', 'E3'],
      ['E4', 'E5', 'E6'],
    ])
  })

  test('C18.awards.1 a tie across the border: all in', () => {
    expect(give(tenTwentyThirty(), [1, 1, 3, 4, 4, 6, 7, 8, 9, 10]).map((award) => award.entrants)).toEqual([
      ['E1', 'E2'],
      ['E3', 'E4', 'E5'],
      ['E6', 'E7', 'E8'],
    ])
  })

  test('a tie across the border: none, where the rulebook says so', () => {
    expect(give(tenTwentyThirty('none'), [1, 1, 3, 4, 5, 6, 7, 8, 9, 10]).map((award) => award.entrants)).toEqual([
      [],
      ['E1', 'E2'],
      ['E3', 'E4', 'E5'],
    ])
  })

  test('C18.awards.1 coaches get the same certificate where the rulebook says so', () => {
    expect(give(tenTwentyThirty(), counting(10)).map((award) => award.coachToo)).toEqual([true, false, false])
  })

  test('an open tie across a border is decided for nobody; within a band it is decided for all', () => {
    const given = give(tenTwentyThirty(), [1, 1, 3, 4, 4, 6, 7, 8, 9, 10], [1, 4])
    expect(given.map(({ entrants, undecided, waits }) => ({ entrants, undecided, waits }))).toEqual([
      { entrants: [], undecided: ['E1', 'E2'], waits: 'tie' },
      { entrants: ['E3'], undecided: ['E1', 'E2'], waits: 'tie' },
      { entrants: ['E4', 'E5', 'E6'], undecided: [], waits: null },
    ])
  })
})

describe('other awards', () => {
  test('by count, then the next award goes on from there', () => {
    const awards = awardsOf([
      { by: 'count', id: 'first', title: '一', count: 1 },
      { by: 'count', id: 'second', title: '二', count: 2, ties: 'none' },
      { by: 'count', id: 'third', title: '三', count: 3 },
    ])
    expect(give(awards, [1, 2, 3, 3, 5, 6, 6]).map((award) => award.entrants)).toEqual([
      ['E1'],
      ['E2'],
      ['E3', 'E4', 'E5'],
    ])
    expect(give(awards, counting(2)).map((award) => award.entrants)).toEqual([['E1'], ['E2'], []])
  })

  test('by rank: everybody who has it; an open tie that may leave it waits', () => {
    const awards = awardsOf([
      { by: 'rank', id: 'champion', title: '冠军', from: 1, to: 1 },
      { by: 'rank', id: 'podium', title: '前三', from: 1, to: 3 },
    ])
    expect(give(awards, [1, 1, 3, 3, 5]).map((award) => award.entrants)).toEqual([
      ['E1', 'E2'],
      ['E1', 'E2', 'E3', 'E4'],
    ])
    const open = give(awards, [1, 1, 3, 3, 5], [1, 3])
    expect(open.map((award) => [award.entrants, award.undecided])).toEqual([
      [[], ['E1', 'E2']],
      [
        ['E1', 'E2'],
        ['E3', 'E4'],
      ],
    ])
  })

  test('best in one item, equals too', () => {
    const awards = awardsOf([{ by: 'item', id: 'typist', title: '打字之星', item: 'theory', count: 2 }])
    const places = ['A', 'B', 'C', 'D'].map((entrant, index) => ({ entrant, rank: index + 1 }))
    const items = { A: { theory: exact('9.5') }, B: {}, C: { theory: exact('10') }, D: { theory: exact('9.50') } }
    expect(giveAwards({ awards, places, openTies: [], items })[0]?.entrants).toEqual(['C', 'A', 'D'])
  })

  test('by decision: nobody until it is recorded', () => {
    const awards = awardsOf([{ by: 'decision', id: 'style', title: '风采奖' }])
    expect(give(awards, counting(2))[0]).toMatchObject({ entrants: [], undecided: ['E1', 'E2'], waits: 'decision' })
    expect(give(awards, counting(2), [], { style: ['E2'] })[0]).toMatchObject({
      entrants: ['E2'],
      undecided: [],
      waits: null,
    })
  })
})
