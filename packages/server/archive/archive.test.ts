import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { assignSeats } from '@leitai/core/contest/assign-seats.ts'
import { resultDigest } from '@leitai/core/contest/results.ts'
import { runIdOf } from '@leitai/core/contest/reading.ts'
import type { ContestState } from '@leitai/core/contest/state.ts'
import { isRefusal, type Actor } from '@leitai/core/run.ts'
import { chance } from '@leitai/core/seed.ts'
import { virtualClock } from '../clock/virtual-clock.ts'
import { computeResults } from '../contests/results/compute.ts'
import { startSessionEffects, type SessionEffects } from '../contests/sessions/effects.ts'
import { keepCopy } from '../contests/sessions/material.ts'
import { openFileFolder } from '../materials/folder.ts'
import { startRunHost, type LiveHost } from '../runs/run-host.ts'
import type { Database } from '../store/database.ts'
import { freshDatabase } from '../store/testing.ts'
import { archiveRules } from './archive-rules.ts'
import { mostUploadBytes } from './layout.ts'
import { verifyArchive } from './verify-archive.ts'
import { openArchivist, type Archivist } from './write-archive.ts'

const yaml = `leitai: 1
id: T1
title: 归档测试赛
entrants: { kind: individual }
stages:
  - id: final
    title: 决赛
    items:
      - { id: paper, type: exam, title: 理论, points: 100, minutes: 60, options: { paper: { by: hand, questions: [{ id: q1, points: 60 }, { id: q2, points: 40 }] } } }
    ranking: { tieBreaks: [{ by: shared }] }
awards: [{ id: first, title: 一等奖, by: count, count: 1 }]
signatures: [chiefJudge]
`
const bank = {
  questions: [
    {
      id: 'q1',
      kind: 'single',
      stem: '下列哪一项最能体现同理心？',
      options: ['甲', '乙', '丙'],
      key: 'B',
      difficulty: 1,
      tags: [],
      chapter: '沟通',
      explanation: '',
    },
    {
      id: 'q2',
      kind: 'trueFalse',
      stem: '消费者享有知情权。',
      key: true,
      difficulty: 1,
      tags: [],
      chapter: '法律',
      explanation: '',
    },
  ],
}

let database: Database
let host: LiveHost
let effects: SessionEffects
let archivist: Archivist
let home: string
const clock = virtualClock(1_800_000_000_000, 0)
const server: Actor = { kind: 'server' }
let count = 0

async function act(contestId: string, name: string, payload: unknown, by: Actor = server): Promise<void> {
  const answer = await host.submit({ runId: contestId, commandId: `test-command-${(count += 1)}`, name, payload, by })
  if (isRefusal(answer)) throw new Error(`${name}: ${answer.code} ${answer.en}`)
}

const stateOf = async (contestId: string) => (await host.state(contestId))!.state as ContestState

