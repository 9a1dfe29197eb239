import { call } from '@orpc/server'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { z } from 'zod'
import type { KnowledgeArticle } from '@leitai/core/knowledge.ts'
import { refuse, type AnyRules, type Recorded, type RunEvent } from '@leitai/core/run.ts'
import type { ItemServer } from '@leitai/items/plug.ts'
import { router } from '../api/router.ts'
import type { ApiContext } from '../api/context.ts'
import { systemClock } from '../clock/system-clock.ts'
import { keepCopy } from '../contests/sessions/material.ts'
import type { Identities, Identity } from '../people/identity.ts'
import { startRunHost, type LiveHost } from '../runs/run-host.ts'
import { access, asPerson, asSeat } from '../runs/testing/world.ts'
import type { Database } from '../store/database.ts'
import { freshDatabase } from '../store/testing.ts'
import { startTestServer } from '../testing.ts'
import { openKnowledge, type Knowledge } from './knowledge.ts'

/** A room in which seats may read while it is open, and three articles at most. */
interface Room {
  open: boolean
  reads: number
}
const anything = z.unknown()
const room = {
  type: 'room',
  stateVersion: 1,
  options: anything,
  material: anything,
  commands: {
    open: anything,
    close: anything,
    searched: z.strictObject({
      query: z.string().max(100),
      filters: z.strictObject({ category: z.array(z.string()).optional(), tag: z.string().optional() }),
      found: z.number(),
      ids: z.array(z.string()).max(10),
    }),
    opened: z.strictObject({ article: z.string() }),
  },
  serverRecords: ['searched', 'opened'],
  start: () => [{ name: 'started', payload: {} }],
  decide(state: Room, { name, payload }) {
    if (name === 'opened' && state.reads >= 3) return refuse('enough', '已读三篇', 'Three were read')
    return [{ name, payload }]
  },
  evolve: (state: Room | null, { name }: Recorded<RunEvent>): Room => ({
    open: name === 'open' || (name !== 'close' && (state?.open ?? false)),
    reads: (state?.reads ?? 0) + (name === 'opened' ? 1 : 0),
  }),
  view: () => null,
  wakesAt: () => null,
  score: () => ({ id: 'room', label: { zh: '', en: '' }, points: '0' }),
  knowledge: (state: Room, viewer) => viewer.as === 'organiser' || (viewer.as === 'contestant' && state.open),
} satisfies AnyRules

/** Of a contest only which material its item uses. */
const contest = {
  ...room,
  type: 'contest',
  commands: {},
  start: (_options: unknown, material: unknown) => [{ name: 'recorded', payload: material }],
  evolve: (_state: unknown, { payload }: Recorded<RunEvent>) => ({ materials: payload }),
} as unknown as AnyRules
delete (contest as { knowledge?: unknown }).knowledge

const shelf: Pick<ItemServer, 'knowledge'> = { knowledge: (body) => body as KnowledgeArticle[] }
const bodyMark = 'WHAT-ONLY-AN-OPENED-ARTICLE-SAYS'
const articles: KnowledgeArticle[] = ['套餐变更', '套餐资费', '宽带移机'].map((title, i) => ({
  id: `a${i + 1}`,
  title,
  body: `${'。'.repeat(400)}${bodyMark}`,
  category: ['业务'],
  tags: i === 0 ? ['变更'] : [],
  updated: '2026-03-01',
  pinned: false,
  attachments: [],
}))

let database: Database
let host: LiveHost
let knowledge: Knowledge
const log: string[] = []
beforeAll(async () => {
  database = await freshDatabase()
  const rules: Record<string, AnyRules> = { room, contest }
  host = await startRunHost({
    pool: database.pool,
    clock: systemClock(),
    rulesOf: (type) => rules[type] ?? null,
    log: (line) => log.push(line),
  })
  const sha256 = await keepCopy({ database }, 'room', articles)
  knowledge = openKnowledge({
    database,
    host,
    identities: {
      ...access,
      identify: async (headers) => (await access.identify({ headers } as never)) as Identity,
    } as Identities,
    items: {
      serverOf: (type) => (type === 'room' ? (shelf as ItemServer) : undefined),
      rulesOf: (type) => rules[type] ?? null,
    },
    log: (line) => log.push(line),
  })
  await knowledge.prepare(sha256, 'room', articles)
  const materials = { 's/room': { materialId: 'm', title: '', sha256 } }
  await host.create({
    runId: 'c',
    contestId: 'c',
    type: 'contest',
    options: null,
    material: materials,
    itemSeed: '',
  })
})
afterAll(async () => {
  await knowledge?.stop()
  await host?.stop()
  await database?.close()
})

