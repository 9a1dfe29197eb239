import { expect, test } from 'vitest'
import { cellsWide, table } from './table.ts'

test('columns stay aligned where characters are two cells wide', () => {
  const lines = table(
    [
      { title: '名次', align: 'right' },
      { title: '参赛者', align: 'left' },
      { title: 'T', align: 'right' },
    ],
    [
      ['1', '欧阳', '9.5'],
      ['12', 'Ann'],
      ['3', 'e\u0301Ａ', '10'],
    ],
  )
  expect(lines).toEqual([
    '名次  参赛者    T',
    '────  ──────  ───',
    '   1  欧阳    9.5',
    '  12  Ann',
    '   3  e\u0301Ａ      10',
  ])
  expect(lines.slice(3, 4).map(cellsWide)).toEqual([9])
})

test('A11 a name cannot move the cursor of a terminal', () => {
  expect(table([{ title: 'N', align: 'left' }], [['\u001b[2Jx\u202ey']]).at(-1)).toBe('[2Jxy')
})
