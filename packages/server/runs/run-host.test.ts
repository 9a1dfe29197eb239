import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { chainHeads, firstBroken } from '@leitai/core/chain.ts'
import { replay, type Actor } from '@leitai/core/run.ts'
import { virtualClock } from '../clock/virtual-clock.ts'
import { freshDatabase } from '../store/testing.ts'
import type { Database } from '../store/database.ts'
import type { Committed, NewRun } from './contract.ts'
import { headBefore, sha256Hex } from './record.ts'
import { startRunHost, type LiveHost, type RunHostOptions } from './run-host.ts'
import { pad } from './testing/pad.ts'
import { byServer, code, padRun } from './testing/world.ts'

let database: Database
const hosts: LiveHost[] = []
const log: string[] = []

async function startHost(options: Partial<RunHostOptions> = {}): Promise<LiveHost> {
  const host = await startRunHost({
    pool: database.pool,
    clock: virtualClock(1_800_000_000_000, 0),
    rulesOf: (type) => (type === 'pad' ? pad : null),
    log: (line) => log.push(line),
    ...options,
  })
  hosts.push(host)
  return host
}

beforeAll(async () => {
  database = await freshDatabase()
})
afterEach(async () => {
  for (const host of hosts.splice(0)) await host.stop()
})
afterAll(async () => {
  await database.close()
})

const seat = (n: number): Actor => ({ kind: 'seat', code: code(n) })
const answer = (
  run: NewRun,
  n: number,
  question: string,
  value: string,
  revision: number,
  commandId: string = randomUUID(),
) => ({
  runId: run.runId,
  commandId,
  name: 'answer',
  payload: { question, value, revision },
  by: seat(n),
})
const stream = async (host: LiveHost, runId: string) => Array.fromAsync(host.events(runId))

describe('making runs', () => {
  test('a run is made once, by whoever comes first', async () => {
    const host = await startHost()
    const run = padRun('make', code(1))
    await Promise.all([host.create(run), host.create(run), host.createAll([run, run])])
    await host.create(run)
    expect(await stream(host, run.runId)).toHaveLength(1)
    const second = await startHost()
    await second.create(run)
    expect(await second.list('make')).toEqual([
      { runId: run.runId, type: 'pad', version: 1, head: (await host.state(run.runId))!.head },
    ])
  })

  test('what the rules do not take is refused and leaves nothing', async () => {
    const host = await startHost()
    const run = { ...padRun('make', code(2)), material: { questions: [] } }
    await expect(host.create(run)).rejects.toThrow('questions')
    expect(await host.state(run.runId)).toBeNull()
    await expect(host.create({ ...run, type: 'unknown' })).rejects.toThrow('no rules')
    await host.create(padRun('make', code(2)))
    expect((await host.state(run.runId))?.version).toBe(1)
  })

  test('a watcher that came before the run was made does not keep it from being made', async () => {
    const host = await startHost()
    const run = padRun('make', code(3))
    const [early] = await Promise.all([host.view(run.runId, { as: 'contestant', code: code(3) }), host.create(run)])
    expect(early).toBeNull()
    expect((await host.view(run.runId, { as: 'contestant', code: code(3) }))?.version).toBe(1)
  })
})

