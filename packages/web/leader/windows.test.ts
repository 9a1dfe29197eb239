import { expect, test } from 'vitest'
import { appealables, appealKey, fromKey, openNow, type Filed } from './windows.ts'

const item = (id: string, until: number | null) => ({
  stage: 'final',
  item: id,
  title: { zh: id, en: id },
  from: until === null ? null : until - 3600_000,
  until,
})
const entrants = [
  { entrantId: 'e1', number: 'S01', name: '甲', items: [item('paper', 100), item('typing', 90), item('voice', null)] },
  { entrantId: 'e2', number: 'S02', name: '乙', items: [item('paper', 100)] },
]
const filed = (withdrawn: Filed['withdrawn']): Filed => ({
  appeal: 'a1',
  stage: 'final',
  item: 'paper',
  entrantId: 'e2',
  entrant: '乙',
  clause: 'C18.paper',
  statement: '',
  at: 1,
  withdrawn,
  ruling: null,
})
const states = (now: number, appeals: Filed[] = []) =>
  appealables({ entrants, appeals }, now).map((one) => `${appealKey(one)} ${one.state}`)

test('C18.appeals open until the very moment, then over; what has not ended waits', () => {
  expect(states(90)).toEqual([
    'final:paper:e1 open',
    'final:typing:e1 open',
    'final:voice:e1 notYet',
    'final:paper:e2 open',
  ])
  expect(states(91)[1]).toBe('final:typing:e1 over')
})

test('what is appealed is not offered again, unless it was withdrawn', () => {
  expect(states(50, [filed(null)]).at(-1)).toBe('final:paper:e2 filed')
  expect(states(50, [filed({ reason: '误提', at: 2 })]).at(-1)).toBe('final:paper:e2 open')
})

test('what closes first comes first, and a key leads back to it', () => {
  const list = appealables({ entrants, appeals: [] }, 50)
  expect(openNow(list).map(({ until, of }) => [until, of.map(appealKey)])).toEqual([
    [90, ['final:typing:e1']],
    [100, ['final:paper:e1', 'final:paper:e2']],
  ])
  expect(fromKey(list, 'final:typing:e1')!.item.item).toBe('typing')
  expect(fromKey(list, 'final:typing:e9')).toBeUndefined()
})
