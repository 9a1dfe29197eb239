/** `docs/RULEBOOK.md` stays true: its examples are in order, and it names every key there is and none that is not. */
import { readFileSync } from 'node:fs'
import { rulebookJsonSchema } from '@leitai/core/rulebook/json-schema.ts'
import { parseRulebook } from '@leitai/core/rulebook/parse.ts'
import { optionsOf } from '@leitai/items/rules.ts'
import { describe, expect, test } from 'vitest'
import { parse, stringify } from 'yaml'
import { z } from 'zod'

const page = readFileSync(new URL('RULEBOOK.md', import.meta.url), 'utf8')
const examples = [...page.matchAll(/```yaml\n([\s\S]*?)```/g)].map((match) => match[1]!)

const shortest = parse(examples[0]!) as Record<string, unknown>

describe('examples', () => {
  test.each(examples.map((text, index) => [index + 1, text] as const))(
    'example %i is in order, alone or put into the shortest rulebook',
    (_, text) => {
      expect(
        parseRulebook(stringify({ ...shortest, ...(parse(text) as object) }), { optionsOf }).problems,
      ).toBeUndefined()
    },
  )
})

function keysOf(schema: unknown, found = new Set<string>()): Set<string> {
  if (Array.isArray(schema)) for (const each of schema) keysOf(each, found)
  else if (typeof schema === 'object' && schema !== null) {
    for (const [key, value] of Object.entries(schema)) {
      if (key === 'properties') for (const name of Object.keys(value as object)) found.add(name)
      keysOf(value, found)
    }
  }
  return found
}

const keys = keysOf(rulebookJsonSchema())
// What the page puts in backticks, and the examples below it.
const prose = page.replace(/```[\s\S]*?```/g, '')

test('every key of the schema is named', () => {
  const named = new Set([...prose.matchAll(/`([A-Za-z]+)`/g)].map((match) => match[1]!))
  const inExamples = new Set(examples.flatMap((text) => [...text.matchAll(/([A-Za-z]+):/g)].map((match) => match[1]!)))
  const languages = ['zh', 'en']
  expect([...keys].filter((key) => !named.has(key) && !languages.includes(key))).toEqual([])
  // filled in by the program, where a rulebook is made into rounds
  const notWritten = ['round', 'of', 'number', 'losersToo']
  expect(
    [...keys].filter((key) => !inExamples.has(key) && !['about', 'edition', 'topCount', ...notWritten].includes(key)),
  ).toEqual([])
})

test.each(['quiz', 'lookup'])('every option of a match of type %s is named', (type) => {
  const named = new Set([...prose.matchAll(/`([A-Za-z]+)/g)].map((match) => match[1]!))
  const options = keysOf(z.toJSONSchema(optionsOf(type)!, { io: 'input' }))
  expect(options.size).toBeGreaterThan(10)
  expect([...options].filter((key) => !named.has(key) && !['zh', 'en'].includes(key))).toEqual([])
})

test('every key in the first column of a table is a real one', () => {
  const rows = [...prose.matchAll(/^\| ((?:`[A-Za-z]+`、?)+) *\|/gm)].map((match) => match[1]!)
  const values = new Set([
    'points',
    'weight',
    'levels',
    'deduction',
    'overtime',
    'measured',
    'timeUsed',
    'item',
    'suddenDeath',
    'deliberation',
    'shared',
  ])
  const named = rows.flatMap((cell) => [...cell.matchAll(/`([A-Za-z]+)`/g)].map((match) => match[1]!))
  expect(named.length).toBeGreaterThan(50)
  expect(named.filter((name) => !keys.has(name) && !values.has(name) && name !== 'kind')).toEqual([])
})