describe('deciding', () => {
  test('commands of one run are decided in the order of their coming, each on the one before', async () => {
    const host = await startHost()
    const run = padRun('order', code(1))
    await host.create(run)
    await byServer(host, run.runId, 'open')
    const versions = await Promise.all(
      Array.from({ length: 500 }, (_, i) => host.submit(answer(run, 1, `q${i % 7}`, `v${i}`, i + 1))),
    )
    expect(versions.map((accepted) => 'version' in accepted && accepted.version)).toEqual(
      Array.from({ length: 500 }, (_, i) => i + 3),
    )
    const saved = (await stream(host, run.runId))
      .slice(2)
      .map(({ event }) => (event.payload as { value: string }).value)
    expect(saved).toEqual(Array.from({ length: 500 }, (_, i) => `v${i}`))
  })

  test('F10 the answer got lost after the commit: the retry has one effect and gets the first answer, also after a restart', async () => {
    const host = await startHost()
    const run = padRun('f10', code(1))
    await host.create(run)
    await byServer(host, run.runId, 'open')
    const command = answer(run, 1, 'q1', 'B', 1, 'the-one-command')
    const first = await host.submit(command)
    await host.submit(answer(run, 1, 'q2', 'C', 1))
    expect(await host.submit(command)).toEqual(first)
    expect(await host.submit({ ...command, payload: { question: 'q1', value: 'changed', revision: 9 } })).toEqual(first)
    const restarted = await startHost()
    expect(await restarted.submit(command)).toEqual(first)
    const both = await Promise.all([
      host.submit({ ...command, commandId: 'sent-twice-at-once' }),
      host.submit({ ...command, commandId: 'sent-twice-at-once' }),
    ])
    expect(both[0]).toEqual(both[1])
    expect((await stream(host, run.runId)).filter(({ event }) => event.name === 'answered')).toHaveLength(2)
  })

  test('F10 a retry older than what memory holds is recognised by the table', async () => {
    const host = await startHost()
    const run = padRun('f10', code(2))
    await host.create(run)
    await byServer(host, run.runId, 'open')
    const first = await host.submit(answer(run, 2, 'q1', 'v', 1, 'a-very-old-command'))
    await Promise.all(Array.from({ length: 1200 }, (_, i) => host.submit(answer(run, 2, 'q1', 'v', i + 2))))
    const [again, other] = await Promise.all([
      host.submit(answer(run, 2, 'q1', 'w', 9999, 'a-very-old-command')),
      host.submit(answer(run, 2, 'q2', 'beside it', 1)),
    ])
    expect(again).toEqual(first)
    expect(other).toMatchObject({ version: 1204 })
    expect((await host.state(run.runId))?.state).toMatchObject({
      work: { answers: { q1: { value: 'v', revision: 1201 }, q2: { value: 'beside it' } } },
    })
  })

  test('F10 saves that come out of order: the highest revision stays', async () => {
    const host = await startHost()
    const run = padRun('f10', code(3))
    await host.create(run)
    await byServer(host, run.runId, 'open')
    for (const revision of [2, 5, 3, 1, 4]) await host.submit(answer(run, 3, 'q1', `r${revision}`, revision))
    expect((await host.state(run.runId))?.state).toMatchObject({
      work: { answers: { q1: { value: 'r5', revision: 5 } } },
    })
  })

  test('unknown commands, wrong payloads and unknown runs are refusals; a bug in the rules fails its own command alone', async () => {
    const host = await startHost()
    const run = padRun('bug', code(1))
    await host.create(run)
    await byServer(host, run.runId, 'open')
    const send = (name: string, payload: unknown) => host.submit({ ...answer(run, 1, 'q1', 'v', 1), name, payload })
    expect(await send('constructor', {})).toMatchObject({ code: 'unknownCommand' })
    expect(await send('answer', { question: 1 })).toMatchObject({ code: 'badInput' })
    expect(await host.submit({ ...answer(run, 1, 'q1', 'v', 1), runId: 'nowhere' })).toMatchObject({
      code: 'noSuchRun',
    })
    const results = await Promise.allSettled([
      send('answer', { question: 'q1', value: 'before', revision: 1 }),
      send('stumble', { where: 'evolve' }),
      send('stumble', { where: 'decide' }),
      send('answer', { question: 'q2', value: 'after', revision: 1 }),
    ])
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected', 'fulfilled'])
    expect((await stream(host, run.runId)).map(({ event }) => event.name)).toEqual([
      'prepared',
      'opened',
      'answered',
      'answered',
    ])
  })

  test('listeners hear each event once, in order, only when it is durable', async () => {
    const host = await startHost()
    const heard: Committed[] = []
    const durable: Promise<void>[] = []
    host.onCommitted((committed) => {
      heard.push(...committed)
      const last = committed.at(-1)!
      durable.push(
        database.pool
          .query('select from event where run_id = $1 and version = $2', [last.runId, last.version])
          .then(({ rowCount }) => expect(rowCount).toBe(1)),
      )
    })
    const runs = [1, 2, 3].map((n) => padRun('hear', code(n)))
    await host.createAll(runs)
    for (const run of runs) await byServer(host, run.runId, 'open')
    await Promise.all(
      runs.flatMap((run, r) => Array.from({ length: 50 }, (_, i) => host.submit(answer(run, r + 1, 'q1', 'v', i + 1)))),
    )
    await Promise.all(durable)
    for (const run of runs) {
      const own = heard.filter(({ runId }) => runId === run.runId)
      expect(own.map(({ version }) => version)).toEqual(Array.from({ length: 52 }, (_, i) => i + 1))
    }
  })
})

