import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { freshDatabase } from '../store/testing.ts'
import type { Database } from '../store/database.ts'
import { LiveClient } from './testing/client.ts'
import { asSeat, byServer, code, padRun, startWorld, type World } from './testing/world.ts'

let database: Database
let world: World

beforeAll(async () => {
  database = await freshDatabase()
  world = await startWorld({ pool: database.pool })
})
afterAll(async () => {
  await world.stop()
  await database.close()
})

test('F2 1,000 reloads while saving lose no edit and double none', async () => {
  const seats = 20
  const reloads = 50
  await world.host.createAll(Array.from({ length: seats }, (_, i) => padRun('f2', code(i))))
  await Promise.all(
    Array.from({ length: seats }, async (_, i) => {
      const { runId } = padRun('f2', code(i))
      await byServer(world.host, runId, 'open')
      const client = new LiveClient(world.url, asSeat('f2', code(i)))
      client.watch(runId)
      const last: Record<string, number> = {}
      let edits = 0
      while (client.reconnects < reloads) {
        for (let n = 0; n < 5; n += 1) {
          const question = `q${1 + ((edits * 7) % 50)}`
          edits += 1
          last[question] = edits
          client.command(runId, 'answer', { question, value: `v${edits}`, revision: edits })
        }
        // sometimes before anything left, sometimes in the middle, sometimes after the answers
        await sleep((edits * 13) % 7)
        const { reconnects } = client
        if (client.breakOff()) await client.until(() => client.reconnects > reconnects)
        // a person does not type on for ever unacknowledged: else 20 pages resend ever longer queues to each other
        if (client.reconnects % 4 === 0) await client.until(() => client.unsent.length === 0)
      }
      await client.until(() => client.unsent.length === 0)
      const refused = [...client.answers.values()].filter(({ t }) => t === 'refusal')
      expect(refused).toEqual([])
      const events = await Array.fromAsync(world.host.events(runId))
      const saved = events
        .filter(({ event }) => event.name === 'answered')
        .map(({ event }) => (event.payload as { revision: number }).revision)
      // each edit once, in the order in which it was made
      expect(saved).toEqual(Array.from({ length: edits }, (_, n) => n + 1))
      const { version } = (await world.host.state(runId))!
      await client.until(() => client.views.get(runId)?.version === version)
      const shown = client.views.get(runId)!.view as { work: { answers: Record<string, { revision: number }> } }
      expect(
        Object.fromEntries(Object.entries(shown.work.answers).map(([question, { revision }]) => [question, revision])),
      ).toEqual(last)
      client.close()
    }),
  )
})

test('F3 what was typed while the network was gone arrives when it is back, in order', async () => {
  await world.host.create(padRun('f3', code(1)))
  const { runId } = padRun('f3', code(1))
  await byServer(world.host, runId, 'open')
  let reachable = true
  // nobody listens on port 9 of this machine
  const client = new LiveClient(() => (reachable ? world.url : 'ws://127.0.0.1:9/live'), asSeat('f3', code(1)))
  client.watch(runId)
  await client.until(() => client.views.has(runId))
  reachable = false
  client.breakOff()
  for (let n = 1; n <= 600; n += 1)
    client.command(runId, 'answer', { question: `q${n % 50}`, value: `v${n}`, revision: n })
  await client.until(() => client.reconnects > 3)
  expect(client.unsent).toHaveLength(600)
  reachable = true
  await client.until(() => client.unsent.length === 0)
  const events = await Array.fromAsync(world.host.events(runId))
  expect(events.slice(2).map(({ event }) => (event.payload as { revision: number }).revision)).toEqual(
    Array.from({ length: 600 }, (_, n) => n + 1),
  )
  client.close()
})
