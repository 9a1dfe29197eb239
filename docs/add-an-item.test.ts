// The guide's examples are taken from the page as it stands, and played.
import { readFileSync } from 'node:fs'
import { stripTypeScriptTypes } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { createRequire } from 'node:module'
import { expect, it } from 'vitest'
import type { AnyRules } from '@leitai/core/run.ts'
import {
  host,
  judge,
  mayKnowKeys,
  PlayedMatch,
  seatOf,
  sumsUp,
  viewers,
} from '@leitai/core/match/testing/played-match.ts'
import { code, Play, secretsLeaked } from '@leitai/core/sitting/testing/play.ts'

/** The whole item that is made with this function. */
async function example(made: 'sitting' | 'match'): Promise<AnyRules> {
  const page = readFileSync(join(import.meta.dirname, 'ADD-AN-ITEM.md'), 'utf8')
  const blocks = [...page.matchAll(/```ts\n(import \{ z \}.*?)```/gs)].map((one) => one[1]!)
  const block = blocks.find((one) => one.includes(`export const rules = ${made}<`))!
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

it('the first example of the guide is an item: it sits, scores and keeps its keys', async () => {
  const rules = await example('sitting')
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

it('the second example is a match: the earlier press has the word, one ruling is taken back, keys stay with those who lead', async () => {
  const match = new PlayedMatch(await example('match'), { options: { count: 2 }, material })
  const press = (team: string, claimedAt: number, arrivedAt: number) =>
    match.refused(seatOf(team), 'press', {}, { claimedAt, arrivedAt })
  const knowing = () => viewers.filter((viewer) => JSON.stringify(match.view(viewer)).includes('"key":7000'))
  const play = () => (match.view({ as: 'screen' }).work as { play: { phase: string; team: string | null } }).play

  expect(match.refused(seatOf('A'), 'ask', {})).toBe('notAllowed')
  match.must(host, 'ask', {})
  expect(knowing().filter((viewer) => !mayKnowKeys(viewer))).toEqual([])
  expect(knowing()).toHaveLength(viewers.filter(mayKnowKeys).length)
  // it came later and was made earlier
  expect(press('B', match.now + 8, match.now + 8)).toBeNull()
  expect(press('A', match.now + 3, match.now + 9)).toBeNull()
  match.pass(100)
  expect(play()).toMatchObject({ phase: 'answering', team: 'A' })
  expect(press('C', match.now, match.now)).toBe('tooLate')

  match.must(judge, 'rule', { right: false })
  expect(knowing().length).toBeGreaterThan(viewers.filter(mayKnowKeys).length)
  match.must(host, 'undo', {})
  match.must(judge, 'rule', { right: true })
  expect(['A', 'B'].map((team) => match.points(team))).toEqual(['1', '0'])
  match.must(host, 'ask', {})
  expect(match.refused(host, 'undo', {})).toBe('nothingToUndo')

  // level: both press again
  press('A', match.now + 5, match.now + 5)
  press('B', match.now + 5, match.now + 5)
  match.pass(100)
  expect(play()).toMatchObject({ phase: 'open', team: null })
  press('B', match.now + 5, match.now + 5)
  match.pass(100)
  match.must(host, 'rule', { right: true })
  match.must(host, 'finish', {})
  expect(['A', 'B', 'C'].map((team) => match.points(team))).toEqual(['1', '1', '0'])
  expect(sumsUp(match.score('A'))).toBe(true)
})