describe('the clock', () => {
  test('the deadline closes the sitting by itself', async () => {
    const clock = virtualClock(1_800_000_000_000, 0)
    const host = await startHost({ clock })
    const run = padRun('clock', code(1), 60)
    await host.create(run)
    await byServer(host, run.runId, 'open')
    const closed = new Promise<Committed>((resolve) =>
      host.onCommitted((committed) => committed.forEach((one) => one.event.name === 'closed' && resolve(one))),
    )
    clock.jump(60_000)
    expect((await closed).event).toMatchObject({ by: { kind: 'server' }, payload: { how: 'deadline', usedMs: 60_000 } })
    expect(await host.submit(answer(run, 1, 'q1', 'late', 1))).toMatchObject({ code: 'closed' })
  })

  test('what fell due while the server was away is done when it starts, though nobody asks for the run', async () => {
    const clock = virtualClock(1_800_000_000_000, 0)
    const host = await startHost({ clock })
    const run = padRun('clock', code(2), 60)
    await host.create(run)
    await byServer(host, run.runId, 'open')
    await host.stop()
    clock.jump(3_600_000)
    const restarted = await startHost({ clock })
    await new Promise<void>((resolve) => restarted.onCommitted(([first]) => first?.runId === run.runId && resolve()))
    expect((await restarted.state(run.runId))?.state).toMatchObject({
      phase: 'closed',
      closed: { at: 1_800_000_060_000 },
    })
    const { rows } = await database.pool.query('select wakes_at from run where run_id = $1', [run.runId])
    expect(rows).toEqual([{ wakes_at: null }])
  })

  test('F8 time given to events never goes back within a run', async () => {
    let now = 1_800_000_000_000
    const host = await startHost({ clock: { now: () => now, precise: () => now, at: () => () => {}, virtual: true } })
    const run = padRun('clock', code(3))
    await host.create(run)
    now -= 3_600_000
    await byServer(host, run.runId, 'open')
    expect((await stream(host, run.runId)).map(({ event }) => event.at)).toEqual([1_800_000_000_000, 1_800_000_000_000])
  })
})

describe('what is stored', () => {
  test('heads follow the chain, and the first changed row is named', async () => {
    const host = await startHost()
    const run = padRun('chain', code(1))
    await host.create(run)
    await byServer(host, run.runId, 'open')
    for (let i = 1; i <= 5; i += 1) await host.submit(answer(run, 1, 'q1', `"值"\\\n${i}\u2028\u0000`, i))
    const events = await stream(host, run.runId)
    const heads = chainHeads(
      run.runId,
      events.map(({ event }) => event),
      sha256Hex,
    )
    expect(heads[0]).toBe(headBefore(run.runId))
    expect(heads.slice(1)).toEqual(events.map(({ hash }) => hash))
    await database.pool.query(
      `update event set payload = replace(payload, '3', '4') where run_id = $1 and version = 5`,
      [run.runId],
    )
    const changed = (await stream(host, run.runId)).map(({ event, version, hash }) => ({
      run: run.runId,
      version,
      ...event,
      head: hash,
    }))
    expect(firstBroken(run.runId, changed, sha256Hex)?.version).toBe(5)
    const restarted = await startHost()
    await restarted.state(run.runId)
    expect(
      log.some((line) => line.startsWith('JOURNAL CHANGED') && line.includes(run.runId) && line.includes('version 5')),
    ).toBe(true)
    // it goes on from the stored head: the break stays where it is
    await restarted.submit(answer(run, 1, 'q1', 'six', 6))
    const after = (await stream(restarted, run.runId)).map(({ event, version, hash }) => ({
      run: run.runId,
      version,
      ...event,
      head: hash,
    }))
    expect(firstBroken(run.runId, after, sha256Hex)?.version).toBe(5)
  })

  test('replay: events, snapshot with tail, and the live state are the same, whatever was done', async () => {
    const command = fc.oneof(
      {
        weight: 6,
        arbitrary: fc.record({
          name: fc.constant('answer'),
          payload: fc.record({
            question: fc.constantFrom('q1', 'q2', 'q3'),
            value: fc.string({ unit: 'grapheme' }),
            revision: fc.integer({ min: 1, max: 20 }),
          }),
        }),
      },
      fc.record({ name: fc.constant('open'), payload: fc.constant({}) }),
      fc.record({ name: fc.constant('pause'), payload: fc.constant({ reason: '停电' }) }),
      fc.record({ name: fc.constant('resume'), payload: fc.constant({}) }),
      fc.record({
        name: fc.constant('giveTime'),
        payload: fc.record({ seconds: fc.integer({ min: 1, max: 600 }), reason: fc.constant('断网') }),
      }),
      fc.record({ name: fc.constant('submit'), payload: fc.constant({}) }),
      fc.record({ name: fc.constant('reportIncident'), payload: fc.constant({ kind: 'pasted' }) }),
    )
    let n = 0
    await fc.assert(
      fc.asyncProperty(fc.array(command, { minLength: 1, maxLength: 40 }), fc.nat(40), async (commands, restartAt) => {
        n += 1
        const run = padRun('replay', code(n))
        let host = await startHost({ limits: { snapshotTail: 0 } })
        await host.create(run)
        for (const [i, { name, payload }] of commands.entries()) {
          if (i === restartAt) {
            await host.stop() // writes a snapshot
            host = await startHost({ limits: { snapshotTail: 1000 } })
          }
          const by: Actor = name === 'answer' ? seat(n) : { kind: 'server' }
          await host.submit({ runId: run.runId, commandId: randomUUID(), name, payload, by })
        }
        const live = await host.state(run.runId)
        const events = (await stream(host, run.runId)).map(({ event }) => event)
        expect(live!.state).toEqual(replay(pad, events as never))
        await host.stop()
        const reloaded = await startHost()
        expect(await reloaded.state(run.runId)).toEqual(live)
        expect(await reloaded.score(run.runId)).toEqual(await host.score(run.runId))
        await reloaded.stop()
      }),
      { numRuns: 15 },
    )
  })

  test('a snapshot that does not fit the stream, or older rules, is passed over', async () => {
    const host = await startHost({ limits: { snapshotTail: 0 } })
    const run = padRun('snap', code(1))
    await host.create(run)
    await byServer(host, run.runId, 'open')
    const before = await host.state(run.runId)
    await host.stop()
    const spoil = (column: string, value: string) =>
      database.pool.query(`update snapshot set state = '{}', ${column} = ${value} where run_id = $1`, [run.runId])
    expect((await spoil('version', 'version')).rowCount).toBe(1)
    await spoil('head', `'other'`)
    expect(await (await startHost()).state(run.runId)).toEqual(before)
    await spoil('head', `(select head from event e where e.run_id = snapshot.run_id and e.version = snapshot.version)`)
    await spoil('state_version', '0')
    expect(await (await startHost()).state(run.runId)).toEqual(before)
  })

  test('idle runs leave memory and come back; watched ones stay', async () => {
    const host = await startHost({ limits: { idleMs: 0, sweepMs: 20, snapshotTail: 0 } })
    const runs = [1, 2].map((n) => padRun('idle', code(n)))
    await host.createAll(runs)
    const pinned = await host.pin(runs[1]!.runId)
    const states = await Promise.all(runs.map((run) => host.state(run.runId)))
    for (;;) {
      const { rows } = await database.pool.query(`select run_id from snapshot where run_id like 'idle:%'`)
      if (rows.length > 0) break
    }
    await byServer(host, runs[0]!.runId, 'open')
    expect((await host.state(runs[0]!.runId))?.version).toBe(2)
    expect(await host.state(runs[1]!.runId)).toEqual(states[1])
    const { rows } = await database.pool.query(`select run_id from snapshot where run_id = $1`, [runs[1]!.runId])
    expect(rows).toEqual([])
    pinned!.release()
  })
})

