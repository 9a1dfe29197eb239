import { describe, expect, test } from 'vitest'
import { isWatched, resumeAt, watchedPercent, watchedSeconds, watchedTogether, type Range } from './progress.ts'

describe('C01.training what was watched of a recording', () => {
  test.each<[string, Range[], Range[], Range[]]>([
    ['nothing', [], [], []],
    ['a part', [], [[0, 10]], [[0, 10]]],
    ['the same part twice counts once', [[0, 10]], [[0, 10]], [[0, 10]]],
    ['parts that overlap are one', [[0, 10]], [[5, 20]], [[0, 20]]],
    ['parts that nearly meet are one', [[0, 10]], [[10.4, 20]], [[0, 20]]],
    [
      'what was jumped over stays out',
      [[0, 10]],
      [[30, 40]],
      [
        [0, 10],
        [30, 40],
      ],
    ],
    [
      'the gap is filled later',
      [
        [0, 10],
        [30, 40],
      ],
      [[9, 31]],
      [[0, 40]],
    ],
    [
      'outside of the recording is nothing',
      [],
      [
        [-5, 3],
        [90, 130],
        [200, 300],
      ],
      [
        [0, 3],
        [90, 100],
      ],
    ],
    ['backwards is nothing', [], [[20, 10]], []],
  ])('%s', (_, before, more, together) => {
    expect(watchedTogether(before, more, 100)).toEqual(together)
  })

  test('in whatever order parts come, they come to the same, and never to more than there is', () => {
    let seed = 7
    const chance = () => (seed = (seed * 16807) % 2147483647) / 2147483647
    for (let round = 0; round < 200; round += 1) {
      const parts = Array.from({ length: 12 }, (): Range => {
        const from = Math.round(chance() * 900) / 10
        return [from, from + Math.round(chance() * 300) / 10]
      })
      const oneByOne = parts.reduce<Range[]>((sum, part) => watchedTogether(sum, [part], 100), [])
      const backwards = parts.toReversed().reduce<Range[]>((sum, part) => watchedTogether(sum, [part], 100), [])
      expect(oneByOne).toEqual(watchedTogether([], parts, 100))
      expect(backwards).toEqual(oneByOne)
      expect(watchedSeconds(oneByOne)).toBeLessThanOrEqual(100)
      oneByOne.slice(1).forEach(([from], i) => expect(from).toBeGreaterThan(oneByOne[i]![1]))
    }
  })

  test('whoever clicks about a thousand times does not make the record grow without end', () => {
    const clicks = Array.from({ length: 1000 }, (_, i): Range => [i * 3, i * 3 + 1])
    expect(watchedTogether([], clicks, 3000)).toHaveLength(200)
  })

  test('nine tenths count as all of it, and nothing less shows 100 %', () => {
    expect(isWatched([[0, 90]], 100)).toBe(true)
    expect(isWatched([[10, 99.9]], 100)).toBe(false)
    expect(watchedPercent([[0, 89.9]], 100)).toBe(89)
    expect(watchedPercent([[0, 90]], 100)).toBe(100)
    // how long it is was never read: nothing can be said
    expect([isWatched([[0, 90]], null), watchedPercent([[0, 90]], null)]).toEqual([false, 0])
  })

  test('one goes on where one stopped; at the end it begins again', () => {
    expect(resumeAt(42.5, 100)).toBe(42.5)
    expect(resumeAt(99.2, 100)).toBe(0)
    expect(resumeAt(42.5, null)).toBe(42.5)
  })
})
