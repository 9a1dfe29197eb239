// The guide's example is taken from the page as it stands, and played.
import { readFileSync } from 'node:fs'
import { stripTypeScriptTypes } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { createRequire } from 'node:module'
import { expect, it } from 'vitest'
import type { AnyRules } from '@leitai/core/run.ts'
import { code, Play, secretsLeaked } from '@leitai/core/sitting/testing/play.ts'

async function example(): Promise<AnyRules> {
  const page = readFileSync(join(import.meta.dirname, 'ADD-AN-ITEM.md'), 'utf8')
  const block = /```ts\n(import \{ z \}.*?)```/s.exec(page)![1]!
  const require = createRequire(join(import.meta.dirname, '../packages/items/rules.ts'))
  const located = stripTypeScriptTypes(block).replaceAll(
    /from '([^']+)'/g,
    (_, name: string) => `from '${pathToFileURL(require.resolve(name)).href}'`,
  )
  const module = (await import(`data:text/javascript,${encodeURIComponent(located)}`)) as { rules: AnyRules }
  return module.rules
}

const material = {
  sums: Array.from({ length: 20 }, (_, i) => ({ id: `s${i}`, text: `${i} + 7`, result: 700_000 + i })),
}

it('the example of the guide is an item: it sits, scores and keeps its keys', async () => {
  const rules = await example()
  const play = (seed: string) => new Play(rules, { options: { count: 5 }, material, seed })
  const sums = (run: Play) => run.work<{ sums: { id: string }[] }>().sums.map(({ id }) => id)

  const run = play('a').take('open')
  expect(sums(run)).toHaveLength(5)
  expect(sums(play('b').take('open')).toSorted()).toEqual(sums(run).toSorted())
  const [first, second] = sums(run)
  const solve = (sum: string, value: number, revision: number) => ({ sum, value, revision })
  run.take('solve', solve(first!, 700_000 + Number(first!.slice(1)), 2)).take('solve', solve(second!, 1, 1))
  expect(run.send('solve', solve(first!, 0, 1))).toEqual([])
  expect(run.send('solve', solve('s99', 0, 1))).toMatchObject({ refused: true, code: 'noSuchSum' })
  expect(run.view({ as: 'contestant', code })!.progress).toEqual({ done: 2, total: 5 })
  expect(run.take('submit').score()).toMatchObject({ points: '1', max: '5' })

  expect(secretsLeaked(play('a'), ['70000'], (one) => one.take('solve', solve(first!, 1, 1)))).toEqual([])
})
