import { expect, test } from 'vitest'
import { isChanged, judgesOn, ownEntrants } from './panel-draft.ts'

const judge = (personId: string) => ({ personId, name: personId, delegation: '' })
const line = {
  panels: [
    { group: null, judges: [judge('a'), judge('b')] },
    { group: 2, judges: [judge('c')] },
  ],
}

test('a group without its own panel starts from the one for all', () => {
  expect(judgesOn(line, null)).toEqual(['a', 'b'])
  expect(judgesOn(line, 1)).toEqual(['a', 'b'])
  expect(judgesOn(line, 2)).toEqual(['c'])
  expect(judgesOn({ panels: [] }, null)).toEqual([])
})

test('another order is a change: it says who stands in', () => {
  expect(isChanged(line, null, ['a', 'b'])).toBe(false)
  expect(isChanged(line, null, ['b', 'a'])).toBe(true)
  expect(isChanged(line, 1, ['a', 'b'])).toBe(true)
  expect(isChanged({ panels: [] }, null, [])).toBe(false)
})

test('entrants of the own delegation are counted; no delegation bars nobody', () => {
  const entrants = [{ delegation: '海州队' }, { delegation: '海州队' }, { delegation: '' }]
  expect(ownEntrants(entrants, '海州队')).toBe(2)
  expect(ownEntrants(entrants, '')).toBe(0)
})
