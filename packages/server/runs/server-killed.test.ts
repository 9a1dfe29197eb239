import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { freshDatabase } from '../store/testing.ts'
import type { Database } from '../store/database.ts'
import { standBy, startServerProcess, type ServerProcess } from './testing/child.ts'
import { LiveClient } from './testing/client.ts'
import { expectLedgerComplete, expectShownIsStored, send, type Sender } from './testing/ledger.ts'
import { asSeat, code, padRun } from './testing/world.ts'

let database: Database

beforeAll(async () => {
  database = await freshDatabase()
})
afterAll(() => database.close())

test('F4 the server is killed 100 times under load: what was acknowledged is there once, clients go on by themselves', async () => {
  const kills = 100
  const runs = Array.from({ length: 10 }, (_, i) => padRun('f4', code(i)))
  const connection = database.connection!
  let server: ServerProcess = await startServerProcess({ connection })
  const { port } = server
  await server.ask({ createAll: runs, open: runs.map(({ runId }) => runId) })
  const senders: Sender[] = runs.map(({ runId }, i) => {
    const client = new LiveClient(`ws://127.0.0.1:${port}/live`, asSeat('f4', code(i)))
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
  let acknowledged = 0
  for (let n = 0; n < kills; n += 1) {
    // it must have taken something since the last time, else nothing was at stake
    const replacement = standBy({ connection, port })
    const before = acknowledged
    const count = () => (acknowledged = senders.reduce((sum, { client }) => sum + client.answers.size, 0))
    while (count() < before + 100) await sleep(5)
    await sleep((n * 7) % 23)
    await server.kill()
    server = await (await replacement)()
  }
  typing = false
  await Promise.all(typists)
  await Promise.all(senders.map(({ client }) => client.until(() => client.unsent.length === 0)))
  for (const sender of senders) {
    expect(sender.client.reconnects).toBeGreaterThanOrEqual(kills)
    expect(sender.client.answers.size).toBe(sender.sent.size)
    await expectLedgerComplete(database.pool, sender)
    await expectShownIsStored(database.pool, sender)
    sender.client.close()
  }
  await server.ask({ stop: true }).catch(() => {})
}, 300_000)