/** From nothing to published results, with three entrants who answer. */
async function publishedContest(contestId: string): Promise<void> {
  const { db } = database
  await db
    .insertInto('person')
    .values({
      id: `org-${contestId}`,
      name: '组织者',
      email: `${contestId}@example.org`,
      image: null,
      username: contestId,
    })
    .execute()
  await db
    .insertInto('contest')
    .values({
      id: contestId,
      slug: contestId,
      title_zh: '归档测试赛',
      title_en: 'Archive',
      starts_on: null,
      place: '',
      rulebook_id: 'T1',
      rulebook_shipped: yaml,
      rulebook_yaml: yaml,
      published_yaml: yaml,
      published_edition: '2',
      published_at: clock.now(),
      created_by: `org-${contestId}`,
      created_at: clock.now(),
    })
    .execute()
  await host.create({
    runId: contestId,
    contestId,
    type: 'contest',
    options: { contestId, title: { zh: '归档测试赛', en: 'Archive' } },
    material: null,
    itemSeed: '',
  })
  const { parseRulebook } = await import('@leitai/core/rulebook/parse.ts')
  const { rulebook } = parseRulebook(yaml)
  await act(contestId, 'publishRulebook', { rulebook: { ...rulebook, edition: '2' }, edition: '2', changes: [] })
  await act(contestId, 'recordMaterial', {
    stage: 'final',
    item: 'paper',
    materialId: 'm1',
    title: '题库',
    sha256: await keepCopy({ database }, 'exam', bank),
  })
  await act(contestId, 'openRegistration', {})
  const roster = [1, 2, 3].map((n) => ({
    entrantId: `e${n}`,
    number: `S0${n}`,
    name: `选手${n}`,
    delegation: '',
    coaches: [],
    members: [],
    extraTimePercent: 0,
  }))
  await act(contestId, 'closeRegistration', { roster })
  await act(contestId, 'setRoom', { seats: ['A1', 'A2', 'A3', 'A4'], spare: [] })
  await act(contestId, 'planSessions', {
    sessions: [{ id: 's1', stage: 'final', item: 'paper', group: 1, startsAt: clock.now() }],
  })
  for (const { entrantId } of roster) await act(contestId, 'checkIn', { entrantId })
  const seed = '5eed'.repeat(16)
  const assigned = assignSeats(await stateOf(contestId), seed)
  await act(contestId, 'recordDraw', {
    batch: 1,
    entrantIds: assigned.map(({ entrantId }) => entrantId),
    codes: assigned.map(({ code, seat, group }) => ({ code, seat, group, extraTimePercent: 0, barredJudges: [] })),
    seed: { open: seed },
    mapping: { open: Object.fromEntries(assigned.map(({ code, entrantId }) => [code, entrantId])) },
  })
  await act(contestId, 'openSession', { session: 's1' })
  await effects.settled(contestId)
  for (const [n, { code }] of assigned.entries()) {
    const runId = runIdOf(contestId, 'final', 'paper', code)
    const by: Actor = { kind: 'seat', code }
    await act(runId, 'answer', { question: 'q2', value: n < 2, revision: 1 }, by)
    await act(runId, 'submit', {}, by)
  }
  await act(contestId, 'closeSession', { session: 's1', reason: '结束' })
  await effects.settled(contestId)
  await act(contestId, 'closeMarking', { stage: 'final' })
  const computed = await computeResults({ host }, contestId, 'final', 'org')
  if (isRefusal(computed)) throw new Error(computed.en)
  await act(contestId, 'recordSignature', {
    stage: 'final',
    role: 'chiefJudge',
    personId: 'p1',
    name: '裁判长',
    digest: resultDigest(await stateOf(contestId), 'final'),
  })
  await act(contestId, 'publishResults', { stage: 'final' })
}

beforeAll(async () => {
  database = await freshDatabase()
  home = await mkdtemp(join(tmpdir(), 'leitai-archive-'))
  host = await startRunHost({ pool: database.pool, clock, log: () => {}, rulesOf: archiveRules })
  effects = await startSessionEffects({
    database,
    host,
    log: (line) => {
      throw new Error(line)
    },
  })
  archivist = openArchivist(
    { database, host, clock, files: { path: (hash: string) => join(home, hash) } as never },
    home,
  )
})
afterAll(async () => {
  await effects.stop()
  await archivist.stop()
  await host.stop()
  await database.close()
  await rm(home, { recursive: true, force: true })
})

describe('an archive', () => {
  let path: string
  let head: string
  beforeAll(async () => {
    await publishedContest('whole')
    head = (await host.state('whole'))!.head
    const made = await archivist.make('whole', 'org', { 'sheets/hello.txt': Buffer.from('成绩单') })
    if (isRefusal(made)) throw new Error(made.en)
    path = archivist.path('whole')
  })

  test('verifies, and against the head on paper', async () => {
    const outcome = await verifyArchive(path, { head: head.slice(0, 16) })
    if (!outcome.ok) throw new Error(JSON.stringify(outcome.finding))
    expect(outcome.verified.runs).toBe(4)
    const results = outcome.verified.state.results['final']!
    expect(
      Object.values(results.scores)
        .map(({ paper }) => paper!.points)
        .toSorted(),
    ).toEqual(['0', '40', '40'])
  })

  test('A13 any byte changed is named', async () => {
    const whole = await readFile(path)
    const changed = join(home, 'changed.zip')
    const pick = chance('which bytes')
    // every region of the file: entries, their headers, the directory, the end
    const offsets = [
      0,
      4,
      10,
      whole.length - 1,
      whole.length - 12,
      ...Array.from({ length: 60 }, () => pick.below(whole.length)),
    ]
    for (const offset of offsets) {
      const copy = Buffer.from(whole)
      copy[offset] = copy[offset]! ^ 0x01
      await writeFile(changed, copy)
      const outcome = await verifyArchive(changed)
      expect({ offset, ok: outcome.ok, named: !outcome.ok && outcome.finding.where !== '' }).toEqual({
        offset,
        ok: false,
        named: true,
      })
    }
  })

  test('A13 a head on paper that is not in the stream is named', async () => {
    const outcome = await verifyArchive(path, { head: '00ff00ff00ff00ff' })
    expect(outcome).toMatchObject({ ok: false, finding: { where: 'whole' } })
  })
})