describe('two servers on one journal', () => {
  test('what the other wrote is read and decided on; nothing is overwritten', async () => {
    const one = await startHost()
    const two = await startHost()
    const run = padRun('two', code(1))
    await one.create(run)
    await byServer(one, run.runId, 'open')
    await two.state(run.runId)
    await one.submit(answer(run, 1, 'q1', 'from one', 1))
    expect(await two.submit(answer(run, 1, 'q2', 'from two', 1))).toMatchObject({ version: 4 })
    expect(await one.submit(answer(run, 1, 'q3', 'from one', 1))).toMatchObject({ version: 5 })
    expect((await one.state(run.runId))?.state).toMatchObject({
      work: { answers: { q1: { value: 'from one' }, q2: { value: 'from two' }, q3: { value: 'from one' } } },
    })
  })
})

describe('a disk that takes no more', () => {
  test('F6 commands are refused and never acknowledged; the same command goes through when there is space again', async () => {
    const states: unknown[] = []
    const host = await startHost({ onStorage: (state) => states.push(state.storing) })
    const run = padRun('f6', code(1), 60)
    await host.create(run)
    await byServer(host, run.runId, 'open')
    await database.pool.query(`
      create function disk_full() returns trigger language plpgsql as $$ begin raise exception 'could not extend file: No space left on device' using errcode = '53100'; end $$;
      create trigger disk_full before insert on event execute function disk_full()`)
    const command = answer(run, 1, 'q1', 'B', 1)
    const refusals = await Promise.all([host.submit(command), host.submit(answer(run, 1, 'q2', 'C', 1))])
    expect(refusals).toMatchObject([{ code: 'notStored' }, { code: 'notStored' }])
    expect(host.storage()).toMatchObject({ storing: false, why: 'full' })
    expect((await host.state(run.runId))?.version).toBe(2)
    await expect(host.create(padRun('f6', code(2)))).rejects.toThrow('cannot store')
    await database.pool.query('drop trigger disk_full on event')
    expect(await host.submit(command)).toMatchObject({ version: 3 })
    await host.create(padRun('f6', code(2)))
    expect(states).toEqual([false, true])
    expect(await stream(host, run.runId)).toHaveLength(3)
  })
})
