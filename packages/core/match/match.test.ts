import { expect, test } from 'vitest'
import { z } from 'zod'
import type { Command, RunEvent } from '../run.ts'
import type { MatchItem } from './item.ts'
import { match } from './match.ts'
import { host, judge, PlayedMatch, viewers } from './testing/played-match.ts'

type Item = MatchItem<object, object, { said: string[] }, Command, RunEvent, null>

/** One command of the host; what it decides is recorded under the event's name that is given. */
function echo(more: Partial<Item> & { records?: string } = {}): Item {
  const { records = 'said', ...rest } = more
  const empty = z.object({})
  return {
    type: 'echo',
    stateVersion: 1,
    options: empty,
    material: empty,
    commands: { say: empty },
    hands: { say: ['host'] },
    prepare: () => ({ said: [] }),
    mostTeams: () => null,
    decide: () => [{ name: records, payload: {} }],
    evolve: (play, { name }) => ({ said: [...play.said, name] }),
    due: () => [],
    wakesAt: () => null,
    shift: (play) => play,
    undoable: { said: 'said' },
    settles: [],
    resume: (play) => play,
    withdraw: (play) => play,
    drawn: () => [],
    isOver: () => true,
    view: (play) => play,
    inspect: () => null,
    progress: () => ({ done: 0, total: 0 }),
    points: () => '0',
    score: () => ({ id: 'echo', label: { zh: '', en: '' }, points: '0' }),
    ...rest,
  }
}

const played = (item: Item) => new PlayedMatch(match(item) as never, { options: {}, material: {} })

test('an item that takes a name of every match for itself is not loaded', () => {
  expect(() => match(echo({ commands: { show: z.object({}) } as never }))).toThrow('the command show')
  expect(() => match(echo({ undoable: { opened: 'opened' } }))).toThrow('the event opened')
  expect(() => match(echo({ settles: ['withdrawn'] }))).toThrow('the event withdrawn')
})

test('an event of the item under a name of every match is never recorded', () => {
  const its = played(echo())
  expect(its.must(host, 'say', {})).toMatchObject([{ name: 'said' }])
  expect(its.state.play).toEqual({ said: ['said'] })
  expect(() => played(echo({ records: 'closed' })).act(host, 'say', {})).toThrow('the event closed belongs')
  expect(() => played(echo({ due: () => [{ name: 'paused', payload: {} }] })).act(host, 'say', {})).toThrow(
    'the event paused belongs',
  )
})

test('what judges corrected is told to all, whose hand it was to officials alone, once it is over', () => {
  const one = played(echo())
  one.must(judge, 'correct', { code: 'A', points: '-2', reason: '场外提示' })
  const seen = () => viewers.map((viewer) => [viewer.as, JSON.stringify(one.view(viewer))] as const)
  for (const [, view] of seen()) if (view !== 'null') expect(view).not.toContain('"j1"')
  expect(one.view({ as: 'screen' }).work!.frame.corrections).toMatchObject([{ code: 'A', points: '-2' }])
  expect(JSON.stringify(one.score('A'))).not.toContain('j1')
  one.must(host, 'finish', {})
  for (const [as, view] of seen()) if (as === 'contestant' || as === 'screen') expect(view).not.toContain('"j1"')
  expect(one.view({ as: 'organiser', id: 'o1' }).inspection!.corrections).toMatchObject([{ by: 'j1' }])
})
