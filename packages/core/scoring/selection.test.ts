/** Advancement, review samples and draws: who is taken out of the standings or out of the hat. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { advance } from './advancement.ts'
import { drawOrder, drawSeats } from './draw.ts'
import { mustRecheckAll, reviewSample } from './review-sample.ts'

const placed = (...ranks: number[]) => ranks.map((rank, index) => ({ entrant: `E${index + 1}`, rank }))

describe('advancement', () => {
  test('C01.repechage.top the first n go on', () => {
    expect(advance({ by: 'top', count: 2 }, placed(1, 2, 3))).toEqual({
      entrants: ['E1', 'E2'],
      undecided: [],
      byDecision: false,
    })
    expect(advance({ by: 'top', count: 8 }, placed(1, 2, 3)).entrants).toHaveLength(3)
  })

  test('C08.first.advancement the top 20 %, rounded half up', () => {
    expect(advance({ by: 'percent', percent: '20' }, placed(1, 2, 3, 4, 5, 6, 7, 8)).entrants).toEqual(['E1', 'E2']) // 1.6
    expect(advance({ by: 'percent', percent: '20' }, placed(1, 2, 3, 4, 5, 6, 7)).entrants).toEqual(['E1']) // 1.4
  })

  test('equals at the border wait for a decision; equals above it do not', () => {
    expect(advance({ by: 'top', count: 3 }, placed(1, 2, 3, 3, 3))).toEqual({
      entrants: ['E1', 'E2'],
      undecided: [{ entrants: ['E3', 'E4', 'E5'], seats: 1 }],
      byDecision: false,
    })
    expect(advance({ by: 'top', count: 3 }, placed(1, 2, 2, 4)).undecided).toEqual([])
  })

  test('C01.final best of each group, winner of each pair', () => {
    const pairs = [
      ['E1', 'E4'],
      ['E2', 'E3'],
    ]
    expect(advance({ by: 'winners' }, placed(1, 2, 3, 4), pairs).entrants).toEqual(['E1', 'E2'])
    expect(advance({ by: 'winners' }, placed(1, 2, 2, 4), pairs)).toMatchObject({
      entrants: ['E1'],
      undecided: [{ entrants: ['E2', 'E3'], seats: 1 }],
    })
    expect(
      advance({ by: 'perGroup', count: 2 }, placed(1, 2, 3, 4, 5), [
        ['E5', 'E4', 'E1'],
        ['E2', 'E3'],
      ]).entrants,
    ).toEqual(['E1', 'E4', 'E2', 'E3'])
  })

  test('C01.final.matches the losers of the semi-finals follow the winners; one who was not there does not', () => {
    const pairs = [
      ['E1', 'E4'],
      ['E2', 'E3'],
      ['E5', 'gone'],
    ]
    expect(advance({ by: 'winners', losersToo: true }, placed(1, 2, 3, 4, 5), pairs).entrants).toEqual([
      'E1',
      'E2',
      'E5',
      'E4',
      'E3',
    ])
    // of an undecided match neither is winner nor loser yet
    expect(advance({ by: 'winners', losersToo: true }, placed(1, 2, 2, 4), pairs.slice(0, 2))).toEqual({
      entrants: ['E1', 'E4'],
      undecided: [{ entrants: ['E2', 'E3'], seats: 1 }],
      byDecision: false,
    })
  })

  describe('C01.second.advance the first of each group, then the best of all the others', () => {
    const groups = [
      ['E1', 'E2', 'E3', 'E4'],
      ['E5', 'E6', 'E7', 'E8'],
    ]
    test.each([
      ['the best others, from whatever group', [1, 2, 3, 4, 5, 6, 7, 8], 2, ['E1', 'E2', 'E5', 'E6', 'E3', 'E4'], []],
      ['as many as there are', [1, 2, 3, 4, 5, 6, 7, 8], 9, ['E1', 'E2', 'E5', 'E6', 'E3', 'E4', 'E7', 'E8'], []],
      // E2 and E3 share a group's second place, and both go on: one as second, one as the best of the others
      [
        'equals at a group’s border who are in either way',
        [1, 2, 2, 4, 5, 6, 7, 8],
        1,
        ['E1', 'E5', 'E6', 'E2', 'E3'],
        [],
      ],
      [
        'equals at a group’s border of whom one is out',
        [2, 3, 3, 8, 1, 5, 3, 7],
        0,
        ['E1', 'E5', 'E7'],
        [{ entrants: ['E2', 'E3'], seats: 1 }],
      ],
      [
        'equals among the others',
        [1, 2, 5, 5, 3, 4, 5, 8],
        2,
        ['E1', 'E2', 'E5', 'E6'],
        [{ entrants: ['E3', 'E4', 'E7'], seats: 2 }],
      ],
      [
        'equals at a group’s border and among the others, for one seat more',
        [1, 4, 4, 8, 2, 3, 4, 7],
        1,
        ['E1', 'E5', 'E6'],
        [{ entrants: ['E2', 'E3', 'E7'], seats: 2 }],
      ],
    ])('%s', (_, ranks, best, entrants, undecided) => {
      const places = placed(...(ranks as number[])).toSorted((a, b) => a.rank - b.rank)
      expect(advance({ by: 'perGroup', count: 2, best: best as number }, places, groups)).toEqual({
        entrants,
        undecided,
        byDecision: false,
      })
    })
  })

  test('by decision nobody goes on by itself', () => {
    expect(advance({ by: 'decision' }, placed(1, 2))).toEqual({ entrants: [], undecided: [], byDecision: true })
  })
})

describe('review', () => {
  const c18 = { topPercent: '30', restPercent: '15', recheckAllOverPercent: '5' }

  test('C18.review all of the top 30 % and at least 15 % of the rest, rounded up', () => {
    const ranked = placed(...Array.from({ length: 37 }, (_, index) => index + 1))
    const sample = reviewSample(c18, ranked, 'seed')
    expect(sample.top).toEqual(ranked.slice(0, 12).map((place) => place.entrant)) // 11.1
    expect(sample.drawn).toHaveLength(4) // 3.75 of 25
    expect(new Set([...sample.top, ...sample.drawn]).size).toBe(16)
    expect(reviewSample(c18, ranked, 'seed')).toEqual(sample)
    expect(reviewSample(c18, ranked, 'another')).not.toEqual(sample)
  })

  test('C18.review equals at the border of the top are all in; a band by count works alike', () => {
    expect(
      reviewSample({ restPercent: '0', recheckAllOverPercent: '5', topCount: 2 }, placed(1, 2, 2, 4), 's'),
    ).toEqual({ top: ['E1', 'E2', 'E3'], drawn: [] })
    expect(reviewSample(c18, [], 's')).toEqual({ top: [], drawn: [] })
  })

  test('C18.review more than 5 % wrong: everything again', () => {
    expect([mustRecheckAll(c18, 20, 1), mustRecheckAll(c18, 19, 1), mustRecheckAll(c18, 0, 0)]).toEqual([
      false,
      true,
      false,
    ])
  })
})

describe('draws', () => {
  const names = (count: number) => Array.from({ length: count }, (_, index) => `E${index + 1}`)

  test('C18.draw groups hold everybody once, none too large, none more than one larger than another', () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.integer({ min: 0, max: 60 }),
        fc.integer({ min: 1, max: 20 }),
        (seed, count, size) => {
          const groups = drawOrder(seed, names(count), size)
          expect(groups.flatMap((group) => group.entrants).toSorted()).toEqual(names(count).toSorted())
          const sizes = groups.map((group) => group.entrants.length)
          expect(groups).toHaveLength(Math.ceil(count / size))
          if (count > 0) expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1)
          expect(Math.max(0, ...sizes)).toBeLessThanOrEqual(size)
          expect(groups.map((group) => group.group)).toEqual(groups.map((_, index) => index + 1))
        },
      ),
    )
  })

  test('C18.draw the outcome follows from the seed alone, not from the list’s order', () => {
    expect(drawOrder('s', names(9).toReversed(), 4)).toEqual(drawOrder('s', names(9), 4))
    expect(drawSeats('s', names(9).toReversed(), names(12).toReversed())).toEqual(drawSeats('s', names(9), names(12)))
    expect(drawOrder('t', names(9), 4)).not.toEqual(drawOrder('s', names(9), 4))
  })

  test('C18.draw everybody gets a seat of their own; too few seats are refused', () => {
    const seats = drawSeats('s', names(5), ['1', '2', '3', '4', '5', '6'])
    expect(seats?.map((one) => one.entrant)).toEqual(names(5))
    expect(new Set(seats?.map((one) => one.seat)).size).toBe(5)
    expect(drawSeats('s', names(3), ['1', '2', '2'])).toBeNull()
  })
})
