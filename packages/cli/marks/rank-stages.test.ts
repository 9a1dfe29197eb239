/** Knockouts out of raw marks: with the pairs in a column, with pairs that follow from ranks, and without either. */
import { expect, test } from 'vitest'
import { withRounds } from '@leitai/core/rulebook/rounds.ts'
import { rulebookOf } from '@leitai/core/scoring/testing/stages.ts'
import { parseCsv } from './csv.ts'
import { rankStages } from './rank-stages.ts'
import { readMarks } from './read-marks.ts'

const book = (seeding: 'rank' | 'draw' = 'rank') =>
  withRounds(
    rulebookOf({
      stages: [
        {
          id: 'first',
          title: '初赛',
          items: [{ id: 'paper', type: 'exam', title: '理论', points: 100, minutes: 60 }],
          advancement: { by: 'top', count: 4 },
        },
        {
          id: 'final',
          title: '决赛',
          items: [{ id: 'duel', type: 'drama', title: '对决', points: 100, minutes: 20 }],
          matches: { by: 'knockout', size: 4, seeding },
          ranking: { tieBreaks: [{ by: 'deliberation' }] },
        },
      ],
    }),
  )

const first = ['A,paper,90', 'B,paper,80', 'C,paper,70', 'D,paper,60']
// D beats A although A has more than both who met in the other match.
const semis = ['A,duel-r4,50', 'D,duel-r4,60', 'B,duel-r4,40', 'C,duel-r4,30']
const finals = ['D,duel-r2,10', 'B,duel-r2,20', 'A,duel-r2,99', 'C,duel-r2,98']

function ranks(rows: readonly string[], rulebook = book(), matches?: Record<string, string>) {
  const lines = rows.map((row) => {
    const [entrant, item, points] = row.split(',') as [string, string, string]
    return [entrant, item, '', '', points, '', ...(matches === undefined ? [] : [matches[`${entrant}/${item}`] ?? ''])]
  })
  const head = `entrant,item,judge,criterion,points,seconds_used${matches === undefined ? '' : ',match'}`
  const read = readMarks(rulebook, parseCsv([head, ...lines.map((line) => line.join())].join('\n')).rows!)
  if (read.problems !== undefined) return read.problems.map(({ text }) => text.en)
  const { results, problem } = rankStages(rulebook, read.stages)
  return problem?.en ?? results!.at(-1)!.standings.lines.map(({ entrant, rank }) => `${rank} ${entrant}`)
}

test('seeded by rank, all rounds follow from the marks alone', () => {
  expect(ranks([...first, ...semis])).toEqual(['1 B', '1 D', '3 A', '3 C'])
  expect(ranks([...first, ...semis, ...finals])).toEqual(['1 B', '2 D', '3 A', '4 C'])
})

test('pairs are taken from the column where it is there', () => {
  const matches = { 'A/duel-r4': '1', 'B/duel-r4': '1', 'C/duel-r4': '2', 'D/duel-r4': '2' }
  expect(ranks(semis, book('draw'), matches)).toEqual(['1 A', '1 D', '3 B', '3 C'])
})

test('pairs that do not follow are asked for, never guessed', () => {
  const asked = /“决赛 · Semi-finals” is held in pairs: add a column "match"/
  expect(ranks([...first, ...semis], book('draw'))).toMatch(asked)
  expect(ranks(semis)).toMatch(asked)
  expect(ranks(['A,paper,90', 'B,paper,90', 'C,paper,70', 'D,paper,60', ...semis])).toMatch(asked)
})

test('a match that is said twice otherwise, or not of everybody, is named', () => {
  expect(
    ranks(semis, book('draw'), { 'A/duel-r4': '1', 'B/duel-r4': 'two', 'C/duel-r4': '2', 'D/duel-r4': '2' }),
  ).toEqual(['"two" must be the number of a match, from 1', 'B has no match'])
})
