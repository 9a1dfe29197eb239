import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decodeCsv, parseCsv } from './csv.ts'

const cells = (text: string) => parseCsv(text).rows?.map((row) => row.cells)

describe('CSV by RFC 4180', () => {
  test.each([
    [
      'a,b\n1,2\n',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    [
      'a,b\r\n1,2',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    ['\uFEFFa,b', [['a', 'b']]],
    ['"a, b","say ""hi""","two\r\nlines"', [['a, b', 'say "hi"', 'two\r\nlines']]],
    [
      'a,,\n,b,',
      [
        ['a', '', ''],
        ['', 'b', ''],
      ],
    ],
    ['""', []],
    ['', []],
    ['a"b,c', [['a"b', 'c']]],
  ])('%j', (text, expected) => {
    expect(cells(text)).toEqual(expected)
  })

  test('empty lines are left out and still counted, as a spreadsheet does', () => {
    expect(parseCsv('a\n\n,,\nb').rows).toEqual([
      { row: 1, cells: ['a'] },
      { row: 4, cells: ['b'] },
    ])
  })

  test('a quote that is not closed, or closed in the middle of a cell, is named by its row', () => {
    expect(parseCsv('a\n"b').problem?.row).toBe(2)
    expect(parseCsv('"a"b,c').problem?.row).toBe(1)
  })

  test('what was written is read', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', '客', ',', '"', '\n', '\r', ' ') })
    fc.assert(
      fc.property(
        fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { maxLength: 5 }),
        fc.constantFrom('\n', '\r\n'),
        (rows, end) => {
          const text = rows.map((row) => row.map((one) => `"${one.replaceAll('"', '""')}"`).join(',')).join(end)
          expect(cells(text)).toEqual(rows.filter((row) => row.some((one) => one.trim() !== '')))
        },
      ),
    )
  })

  test('a file that Excel saved as GBK is read', () => {
    expect(decodeCsv(new Uint8Array([0xb2, 0xce, 0xc8, 0xfc]))).toBe('参赛')
    expect(decodeCsv(new TextEncoder().encode('参赛'))).toBe('参赛')
  })
})