let seats = 0
let code: string
let runId: string
beforeEach(async () => {
  log.length = 0
  seats += 1
  code = `A${seats}`
  runId = `c:s:room:${code}`
  await host.create({ runId, contestId: 'c', type: 'room', options: null, material: null, itemSeed: '' })
  await byServer('open')
})

const byServer = (name: string) =>
  host.submit({ runId, commandId: `${name}-${runId}-${Math.random()}`, name, payload: {}, by: { kind: 'server' } })

/** As the HTTP side calls it. */
const context = (headers: Record<string, string>) =>
  ({ parts: { knowledge }, headers, who: { kind: 'anonymous' } }) as unknown as ApiContext
const searchAs = (headers: Record<string, string>, query = '套餐', more: object = {}) =>
  call(router.knowledge.search, { runId, query, ...more }, { context: context(headers) })
const openAs = (headers: Record<string, string>, article = 'a1') =>
  call(router.knowledge.open, { runId, article }, { context: context(headers) })
const browseAs = (headers: Record<string, string>) =>
  call(router.knowledge.browse, { runId }, { context: context(headers) })
const mine = () => asSeat('c', code)

async function recorded() {
  const all: { name: string; payload: unknown; by: unknown }[] = []
  for await (const { event } of host.events(runId, 2))
    all.push({ name: event.name, payload: event.payload, by: event.by })
  return all
}

test('what a seat searches and opens is in the run, in its name', async () => {
  const found = await searchAs(mine(), '套餐', { category: ['业务'] })
  expect(found.hits.map(({ id }) => id)).toEqual(['a1', 'a2'])
  await searchAs(mine(), '', { tag: '变更' })
  const opened = await openAs(mine(), 'a2')
  expect(opened).toMatchObject({ id: 'a2', body: articles[1]!.body })
  const by = { kind: 'seat', code }
  expect(await recorded()).toEqual([
    {
      name: 'searched',
      payload: { query: '套餐', filters: { category: ['业务'] }, found: 2, ids: ['a1', 'a2'] },
      by,
    },
    { name: 'searched', payload: { query: '', filters: { tag: '变更' }, found: 1, ids: ['a1'] }, by },
    { name: 'opened', payload: { article: 'a2' }, by },
  ])
})

test('a seat’s own page writes nothing down: what was searched is in the record as it was searched', async () => {
  const answer = await host.submit({
    runId,
    commandId: 'a-forged-opening',
    name: 'opened',
    payload: { article: 'a1' },
    by: { kind: 'seat', code },
    fromPage: true,
  })
  expect(answer).toMatchObject({ refused: true, code: 'notAllowed' })
})

test('the categories and tags are no search: they say nothing of any article', async () => {
  const overview = await browseAs(mine())
  expect(overview).toEqual({
    articles: 3,
    categories: [{ category: ['业务'], count: 3 }],
    tags: [{ tag: '变更', count: 1 }],
  })
  expect(await recorded()).toEqual([])
})

test('what the rules refuse to record is not shown, and the refusal is passed on as it is', async () => {
  for (let i = 0; i < 3; i += 1) await openAs(mine())
  const refused = await openAs(mine(), 'a3').catch((error: unknown) => error)
  expect(refused).toMatchObject({ code: 'REFUSED', data: { code: 'enough', zh: '已读三篇' } })
  expect(JSON.stringify(refused)).not.toContain(bodyMark)
  expect((await recorded()).filter(({ name }) => name === 'opened')).toHaveLength(3)
})

