import { setTimeout as sleep } from 'node:timers/promises'
import { isDeepStrictEqual } from 'node:util'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import type { SittingView } from '@leitai/core/sitting/sitting.ts'
import { clockTime } from '@leitai/core/words.ts'
import { freshDatabase } from '../store/testing.ts'
import type { Database } from '../store/database.ts'
import { LiveClient } from './testing/client.ts'
import type { PadView } from './testing/pad.ts'
import { asPerson, asSeat, byServer, code, padRun, startWorld, type World } from './testing/world.ts'

let database: Database
let world: World
const clients: LiveClient[] = []

function client(headers: Record<string, string> = {}): LiveClient {
  const made = new LiveClient(world.url, headers)
  clients.push(made)
  return made
}

beforeAll(async () => {
  database = await freshDatabase()
  world = await startWorld({ pool: database.pool })
  await world.host.createAll([1, 2, 3, 4, 5, 6, 7, 8, 9].map((n) => padRun('c1', code(n))))
})
afterEach(async () => {
  for (const one of clients.splice(0)) one.close()
  await until(() => world.sockets.connections() === 0)
})
afterAll(async () => {
  await world.stop()
  await database.close()
})

const run = (n: number, contest = 'c1') => `${contest}:s1:pad:${code(n)}`
const viewOf = (one: LiveClient, runId: string) =>
  one.views.get(runId)?.view as SittingView<PadView, unknown> | undefined