describe('an archive of a contest with uploaded files', () => {
  const large = mostUploadBytes + 5
  let small: { hash: string; bytes: number }
  let largeHash: string
  let path: string
  beforeAll(async () => {
    const folder = openFileFolder(home)
    small = await folder.keep(Buffer.from('a small film'))
    const film = Buffer.alloc(large, 7)
    largeHash = (await folder.keep(film)).hash
    await publishedContest('films')
    const runId = runIdOf('films', 'final', 'film', 'X1')
    await host.create({
      runId,
      contestId: 'films',
      type: 'submission',
      options: {
        setup: { code: 'X1', seconds: 600, feedback: 'none' },
        item: { parts: [{ id: 'film', kind: 'file', label: '介绍', accept: ['video'], mostFiles: 2 }] },
      },
      material: { title: '介绍', tasks: [{ id: 'a', title: '介绍', text: '请介绍自己。' }] },
      itemSeed: '0'.repeat(64),
    })
    await act(runId, 'open', {})
    for (const { hash, bytes } of [small, { hash: largeHash, bytes: large }])
      await act(runId, 'attach', { slot: 'film', hash, bytes, mime: 'video/mp4', name: 'a.mp4' })
    await act(runId, 'submit', {})
    const made = await archivist.make('films', 'org', {})
    if (isRefusal(made)) throw new Error(made.en)
    path = archivist.path('films')
  })

  test('holds them by their content; what is too large is named, with its hash, as kept apart', async () => {
    const outcome = await verifyArchive(path)
    if (!outcome.ok) throw new Error(JSON.stringify(outcome.finding))
    expect(outcome.manifest.files.filter((file) => file.path.startsWith('uploads/'))).toEqual([
      { path: `uploads/${small.hash}`, bytes: small.bytes, sha256: small.hash },
    ])
    expect(outcome.manifest.apart).toEqual([{ sha256: largeHash, bytes: large, runs: ['films:final:film:X1'] }])
  })

  test('A13 a byte of an uploaded file changed is named', async () => {
    const whole = await readFile(path)
    whole[whole.indexOf('a small film')]! ^= 1
    const changed = join(home, 'changed-film.zip')
    await writeFile(changed, whole)
    expect(await verifyArchive(changed)).toMatchObject({ ok: false, finding: { where: expect.any(String) } })
  })

  test('A13 is not made where a file that was handed in is gone or was changed', async () => {
    const folder = openFileFolder(home)
    await writeFile(folder.path(small.hash), 'another film')
    expect(await archivist.make('films', 'org', {})).toMatchObject({ code: 'verify:missingFile' })
    await rm(folder.path(small.hash))
    expect(await archivist.make('films', 'org', {})).toMatchObject({ code: 'verify:missingFile' })
  })
})

describe('A13 the journal changed in the database', () => {
  async function afterSql(contestId: string, sql: string): Promise<unknown> {
    await publishedContest(contestId)
    await database.pool.query(sql)
    return archivist.make(contestId, 'org', {})
  }

  test('an answer', async () => {
    const outcome = await afterSql(
      'answer',
      `update event set payload = replace(payload, 'true', 'false') where run_id like 'answer:%' and name = 'answered'`,
    )
    expect(outcome).toMatchObject({
      code: 'verify:chain',
      details: { runId: expect.stringMatching(/^answer:final:paper:S0/), version: 3 },
    })
  })

  test('a recorded score', async () => {
    const outcome = await afterSql(
      'score',
      `update event set payload = replace(payload, '"points":"40"', '"points":"90"') where run_id = 'score' and name = 'resultsRecorded'`,
    )
    expect(outcome).toMatchObject({ code: 'verify:chain', details: { runId: 'score' } })
  })

  test('the end of a run cut off', async () => {
    const outcome = await afterSql('cut', `delete from event where run_id like 'cut:%' and name = 'closed'`)
    expect(outcome).toMatchObject({
      code: 'verify:head',
      details: { runId: expect.stringMatching(/^cut:final:paper:S0/) },
    })
  })
})