test('nothing is given while it cannot be stored', async () => {
  const stuck = openKnowledge({
    database,
    host: { state: host.state.bind(host), submit: async () => refuse('notStored', '暂时无法保存', 'Cannot be stored') },
    identities: { ...access, identify: async (headers: object) => access.identify({ headers } as never) } as Identities,
    items: { serverOf: () => shelf as ItemServer, rulesOf: () => room },
    log: () => {},
  })
  const answer = await stuck.search({ headers: mine() }, runId, { query: '套餐' })
  expect(answer).toEqual(refuse('notStored', '暂时无法保存', 'Cannot be stored'))
  await stuck.stop()
})

test('A2 whoever may not search finds no such run, and it is logged: strangers, other seats, judges, the seat before its time', async () => {
  const runsOf = async () => (await recorded()).filter(({ name }) => name !== 'close')
  await byServer('close')
  const others: [string, Record<string, string>][] = [
    ['a screen', {}],
    ['another seat', asSeat('c', 'B1')],
    ["another contest's seat", asSeat('d', code)],
    ['a judge', asPerson('c', 'judge', ['judge'])],
    ["another contest's organiser", asPerson('d', 'o', ['organiser'])],
    ['the seat itself, while it is closed', mine()],
  ]
  for (const [who, headers] of others)
    for (const ask of [() => searchAs(headers), () => openAs(headers), () => browseAs(headers)])
      await expect(ask(), who).rejects.toMatchObject({ code: 'NOT_FOUND', status: 404 })
  expect(log.filter((line) => line.startsWith('denied: '))).toHaveLength(others.length * 3)
  expect(await runsOf()).toEqual([])
})

test('A2 a run that has nothing to search is like one that is not there', async () => {
  for (const id of ['c', 'c:s:other:A1', 'nothing:s:room:A1'])
    await expect(
      call(router.knowledge.search, { runId: id, query: '' }, { context: context(asPerson('c', 'o', ['organiser'])) }),
    ).rejects.toMatchObject({ code: 'NOT_FOUND' })
  await expect(openAs(mine(), 'no-such-article')).rejects.toMatchObject({ code: 'NOT_FOUND' })
  expect(await recorded()).toEqual([])
})

test('an organiser looks without leaving a trace in the run', async () => {
  expect((await searchAs(asPerson('c', 'o', ['organiser']))).total).toBe(2)
  expect(await recorded()).toEqual([])
})

test('asking without a pause is refused, for this seat alone', async () => {
  const answers = await Promise.allSettled(Array.from({ length: 40 }, () => searchAs(mine())))
  const refused = answers.filter((answer) => answer.status === 'rejected')
  expect(refused.length).toBeGreaterThan(0)
  expect(refused[0]!.reason).toMatchObject({ code: 'TOO_MANY_REQUESTS', data: { code: 'tooMany' } })
  expect((await recorded()).length).toBe(answers.length - refused.length)
  expect((await searchAs(asPerson('c', 'o', ['organiser']))).total).toBe(2)
})

test('questions that are too long, and names that hold what cannot be seen, are not read', async () => {
  for (const ask of [
    () => searchAs(mine(), '套'.repeat(101)),
    () => openAs(mine(), 'a\u0000'),
    () => openAs(mine(), ''),
  ])
    await expect(ask()).rejects.toMatchObject({ code: 'BAD_REQUEST' })
  expect((await searchAs(mine(), '套餐\ud800')).total).toBe(2)
  expect(await recorded()).toMatchObject([{ payload: { query: '套餐\ufffd' } }])
})

test('A2 over HTTP a stranger gets 404', async () => {
  const server = await startTestServer()
  try {
    const post = (path: string, body: object) =>
      server.browser().fetch(`/api/knowledge/${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ runId: 'c:s:room:A1', ...body }),
      })
    expect((await post('search', { query: '套餐' })).status).toBe(404)
    expect((await post('open', { article: 'a1' })).status).toBe(404)
    expect((await server.browser().fetch('/api/knowledge/browse?runId=c:s:room:A1')).status).toBe(404)
    expect(server.log.filter((line) => line.includes('asked for the knowledge'))).toHaveLength(3)
  } finally {
    await server.stop()
  }
})