describe('watching and saving', () => {
  test('an answer is acknowledged with its version, and the view follows by steps', async () => {
    const one = client(asSeat('c1', code(1)))
    one.watch(run(1))
    await one.until(() => one.views.has(run(1)))
    expect(one.frames[0]).toMatchObject({ t: 'hello', build: 'test', viewer: 'contestant' })
    expect(viewOf(one, run(1))?.phase).toBe('waiting')
    await byServer(world.host, run(1), 'open')
    await one.until(() => viewOf(one, run(1))?.phase === 'open')
    const answer = await one.send(run(1), 'answer', { question: 'q1', value: 'B', revision: 1 })
    expect(answer).toMatchObject({ t: 'answer', version: 3 })
    await one.until(() => viewOf(one, run(1))?.work?.answers?.['q1']?.value === 'B')
    expect(one.frames.filter((frame) => frame.t === 'view')).toHaveLength(1)
    expect(one.frames.some((frame) => frame.t === 'changes')).toBe(true)
    expect(await world.host.view(run(1), { as: 'contestant', code: code(1) })).toEqual(one.views.get(run(1)))
  })

  test('many changes at once reach a watcher as few steps, and the last view is the newest', async () => {
    const one = client(asSeat('c1', code(2)))
    const staff = client(asPerson('c1', 'p1', ['staff']))
    await byServer(world.host, run(2), 'open')
    one.watch(run(2))
    staff.watch(run(2))
    await Promise.all([one.until(() => one.views.has(run(2))), staff.until(() => staff.views.has(run(2)))])
    for (let i = 1; i <= 400; i += 1) one.command(run(2), 'answer', { question: 'q1', value: `v${i}`, revision: i })
    await one.until(() => viewOf(one, run(2))?.work?.answers?.['q1']?.value === 'v400')
    const shown = await world.host.view(run(2), { as: 'staff', id: 'p1' })
    await staff.until(() => isDeepStrictEqual(staff.views.get(run(2))!.view, shown!.view))
    expect(one.frames.filter((frame) => frame.t === 'changes' || frame.t === 'view').length).toBeLessThan(200)
  })

  test('where nothing changed for a viewer nothing is sent, and what comes later still fits', async () => {
    await world.host.create(padRun('quiet', code(1)))
    const id = run(1, 'quiet')
    await byServer(world.host, id, 'open')
    const one = client(asSeat('quiet', code(1)))
    const [staff, second] = [1, 2].map(() => client(asPerson('quiet', 'p1', ['staff']))) as [LiveClient, LiveClient]
    one.watch(id)
    await one.send(id, 'answer', { question: 'q1', value: 'A', revision: 1 })
    for (const desk of [staff, second]) {
      desk.watch(id)
      await desk.until(() => desk.views.has(id))
    }
    const before = staff.frames.length
    // the staff see how much is done, never what
    for (let i = 2; i <= 6; i += 1) {
      await one.send(id, 'answer', { question: 'q1', value: `v${i}`, revision: i })
      await sleep(60)
    }
    expect(staff.frames.slice(before)).toEqual([])
    staff.breakOff()
    await staff.until(() => staff.frames.length > before + 1)
    expect(staff.frame('changes')).toMatchObject({ base: 3, version: 3, changes: [] })
    await byServer(world.host, id, 'close', { reason: 'time' })
    await staff.until(() => viewOf(staff, id)?.phase === 'closed')
    expect(staff.frames.slice(before).filter((frame) => frame.t === 'view')).toEqual([])
    expect(await world.host.view(id, { as: 'staff', id: 'p1' })).toEqual(staff.views.get(id))
  })

  test('coming back with the version one has gets a confirmation instead of the whole', async () => {
    const one = client(asSeat('c1', code(3)))
    one.watch(run(3))
    await one.until(() => one.views.has(run(3)))
    const before = one.frames.length
    one.breakOff()
    await one.until(() => one.frames.slice(before).some((frame) => frame.t === 'changes'))
    expect(one.frames.slice(before).find((frame) => frame.t === 'view')).toBeUndefined()
    expect(one.frame('changes')).toEqual({ t: 'changes', runId: run(3), base: 1, version: 1, changes: [] })
  })

  test('who waits for a run sees it when it is made, and nothing of it is made for another', async () => {
    const one = client(asSeat('c1', 'B01'))
    const other = client(asSeat('c1', 'B02'))
    const id = 'c1:s1:pad:B01'
    for (const waiting of [one, other]) waiting.watch(id)
    await one.until(() => one.frame('gone') !== undefined)
    await other.until(() => other.frame('gone') !== undefined)
    await world.host.create(padRun('c1', 'B01'))
    await one.until(() => viewOf(one, id)?.phase === 'waiting')
    expect(other.views.size).toBe(0)
  })

  test('several who wait for a run that has nothing for them yet all see it in the end', async () => {
    const id = 'c1:s1:pad:B03'
    const judges = ['j1', 'j2', 'j3'].map((judge) => client(asPerson('c1', judge, ['judge'])))
    await world.host.create(padRun('c1', 'B03'))
    for (const one of judges) one.watch(id)
    for (const one of judges) await one.until(() => one.frame('gone') !== undefined)
    // each of these wakes them, and there is still nothing to see
    for (const [name, payload] of [
      ['open', {}],
      ['pause', { reason: 'power' }],
      ['resume', {}],
    ] as const) {
      const before = judges.map((one) => one.frames.length)
      await byServer(world.host, id, name, payload)
      for (const [index, one] of judges.entries()) await one.until(() => one.frames.length > before[index]!)
    }
    await byServer(world.host, id, 'close', { reason: 'time' })
    for (const one of judges) await one.until(() => one.views.has(id))
    expect(judges.map((one) => viewOf(one, id)?.phase)).toEqual(['closed', 'closed', 'closed'])
  })

  test('who is connected is known seat by seat, and a lost one is told', async () => {
    const changes: string[] = []
    const stop = world.sockets.onSeat(({ code: seat, change }) => changes.push(`${seat} ${change}`))
    const one = client(asSeat('c1', code(4)))
    const staff = client(asPerson('c1', 'p1', ['staff']))
    one.watch(run(4))
    staff.watch(run(4))
    await Promise.all([one.until(() => one.views.has(run(4))), staff.until(() => staff.views.has(run(4)))])
    expect(world.host.connected(run(4))).toBe(1)
    expect([...world.sockets.seats('c1')]).toEqual([code(4)])
    one.close()
    await until(() => changes.length === 2)
    stop()
    expect(changes).toEqual([`${code(4)} connected`, `${code(4)} lost`])
    expect(world.host.connected(run(4))).toBe(0)
  })

  test('a peer that is silent for two beats is cut off', async () => {
    const strict = await startWorld({ pool: database.pool, beatMs: 60 })
    const ws = new WebSocket(strict.url, { headers: asSeat('c1', code(9)), autoPong: false })
    await new Promise((resolve) => ws.on('close', resolve))
    await until(() => strict.sockets.connections() === 0)
    expect([...strict.sockets.seats('c1')]).toEqual([])
    await strict.stop()
  })

  test('a socket too slow for every step gets the newest whole view when it can take it', async () => {
    await byServer(world.host, run(5), 'open')
    const slow = client(asPerson('c1', 'p9', ['organiser']))
    const one = client(asSeat('c1', code(5)))
    one.watch(run(5))
    slow.watch(run(5))
    await Promise.all([slow.until(() => slow.views.has(run(5))), one.until(() => one.views.has(run(5)))])
    await byServer(world.host, run(5), 'close', { reason: 'to be inspected' })
    await slow.until(() => viewOf(slow, run(5))?.phase === 'closed')
    slow.pauseReading()
    // each giving back of time reopens, each closing shows the organiser everything again: steps of 2 MB in all
    for (let i = 0; i < 60; i += 1) {
      await byServer(world.host, run(5), 'giveTime', { seconds: 60, reason: 'again' })
      await one.send(run(5), 'answer', { question: `q${i}`, value: 'x'.repeat(90_000), revision: 1 })
      await byServer(world.host, run(5), 'close', { reason: 'again' })
      await sleep(55)
    }
    const now = await world.host.view(run(5), { as: 'organiser', id: 'p9' })
    const before = slow.frames.length
    slow.resumeReading()
    await slow.until(() => slow.views.get(run(5))!.version === now!.version)
    expect(slow.views.get(run(5))).toEqual(now)
    expect(slow.frames.slice(before).some((frame) => frame.t === 'view')).toBe(true)
  })

  test('a fast sender is read more slowly; nothing of it is refused or lost', async () => {
    const paced = await startWorld({ pool: database.pool, pace: { perSecond: 500, burst: 20 } })
    await byServer(paced.host, run(6), 'open')
    const one = new LiveClient(paced.url, asSeat('c1', code(6)))
    for (let i = 1; i <= 200; i += 1) one.command(run(6), 'answer', { question: 'q1', value: `v${i}`, revision: i })
    await one.until(() => one.answers.size === 200)
    expect([...one.answers.values()].every((answer) => answer.t === 'answer')).toBe(true)
    one.close()
    await paced.stop()
  })

  test('frames that cannot be read are answered, and a stream of them ends the connection', async () => {
    const one = client(asSeat('c1', code(8)))
    await one.until(() => one.frames.length > 0)
    one.raw('{"t":"command"}')
    one.raw('not json')
    one.raw(Buffer.from([1, 2, 3]))
    one.raw(JSON.stringify({ t: 'watch', runId: 'x', version: 0, as: ' '.repeat(1_100_000) }))
    await one.until(() => one.frames.filter((frame) => frame.t === 'invalid').length === 4)
    for (let i = 0; i < 20; i += 1) one.raw('[]')
    await one.until(() => one.reconnects > 0)
    expect(one.answers.size).toBe(0)
  })

  test('half a character is mended instead of refused for ever', async () => {
    await byServer(world.host, run(8), 'open')
    const one = client(asSeat('c1', code(8)))
    await one.until(() => one.frames.length > 0)
    one.raw(
      `{"t":"command","commandId":"half-a-character","runId":"${run(8)}","name":"answer","payload":{"question":"q1","value":"a\\ud800b","revision":1}}`,
    )
    await one.until(() => one.answers.has('half-a-character'))
    const state = await world.host.view(run(8), { as: 'contestant', code: code(8) })
    expect(state?.view).toMatchObject({ work: { answers: { q1: { value: 'a\uFFFDb' } } } })
  })
})

