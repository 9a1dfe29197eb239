import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { fitRulebook } from './fit-rulebook.ts'
import { writtenRulebook } from './prepare.ts'

const shipped = (id: string) => readFile(join(import.meta.dirname, '..', '..', '..', 'rulebooks', `${id}.yaml`), 'utf8')
const available = ['exam', 'dictation', 'typing']

test('what cannot be rehearsed is taken out and named; the rest keeps its points and its place', async () => {
  const yaml = await shipped('C20')
  const fitted = fitRulebook(yaml, writtenRulebook(yaml), available)!
  const items = writtenRulebook(fitted.yaml).stages[0]!.items
  expect(items.map(({ id, points }) => [id, points])).toEqual([
    ['knowledge', '20'],
    ['dictation', '20'],
  ])
  expect(fitted.leftOut.map(({ en }) => en)).toEqual([
    'item “Report making” (30 points): the item type workbook is not available yet',
    'item “Voice scenario” (30 points): the item type voice is not available yet',
  ])
})

test('a rulebook of which all can be held stays as it is written', async () => {
  const yaml = await shipped('C21')
  expect(fitRulebook(yaml, writtenRulebook(yaml), available)).toEqual({ yaml, leftOut: [] })
})

test('items that judges mark stay, and nothing left is said', async () => {
  const yaml = await shipped('C20')
  expect(fitRulebook(yaml, writtenRulebook(yaml), [...available, 'workbook', 'voice'])).toEqual({ yaml, leftOut: [] })
  expect(fitRulebook(yaml, writtenRulebook(yaml), [])).toBeNull()
})

test('a stage of which nothing is left goes; one that loses a weighted item adds up its points', async () => {
  const yaml = await shipped('C01')
  const fitted = fitRulebook(yaml, writtenRulebook(yaml), ['submission', 'roleplay'])!
  const { stages } = writtenRulebook(fitted.yaml)
  expect(stages.flatMap(({ items }) => items.map(({ type, weight }) => [type, weight]))).toEqual(
    stages.flatMap(({ items }) => items.map(({ type }) => [type, undefined])),
  )
  const first = fitRulebook(yaml, writtenRulebook(yaml), ['submission'])!
  expect(writtenRulebook(first.yaml).stages).toHaveLength(1)
  expect(writtenRulebook(first.yaml).stages[0]!.advancement).toBeUndefined()
})

test('tie-breaks and awards of what is left out go with it', async () => {
  const yaml = (await shipped('C20'))
    .replace(
      '        - { by: timeUsed, clause: C20.rank.1 }',
      '        - { by: item, item: voice, clause: C20.rank.0 }\n        - { by: timeUsed, clause: C20.rank.1 }',
    )
    .replace('awards:\n', 'awards:\n  - { by: item, id: bestVoice, title: 最佳语音, item: voice }\n')
  const fitted = fitRulebook(yaml, writtenRulebook(yaml), available)!
  const rulebook = writtenRulebook(fitted.yaml)
  expect(rulebook.stages[0]!.ranking.tieBreaks.map(({ by }) => by)).toEqual(['timeUsed', 'shared'])
  expect(rulebook.awards.map(({ id }) => id)).toEqual(['first', 'second', 'third'])
  expect(fitted.leftOut).toHaveLength(4)
})
