import { expect, test } from 'vitest'
import { byJudge, itemCounts, owedPieces, type OwedPiece } from './owed.ts'

const line = { id: 'posture', label: { zh: '仪态', en: 'Posture' } }
const pieces: OwedPiece[] = [
  {
    item: 'etiquette',
    code: 'A1',
    owed: [
      { personId: 'j1', name: '周敏', lines: [line], notHandedIn: true },
      { personId: '', name: '', lines: [], notHandedIn: true },
    ],
  },
  {
    item: 'etiquette',
    code: 'A2',
    owed: [
      { personId: 'j2', name: '李梅', lines: [], notHandedIn: true },
      { personId: 'j1', name: '周敏', lines: [], notHandedIn: true },
    ],
  },
  { item: 'client', code: 'A1', owed: [] },
]

test('who owes most comes first, then empty seats, then what is not ready', () => {
  expect(byJudge(pieces).map(({ name, waits, pieces: own }) => [name, waits, own.length])).toEqual([
    ['周敏', false, 2],
    ['李梅', false, 1],
    ['', false, 1],
    ['', true, 1],
  ])
})

test('a judge’s list names item, code and the lines that are empty', () => {
  expect(byJudge(pieces)[0]!.pieces).toEqual([
    { item: 'etiquette', code: 'A1', lines: [line], notHandedIn: true },
    { item: 'etiquette', code: 'A2', lines: [], notHandedIn: true },
  ])
})

test('details of another refusal are no list', () => {
  expect(owedPieces({ pieces })).toBe(pieces)
  expect(owedPieces({ sessions: ['s1'] })).toEqual([])
  expect(owedPieces(undefined)).toEqual([])
})

test('pieces are counted by item', () => {
  const [first] = byJudge([
    ...pieces,
    { item: 'client', code: 'A3', owed: [{ personId: 'j1', name: '周敏', lines: [], notHandedIn: true }] },
  ])
  expect(itemCounts(first!)).toEqual([
    ['etiquette', 2],
    ['client', 1],
  ])
})