describe('who must not get in', () => {
  test('A1 subscribing to another seat’s run, and commands to it, give nothing, and a line in the log', async () => {
    const thief = client(asSeat('c1', code(7)))
    thief.watch(run(1))
    await thief.until(() => thief.frame('gone') !== undefined)
    const answer = await thief.send(run(1), 'answer', { question: 'q1', value: 'X', revision: 99 })
    expect(answer).toMatchObject({ t: 'refusal', refusal: { code: 'gone' } })
    expect(thief.views.size).toBe(0)
    expect(world.log.some((line) => line.includes(`seat ${code(7)}`) && line.includes(run(1)))).toBe(true)
  })

  test('A1 the same seat code of another contest opens nothing', async () => {
    const stranger = client(asSeat('c2', code(1)))
    stranger.watch(run(1))
    await stranger.until(() => stranger.frame('gone') !== undefined)
    expect(await stranger.send(run(1), 'submit', {})).toMatchObject({ t: 'refusal', refusal: { code: 'gone' } })
  })

  test('A1 no frame to a contestant or the staff holds a key before the release', async () => {
    await world.host.create(padRun('a1', code(1)))
    const id = run(1, 'a1')
    const one = client(asSeat('a1', code(1)))
    const staff = client(asPerson('a1', 'p1', ['staff']))
    one.watch(id)
    staff.watch(id)
    await byServer(world.host, id, 'open')
    await one.send(id, 'answer', { question: 'q1', value: 'B', revision: 1 })
    await one.send(id, 'submit', {})
    await one.until(() => viewOf(one, id)?.phase === 'closed')
    await staff.until(() => viewOf(staff, id)?.phase === 'closed')
    expect(JSON.stringify([one.frames, staff.frames])).not.toContain('SECRET-KEY')
    await byServer(world.host, id, 'release', { showing: 'answers' })
    await one.until(() => JSON.stringify(viewOf(one, id)).includes('SECRET-KEY-1'))
  })

  test('A2 a guessed run looks like one that does not exist, and is logged', async () => {
    const one = client(asSeat('c1', code(7)))
    one.watch(run(1))
    one.watch('c1:s1:pad:A999')
    one.watch('nonsense')
    await one.until(() => one.frames.filter((frame) => frame.t === 'gone').length === 3)
    const [first, ...others] = one.frames
      .filter((frame) => frame.t === 'gone')
      .map((frame) => Object.keys(frame).join())
    expect(others).toEqual([first, first])
    expect(world.log.some((line) => line.includes('"nonsense"'))).toBe(true)
  })

  test('A5 a screen can neither act nor look at a sitting', async () => {
    const screen = client()
    screen.watch(run(1))
    await screen.until(() => screen.frame('gone') !== undefined)
    expect(await screen.send(run(1), 'open', {})).toMatchObject({ refusal: { code: 'gone' } })
    const one = client(asSeat('c1', code(1)))
    expect(await one.send(run(1), 'giveTime', { seconds: 3600, reason: 'please' })).toMatchObject({
      refusal: { code: 'notAllowed' },
    })
  })

  test('A6 an answer before the opening and after the close is refused, with the time', async () => {
    await world.host.create(padRun('a6', code(1)))
    const id = run(1, 'a6')
    const one = client(asSeat('a6', code(1)))
    const early = await one.send(id, 'answer', { question: 'q1', value: 'B', revision: 1 })
    expect(early).toMatchObject({ t: 'refusal', refusal: { code: 'notOpenYet' } })
    await byServer(world.host, id, 'open')
    expect(await one.send(id, 'answer', { question: 'q1', value: 'B', revision: 1 })).toMatchObject({ t: 'answer' })
    await byServer(world.host, id, 'close', { reason: 'time' })
    const late = await one.send(id, 'answer', { question: 'q1', value: 'C', revision: 2 })
    const { state } = (await world.host.state(id)) as { state: { closed: { at: number }; work: { answers: unknown } } }
    expect(late).toMatchObject({ t: 'refusal', refusal: { code: 'closed', details: { at: state.closed.at } } })
    expect(JSON.stringify(late)).toContain(clockTime(state.closed.at))
    expect(state.work.answers).toEqual({ q1: { value: 'B', revision: 1 } })
  })

  test('A9 a page of another site gets no socket', async () => {
    const status = (origin: string) =>
      new Promise<number>((resolve) => {
        const ws = new WebSocket(world.url, { headers: { ...asSeat('c1', code(1)), origin } })
        ws.on('open', () => {
          ws.terminate()
          resolve(101)
        })
        ws.on('unexpected-response', (_, response) => resolve(response.statusCode ?? 0))
        ws.on('error', () => {})
      })
    expect(await status('https://evil.example')).toBe(403)
    expect(await status(world.url.replace('ws:', 'http:').replace('/live', ''))).toBe(101)
  })
})

