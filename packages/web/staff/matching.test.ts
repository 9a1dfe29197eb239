import { expect, test } from 'vitest'
import type { EntrantLine } from '@leitai/core/contest/view.ts'
import { matching } from './matching.ts'

const entrant = (number: string, name: string, delegation: string): EntrantLine => ({
  entrantId: number,
  number,
  name,
  delegation,
  checkedInAt: null,
  absent: null,
  group: null,
  drawn: false,
})
const list = [entrant('001', '周敏', '海州市'), entrant('0012', '安然', '江城市'), entrant('002', '周晓', '江城市')]
const found = (query: string) => matching(list, query).map((one) => one.name)

test('a scanned number means that entrant alone, though it begins another number', () =>
  expect(found('001')).toEqual(['周敏']))
test('a part of a name or a delegation finds all who have it', () => {
  expect(found('周')).toEqual(['周敏', '周晓'])
  expect(found(' 江城 ')).toEqual(['安然', '周晓'])
})
test('nothing typed shows all', () => expect(found('')).toHaveLength(3))
