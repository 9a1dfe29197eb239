import { describe, expect, test } from 'vitest'
import type { Entrant } from '@leitai/core/api/contract.ts'
import { countsOf, listed, namesIn, type Listing } from './listing.ts'

const entrant = (number: string, name: string, more: Partial<Entrant> = {}): Entrant => ({
  id: `id-${number}`,
  number,
  name,
  gender: '',
  birthDate: null,
  delegation: '',
  coaches: [],
  members: [],
  phone: '',
  extraTimePercent: 0,
  fields: {},
  status: 'accepted',
  source: 'list',
  revision: 1,
  problems: [],
  ...more,
})
const list = [
  entrant('10', '周敏', { delegation: '海州市' }),
  entrant('2', '安然', { delegation: '江城市', status: 'pending' }),
  entrant('1', '林晓', {
    delegation: '海州市',
    coaches: ['陈老师'],
    problems: [{ clause: 'C18.age', text: { zh: '缺出生日期', en: 'No birth date' } }],
  }),
]
const plain: Listing = { query: '', filter: 'all', delegation: null, sort: { by: 'number', descending: false } }
const numbers = (change: Partial<Listing>) => listed(list, { ...plain, ...change }).map((one) => one.number)

describe('the entry list as it is shown', () => {
  test('numbers in the order in which people count', () => expect(numbers({})).toEqual(['1', '2', '10']))
  test('names in the order of pinyin, and backwards', () => {
    expect(numbers({ sort: { by: 'name', descending: false } })).toEqual(['2', '1', '10'])
    expect(numbers({ sort: { by: 'name', descending: true } })).toEqual(['10', '1', '2'])
  })
  test('found by part of a name, a delegation or a coach', () => {
    expect(numbers({ query: '海州' })).toEqual(['1', '10'])
    expect(numbers({ query: '陈' })).toEqual(['1'])
  })
  test('by status, delegation and eligibility', () => {
    expect(numbers({ filter: 'pending' })).toEqual(['2'])
    expect(numbers({ filter: 'problems' })).toEqual(['1'])
    expect(numbers({ filter: 'accepted', delegation: '海州市' })).toEqual(['1', '10'])
  })
  test('counts for the filters', () =>
    expect(countsOf(list)).toEqual({ all: 3, pending: 1, accepted: 2, declined: 0, problems: 1 }))
})

test('several names in one field', () => expect(namesIn('李老师、 王老师,赵')).toEqual(['李老师', '王老师', '赵']))