describe('two tabs', () => {
  test('F9 the newer tab takes over; the older one says so and is not heard', async () => {
    await world.host.create(padRun('f9', code(1)))
    const id = run(1, 'f9')
    await byServer(world.host, id, 'open')
    const older = client(asSeat('f9', code(1), 'one'))
    older.watch(id)
    await older.until(() => older.views.has(id))
    const newer = client(asSeat('f9', code(1), 'two'))
    await older.until(() => older.frame('fenced') !== undefined)
    expect(older.frame('fenced')?.zh).toContain('另一窗口或设备')
    const refused = await older.send(id, 'answer', { question: 'q1', value: 'old', revision: 5 })
    expect(refused).toMatchObject({ t: 'refusal', refusal: { code: 'fenced' } })
    expect(await newer.send(id, 'answer', { question: 'q1', value: 'new', revision: 1 })).toMatchObject({ t: 'answer' })
    const frames = older.frames.length
    await newer.send(id, 'answer', { question: 'q1', value: 'newer', revision: 2 })
    expect(older.frames).toHaveLength(frames)
    expect((await world.host.view(id, { as: 'contestant', code: code(1) }))?.view).toMatchObject({
      work: { answers: { q1: { value: 'newer' } } },
    })
  })

  test('F9 submitted twice is one submission with one receipt', async () => {
    await world.host.create(padRun('f9', code(2)))
    const id = run(2, 'f9')
    await byServer(world.host, id, 'open')
    const one = client(asSeat('f9', code(2)))
    one.watch(id)
    const answers = await Promise.all([one.send(id, 'submit', {}), one.send(id, 'submit', {})])
    expect(answers.map(({ t }) => t)).toEqual(['answer', 'answer'])
    await one.until(() => viewOf(one, id)?.phase === 'closed')
    const receipt = viewOf(one, id)?.closed?.receipt
    const again = client(asSeat('f9', code(2), 'elsewhere'))
    again.watch(id)
    expect(await again.send(id, 'submit', {})).toMatchObject({ t: 'answer', version: 3 })
    await again.until(() => again.views.has(id))
    expect(viewOf(again, id)?.closed?.receipt).toBe(receipt)
    const events = await Array.fromAsync(world.host.events(id))
    expect(events.filter(({ event }) => event.name === 'closed')).toHaveLength(1)
  })

  test('a sign-in that ended is fenced, and who changed may be told to come back', async () => {
    const one = client(asSeat('c1', code(7), 'ended'))
    await one.until(() => one.frames.length > 0)
    world.sockets.fence('ended')
    await one.until(() => one.frame('fenced') !== undefined)
    expect(await one.send(run(7), 'submit', {})).toMatchObject({ refusal: { code: 'fenced' } })
    const staff = client(asPerson('c1', 'p3', ['staff']))
    await staff.until(() => staff.frames.length > 0)
    world.sockets.drop((identity) => identity.kind === 'person' && identity.id === 'p3')
    await staff.until(() => staff.reconnects > 0)
    await staff.until(() => staff.frames.filter(({ t }) => t === 'hello').length === 2)
  })
})

async function until(test: () => boolean): Promise<void> {
  while (!test()) await sleep(5)
}
