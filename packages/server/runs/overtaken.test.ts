/** What an event announces for a moment is over when the disk took longer than that: nobody is shown it, and the rules name another. */
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import type { RunRules } from '@leitai/core/run.ts'
import type { Database } from '../store/database.ts'
import { freshDatabase } from '../store/testing.ts'
import { LiveClient } from './testing/client.ts'
import { slowDisk } from './testing/slow-disk.ts'
import { asPerson, asSeat, everySeat, startWorld } from './testing/world.ts'

interface Lamp {
  announced: number
  /** How often the moment was named anew. */
  moved: number
}
type LampCommand = { [N in 'announce' | 'tick' | 'wave']: { name: N; payload: Record<string, never> } }[
  | 'announce'
  | 'tick'
  | 'wave']
type LampEvent = { name: 'made' | 'announced' | 'moved' | 'waved'; payload: Record<string, never> }

const nothing = z.strictObject({})
const leadMs = 1000

const lamp: RunRules<unknown, unknown, Lamp, LampCommand, LampEvent, Lamp> = {
  type: 'lamp',
  stateVersion: 1,
  options: z.unknown(),
  material: z.unknown(),
  commands: { announce: nothing, tick: nothing, wave: nothing },
  start: () => [{ name: 'made', payload: {} }],
  decide(_, { name }, { overtaken }) {
    if (name === 'tick') return overtaken ? [{ name: 'moved', payload: {} }] : []
    return [{ name: name === 'wave' ? 'waved' : 'announced', payload: {} }]
  },
  evolve(before, { name }) {
    const { announced, moved } = before ?? { announced: 0, moved: 0 }
    return { announced: announced + (name === 'announced' ? 1 : 0), moved: moved + (name === 'moved' ? 1 : 0) }
  },
  overtaken: (_, { name, at }, now) => name === 'announced' && now > at + leadMs,
  view: (state) => state,
  wakesAt: () => null,
  score: () => ({ id: 'lamp', label: { zh: '灯', en: 'Lamp' }, points: '0' }),
}

let database: Database
beforeAll(async () => {
  database = await freshDatabase()
})
afterAll(() => database.close())

test('F7 C03.contest.buzzer what was overtaken is stored, and shown only with what the rules made of it', async () => {
  let slow = false
  const pool = slowDisk(database.pool, async () => {
    if (slow) await sleep(leadMs + 100)
    slow = false
  })
  const world = await startWorld({ pool, rules: { lamp } })
  const runId = `lamp:s1:lamp:${everySeat}`
  const make = { runId, contestId: 'lamp', type: 'lamp', options: null, material: null, itemSeed: 'item' }
  await world.host.create(make)
  const seat = new LiveClient(world.url, asSeat('lamp', 'A1'))
  seat.watch(runId)
  await seat.until(() => seat.views.has(runId))
  const host = new LiveClient(world.url, asPerson('lamp', 'host', ['host', 'staff']))
  const shown = () => seat.views.get(runId)!.view as Lamp

  // in time: shown as it is
  expect((await host.send(runId, 'announce', {})).t).toBe('answer')
  await seat.until(() => shown().announced === 1)
  expect(shown().moved).toBe(0)

  slow = true
  const late = host.send(runId, 'announce', {})
  // what comes meanwhile is decided after it
  const wave = host.send(runId, 'wave', {})
  expect((await late).t).toBe('answer')
  expect((await wave).t).toBe('answer')
  await seat.until(() => shown().announced === 2)
  const states = seat.frames.flatMap((frame) => (frame.t === 'changes' ? [frame] : []))
  expect(states).toHaveLength(2)
  expect(shown()).toEqual({ announced: 2, moved: 1 })

  const events = await Array.fromAsync(world.host.events(runId))
  const names = events.map(({ event }) => event.name)
  expect(names.slice(0, 2)).toEqual(['made', 'announced'])
  // the wave may have come early enough for the batch of the second word
  expect(names.slice(2).filter((name) => name !== 'waved')).toEqual(['announced', 'moved'])
  seat.close()
  host.close()
  await world.stop()
})
