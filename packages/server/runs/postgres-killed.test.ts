import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { connectDatabase } from '../store/database.ts'
import { startEmbeddedPostgres, type EmbeddedPostgres } from '../store/embedded-postgres.ts'
import { LiveClient } from './testing/client.ts'
import { expectLedgerComplete, expectShownIsStored, send, type Sender } from './testing/ledger.ts'
import { asSeat, byServer, code, padRun, startWorld, type World } from './testing/world.ts'

let home: string
let postgres: EmbeddedPostgres
let database: Awaited<ReturnType<typeof connectDatabase>>
let world: World

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'leitai-f5-'))
  postgres = await startEmbeddedPostgres({ home, log: () => {} })
  database = await connectDatabase(postgres.connection, { log: () => {}, connections: 8 })
  world = await startWorld({ pool: database.pool })
})
afterAll(async () => {
  await world.stop()
  await database.close()
  await postgres.stop()
  await rm(home, { recursive: true, force: true })
})

test('F5 PostgreSQL is killed under load: nothing acknowledged is lost, nothing is doubled, and it goes on without help', async () => {
  const runs = Array.from({ length: 10 }, (_, i) => padRun('f5', code(i)))
  await world.host.createAll(runs)
  for (const { runId } of runs) await byServer(world.host, runId, 'open')
  const senders: Sender[] = runs.map(({ runId }, i) => {
    const client = new LiveClient(world.url, asSeat('f5', code(i)))
    client.watch(runId)
    return { client, runId, sent: new Map(), next: 0 }
  })
  let typing = true
  const typists = senders.map(async (sender) => {
    while (typing) {
      if (sender.client.unsent.length < 40) send(sender, 5)
      await sleep(2)
    }
  })
  const acknowledged = () => senders.reduce((sum, { client }) => sum + client.answers.size, 0)
  for (let n = 0; n < 5; n += 1) {
    const before = acknowledged()
    while (acknowledged() < before + 200) await sleep(5)
    const restarted = new Promise<void>((resolve) => postgres.onRestart(resolve))
    process.kill(postgres.pid(), 'SIGKILL')
    await restarted
  }
  typing = false
  await Promise.all(typists)
  await Promise.all(senders.map(({ client }) => client.until(() => client.unsent.length === 0)))
  expect(world.log.some((line) => line.includes('cannot store (unreachable)'))).toBe(true)
  expect(world.host.storage()).toEqual({ storing: true })
  for (const sender of senders) {
    // nobody was cut off or refused: they only waited
    expect(sender.client.reconnects).toBe(0)
    expect([...sender.client.answers.values()].every(({ t }) => t === 'answer')).toBe(true)
    await expectLedgerComplete(database.pool, sender)
    await expectShownIsStored(database.pool, sender)
    const state = (await world.host.state(sender.runId))!
    await sender.client.until(() => sender.client.views.get(sender.runId)?.version === state.version)
    sender.client.close()
  }
})
