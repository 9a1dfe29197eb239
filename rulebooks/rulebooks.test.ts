import { readFileSync, readdirSync } from 'node:fs'
import { rulebookJsonSchema } from '@leitai/core/rulebook/json-schema.ts'
import { parseRulebook } from '@leitai/core/rulebook/parse.ts'
import type { Rulebook } from '@leitai/core/rulebook/schema.ts'
import { optionsOf } from '@leitai/items/rules.ts'
import { describe, expect, test } from 'vitest'

const read = (name: string) => readFileSync(new URL(name, import.meta.url), 'utf8')
const names = readdirSync(new URL('.', import.meta.url)).filter((name) => name.endsWith('.yaml'))

function shipped(id: string): Rulebook {
  const { rulebook, problems } = parseRulebook(read(`${id}.yaml`), { optionsOf })
  expect(problems).toBeUndefined()
  return rulebook!
}

describe.each(names)('%s', (name) => {
  const id = name.replace('.yaml', '')

  test('is in order, and its id is its file’s name', () => {
    expect(shipped(id).id).toBe(id)
  })

  test('names the JSON Schema, so that editors complete', () => {
    expect(read(name).split('\n')[0]).toBe('# yaml-language-server: $schema=./rulebook.schema.json')
  })

  test('every rule has a clause of this rulebook, and no clause stands twice', () => {
    const clauses = [...read(name).matchAll(/clause: ([\w.]+)/g)].map((match) => match[1]!)
    expect(clauses.filter((clause) => !clause.startsWith(`${id}.`))).toEqual([])
    expect(clauses.filter((clause, index) => clauses.indexOf(clause) < index)).toEqual([])
    const { entrants, sealing, checkIn, conduct, stages, awards, review, appeals } = shipped(id)
    const rules: { clause?: string | undefined }[] = [
      entrants,
      ...entrants.eligibility,
      sealing,
      checkIn,
      conduct,
      ...awards,
      ...(review ? [review] : []),
      ...(appeals ? [appeals] : []),
    ]
    for (const stage of stages) {
      rules.push(stage, stage.ranking, ...stage.ranking.tieBreaks)
      for (const item of stage.items)
        rules.push(item, item.marking, ...(item.marking.by === 'judges' ? item.marking.sheet : []))
    }
    expect(rules.filter((rule) => rule.clause === undefined)).toEqual([])
  })
})

test.each(['C18', 'C20', 'C21'])('%s is out of 100 points', (id) => {
  for (const stage of shipped(id).stages)
    expect(stage.items.reduce((sum, item) => sum + Number(item.points), 0)).toBe(100)
})

test('C18 items, points, minutes, criteria and weights are those of the plan', () => {
  const [stage] = shipped('C18').stages
  expect(
    stage!.items.map((item) => [
      item.id,
      item.points,
      item.minutes,
      item.marking.by === 'judges'
        ? item.marking.sheet.map((line) => `${line.id} ${line.kind === 'weight' ? line.percent : '?'}`).join(' ')
        : 'system',
    ]),
  ).toEqual([
    ['dictation', '20', 20, 'system'],
    ['inbound', '15', 20, 'phrases 15 voice 10 process 35 knowledge 35 initiative 5'],
    ['outbound', '30', 40, 'process 15 knowledge 50 initiative 5 closing 5 technique 25'],
    ['online', '20', 30, 'phrases 15 knowledge 30 deal 25 figures 30'],
    ['data', '15', 60, 'entry 10 format 25 formula 35 chart 10 proposal 20'],
  ])
  for (const { marking } of stage!.items) {
    if (marking.by === 'judges')
      expect(marking).toMatchObject({ judges: 3, aggregate: 'mean', dropHighest: 0, dropLowest: 0 })
  }
})

test('C21 is open to everybody with a link, alone, with the result at once', () => {
  const book = shipped('C21')
  expect(book.entrants.entry).toEqual(['openLink'])
  expect(book.sealing.layers).toBe(0)
  expect(book.stages.flatMap((stage) => stage.items)).toMatchObject([
    { type: 'exam', start: 'entrant', feedback: 'answers' },
  ])
})

test('rulebook.schema.json is current: leitai check --schema > rulebooks/rulebook.schema.json', () => {
  expect(JSON.parse(read('rulebook.schema.json'))).toEqual(JSON.parse(JSON.stringify(rulebookJsonSchema())))
})
