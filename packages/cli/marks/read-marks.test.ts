import { describe, expect, test } from 'vitest'
import { readRulebookFile } from '../rulebook-file.ts'
import { parseCsv } from './csv.ts'
import { readMarks } from './read-marks.ts'
import { c18, c18Rows, csv, even, replace } from './testing/c18.ts'

const rulebook = readRulebookFile('C18').rulebook!

/** What is wrong with the file, in English. */
function errors(text: string): string[] {
  return (readMarks(rulebook, parseCsv(text).rows!).problems ?? []).map(
    (one) => `row ${one.row}${one.column === null ? '' : `, column ${one.column}`} | ${one.text.en}`,
  )
}

test('marks that are in order have no problems', () => {
  expect(errors(csv(...c18Rows('A', even)))).toEqual([])
})

describe('marks that are not in order: row and column', () => {
  const rows = () => c18Rows('A', even)
  const last = 59 // dictation and 3 × (5 + 5 + 4 + 5) rows behind the heading

  test.each([
    [
      'a missing mark',
      replace(rows(), 'A,inbound,J2,voice,', ''),
      ['row 11, column criterion | A, inbound: Judge J2 has not marked "Voice" (voice)'],
    ],
    [
      'a missing judge',
      rows().filter((row) => !row.includes(',online,J3')),
      ['row 40, column judge | A, online: 3 judges must mark, 2 did'],
    ],
    [
      'a missing item',
      rows().filter((row) => !row.includes(',data,')),
      ['row 2, column item | A has no marks for the item "data"'],
    ],
    [
      'empty points',
      replace(rows(), 'A,inbound,J2,voice,', 'A,inbound,J2,voice,,1000'),
      ['row 9, column points | The points are missing; a missing mark is never 0'],
    ],
    [
      'an unknown item',
      [...rows(), 'A,typing,,,5,10'],
      [`row ${last + 1}, column item | There is no item "typing"; allowed: dictation, inbound, outbound, online, data`],
    ],
    [
      'an unknown criterion',
      [...rows(), 'A,online,J1,charm,5,1000'],
      [
        `row ${last + 1}, column criterion | "online" has no criterion "charm"; allowed: phrases, knowledge, deal, figures`,
      ],
    ],
    [
      'a mark over 100',
      replace(rows(), 'A,data,J1,chart,', 'A,data,J1,chart,101,1000'),
      ['row 48, column points | 101 is out of range; 0 to 100 is allowed'],
    ],
    [
      'a mark below 0',
      replace(rows(), 'A,data,J1,chart,', 'A,data,J1,chart,-1,1000'),
      ['row 48, column points | -1 is out of range; 0 to 100 is allowed'],
    ],
    [
      'half a mark',
      replace(rows(), 'A,data,J1,chart,', 'A,data,J1,chart,80.5,1000'),
      ['row 48, column points | 80.5 is off the step; multiples of 1 are allowed'],
    ],
    [
      'a dictation over its points',
      replace(rows(), 'A,dictation', 'A,dictation,,,20.01,1000'),
      ['row 2, column points | 20.01 is out of range; 0 to 20 is allowed'],
    ],
    [
      'a number that is none',
      replace(rows(), 'A,dictation', 'A,dictation,,,1e1,10s'),
      ['row 2, column seconds_used | "10s" must be whole seconds', 'row 2, column points | "1e1" is not a number'],
    ],
    [
      'the same mark twice',
      [...rows(), 'A,data,J1,chart,80,1000'],
      [`row ${last + 1}, column criterion | The same mark as in row 48`],
    ],
    [
      'a judge for the system’s item',
      replace(rows(), 'A,dictation', 'A,dictation,J1,,17,1000'),
      ['row 2, column judge | "dictation" is scored by the system; judge must be empty'],
    ],
    [
      'a fourth judge',
      [...rows(), ...c18.online.map((criterion) => `A,online,J4,${criterion},80,1000`)],
      [`row ${last + 4}, column judge | A, online: 3 judges mark, but here are 4`],
    ],
    [
      'two times for one item',
      replace(rows(), 'A,data,J1,chart,', 'A,data,J1,chart,60,1001'),
      ['row 48, column seconds_used | 1001 differs from 1000 in row 45'],
    ],
    ['a row with too few columns', [...rows(), 'A,online'], [`row ${last + 1} | 6 columns are needed, here are 2`]],
    ['nobody', [...rows(), ',dictation,,,5,10'], [`row ${last + 1}, column entrant | The entrant is missing`]],
  ])('%s', (_, broken, expected) => {
    expect(errors(csv(...broken.filter((row) => row !== '')))).toEqual(expected)
  })

  test('all of them at once, in the order of the rows', () => {
    const broken = replace(
      replace(rows(), 'A,data,J1,chart,', 'A,data,J1,chart,101,1000'),
      'A,dictation',
      'A,dictation,,,21,1000',
    )
    expect(errors(csv(...broken, 'B,dictation,,,5,10')).map((line) => line.split(' |')[0])).toEqual([
      'row 2, column points',
      'row 48, column points',
      ...Array.from({ length: 4 }, () => `row ${last + 1}, column item`),
    ])
  })

  test('a heading that is not one, an empty file, no marks', () => {
    expect(errors('entrant,item,judge,criteria,points,seconds_used\nA,dictation,,,5,1\n')).toEqual([
      'row 1, column criterion | The column "criterion" is missing',
      'row 1 | The column "criteria" is unknown or there twice; allowed: entrant,item,judge,criterion,points,seconds_used,match',
    ])
    expect(errors('')).toHaveLength(1)
    expect(errors(csv())).toEqual(['row 1 | There are no marks'])
  })
})
