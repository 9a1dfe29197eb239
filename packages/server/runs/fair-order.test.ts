/** Who was first, with real sockets: seats whose frames are late, that lie, or that meet a slow disk. */
import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { networks, type JudgedPress } from '@leitai/core/match/fair-order.ts'
import type { FromServer } from '@leitai/core/wire.ts'
import { systemClock } from '../clock/system-clock.ts'
import type { Database } from '../store/database.ts'
import { freshDatabase } from '../store/testing.ts'
import { buzzer, buzzerRun, type BuzzerView } from './testing/buzzer.ts'
import { LiveClient } from './testing/client.ts'
import { slowDisk } from './testing/slow-disk.ts'
import { asPerson, asSeat, byServer, startWorld, type World } from './testing/world.ts'

let database: Database
const clock = systemClock()

beforeAll(async () => {
  database = await freshDatabase()
})
afterAll(() => database.close())

/** A seat that holds its echoes back, and says of its press what it likes. */
async function seat(world: World, contestId: string, code: string, echoAfterMs = 0) {
  const ws = new WebSocket(world.url, { headers: asSeat(contestId, code), autoPong: false })
  const frames: FromServer[] = []
  let echoes = 0
  ws.on('ping', (data) => {
    setTimeout(() => {
      if (ws.readyState !== ws.OPEN) return
      ws.pong(data)
      echoes += 1
    }, echoAfterMs)
  })
  ws.on('message', (data: Buffer) => frames.push(JSON.parse(data.toString()) as FromServer))
  const runId = `${contestId}:s1:buzzer:all`
  await new Promise((resolve) => ws.on('open', resolve))
  ws.send(JSON.stringify({ t: 'watch', runId, version: 0 }))
  await until(() => frames.some(({ t }) => t === 'view') && echoes > 0)
  return {
    frames,
    press(pressedAt?: number): string {
      const commandId = randomUUID()
      ws.send(JSON.stringify({ t: 'command', commandId, runId, name: 'press', payload: {}, pressedAt }))
      return commandId
    },
    answered: (commandId: string) =>
      frames.some((frame) => (frame.t === 'answer' || frame.t === 'refusal') && frame.commandId === commandId),
    close: () => ws.terminate(),
  }
}

/** This process, the server's as well as the seats', does nothing else meanwhile. */
function hold(ms: number): void {
  const until = performance.now() + ms
  while (performance.now() < until);
}

async function verdictIn(world: World, runId: string): Promise<BuzzerView['verdict']> {
  const view = async () => (await world.host.view(runId, { as: 'screen' }))!.view as BuzzerView
  while ((await view()).verdict === null) await sleep(5)
  return (await view()).verdict
}

async function pressesIn(world: World, runId: string): Promise<JudgedPress[]> {
  const events = await Array.fromAsync(world.host.events(runId))
  return events.flatMap(({ event }) => (event.name === 'pressed' ? [event.payload as JudgedPress] : []))
}

describe('F7 a disk that takes 600 ms to commit', () => {
  test('C03.contest.buzzer the earlier press wins though it came later, and nothing is acknowledged before it is durable', async () => {
    const stored: { at: number; toldBefore: number }[] = []
    const seats: Awaited<ReturnType<typeof seat>>[] = []
    let slow = false
    const pool = slowDisk(database.pool, async () => {
      if (!slow) return
      await sleep(600)
      const told = seats.flatMap(({ frames }) => frames.filter(({ t }) => t === 'answer'))
      const shown = seats.some(({ frames }) =>
        JSON.stringify(frames).includes(`["pressed"],"value":${stored.length + 1}`),
      )
      stored.push({ at: clock.now(), toldBefore: shown ? Number.POSITIVE_INFINITY : told.length })
    })
    const world = await startWorld({ pool, clock, rules: { buzzer } })
    const run = buzzerRun('f7', 'remote')
    await world.host.create(run)
    seats.push(await seat(world, 'f7', 'A1'), await seat(world, 'f7', 'A2'))
    const [one, two] = seats as [(typeof seats)[0], (typeof seats)[0]]
    await byServer(world.host, run.runId, 'open')
    await until(() => seats.every(({ frames }) => frames.some(({ t }) => t === 'changes')))
    slow = true

    const pressed = clock.precise()
    await sleep(31)
    const second = two.press(pressed + 30)
    await sleep(5)
    const first = one.press(pressed)
    await until(() => one.answered(first) && two.answered(second))
    // as long as a press is not on the disk nobody hears of it
    expect(stored.slice(0, 2).map(({ toldBefore }) => toldBefore)).toEqual([0, 1])
    const verdict = await verdictIn(world, run.runId)
    expect(verdict).toMatchObject({ first: ['A1'], marginMs: expect.closeTo(30, 1) as number })
    expect(verdict!.order.map(({ code, flags }) => [code, flags])).toEqual([
      ['A1', []],
      ['A2', []],
    ])
    const [earlier, later] = await pressesIn(world, run.runId)
    expect([earlier!.code, later!.code]).toEqual(['A2', 'A1'])
    // both were stamped when they came, not when the disk was ready for the second
    expect(later!.arrivedAt).toBeLessThan(stored[0]!.at)
    for (const each of seats) each.close()
    await world.stop()
  })
})

describe('a server that was too busy to read', () => {
  test('C03.contest.buzzer names the earlier press, though both lay unread for longer than the network’s slack', async () => {
    const world = await startWorld({ pool: database.pool, clock, rules: { buzzer } })
    const run = buzzerRun('busy', 'wired')
    await world.host.create(run)
    await byServer(world.host, run.runId, 'open')
    const one = await seat(world, 'busy', 'A1')
    const two = await seat(world, 'busy', 'A2')
    // both sockets are known, and the beat by which the server knows of its own rounds goes
    await sleep(50)
    const pressed = clock.precise()
    hold(9)
    two.press(pressed + 8)
    one.press(pressed)
    hold(150)
    const verdict = await verdictIn(world, run.runId)
    expect(verdict).toMatchObject({ first: ['A1'], marginMs: expect.closeTo(8, 1) as number })
    const [first] = await pressesIn(world, run.runId)
    expect(first!.unreadMs).toBeGreaterThan(140)
    expect(verdict!.order.flatMap(({ flags }) => flags)).toEqual([])
    one.close()
    two.close()
    await world.stop()
  })
})

describe('A7 who lies about the moment', () => {
  let world: World
  beforeAll(async () => {
    world = await startWorld({ pool: database.pool, clock, rules: { buzzer } })
  })
  afterAll(() => world.stop())

  test('a press back-dated by 100 ms counts as much before its arrival as the network explains, and is flagged', async () => {
    const run = buzzerRun('a7-back', 'wired')
    await world.host.create(run)
    await byServer(world.host, run.runId, 'open')
    const cheat = await seat(world, 'a7-back', 'A1')
    cheat.press(clock.precise() - 100)
    await verdictIn(world, run.runId)
    const [press] = await pressesIn(world, run.runId)
    expect(press!.flags).toContain('backDated')
    const { slackMs, mostRoundTripMs } = networks.wired
    expect(press!.arrivedAt - press!.at).toBeLessThanOrEqual(slackMs + mostRoundTripMs / 2 + 0.001)
    cheat.close()
  })

  test('echoes held back by 100 ms are measured, credited up to the limit, and flagged', async () => {
    const run = buzzerRun('a7-echo', 'wired')
    await world.host.create(run)
    await byServer(world.host, run.runId, 'open')
    const cheat = await seat(world, 'a7-echo', 'A1', 100)
    await sleep(20)
    cheat.press(clock.precise() - 60)
    await verdictIn(world, run.runId)
    const [press] = await pressesIn(world, run.runId)
    expect(press!.roundTripMs).toBeGreaterThan(90)
    expect(press!.flags).toEqual(['backDated', 'slowLink'])
    expect(press!.arrivedAt - press!.at).toBeCloseTo(12, 2)
    cheat.close()
  })

  test('echoes that nobody asked for say nothing; a press from the future counts when it came', async () => {
    const run = buzzerRun('a7-ahead', 'wired')
    await world.host.create(run)
    await byServer(world.host, run.runId, 'open')
    const ws = new WebSocket(world.url, { headers: asSeat('a7-ahead', 'A1'), autoPong: false })
    await new Promise((resolve) => ws.on('open', resolve))
    for (let i = 0; i < 50; i += 1) ws.pong(Buffer.from([i, 0, 0, 0, 0, 0]))
    ws.send(
      JSON.stringify({
        t: 'command',
        commandId: randomUUID(),
        runId: run.runId,
        name: 'press',
        payload: {},
        pressedAt: clock.precise() + 5000,
      }),
    )
    await verdictIn(world, run.runId)
    const [press] = await pressesIn(world, run.runId)
    expect(press).toMatchObject({ roundTripMs: null, flags: ['ahead'] })
    expect(press!.at).toBe(press!.arrivedAt)
    ws.terminate()
  })

  test('an autoclicker presses once; A5 who only looks cannot press', async () => {
    const run = buzzerRun('a7-click', 'wired')
    await world.host.create(run)
    await byServer(world.host, run.runId, 'open')
    const clicker = await seat(world, 'a7-click', 'A1')
    for (let i = 0; i < 100; i += 1) clicker.press(clock.precise())
    await verdictIn(world, run.runId)
    expect(await pressesIn(world, run.runId)).toHaveLength(1)
    clicker.close()
    const screen = new LiveClient(world.url)
    expect(await screen.send(run.runId, 'press', {})).toMatchObject({ t: 'refusal', refusal: { code: 'gone' } })
    const staff = new LiveClient(world.url, asPerson('a7-click', 'p1', ['staff']))
    expect(await staff.send(run.runId, 'press', {})).toMatchObject({ t: 'refusal', refusal: { code: 'noSeat' } })
    screen.close()
    staff.close()
  })
})

describe('who looks on', () => {
  const audience = 150

  test('the hall’s own screen is told of every change, the public of some, and all see the newest in the end', async () => {
    const world = await startWorld({ pool: database.pool, clock, rules: { buzzer } })
    const run = buzzerRun('hall', 'wired')
    await world.host.create(run)
    const { runId } = run
    const hall = new LiveClient(world.url, asPerson('hall', 'p1', ['staff']))
    const crowd = Array.from({ length: audience }, () => new LiveClient(world.url))
    hall.watch(runId, 'screen')
    for (const one of crowd) one.watch(runId)
    const everybody = [hall, ...crowd]
    for (const one of everybody) await one.until(() => one.views.has(runId))
    const roundOf = (one: LiveClient) => (one.views.get(runId)!.view as BuzzerView).round
    for (let round = 1; round <= 8; round += 1) {
      await byServer(world.host, runId, 'open')
      await hall.until(() => roundOf(hall) === round)
    }
    const late = new LiveClient(world.url)
    late.watch(runId)
    for (const one of [...everybody, late]) await one.until(() => one.views.has(runId) && roundOf(one) === 8)
    const steps = (one: LiveClient) => one.frames.filter(({ t }) => t === 'changes' || t === 'view').length
    expect(steps(hall)).toBe(9)
    for (const one of crowd) expect(steps(one)).toBeLessThan(steps(hall))
    for (const one of [...everybody, late]) one.close()
    await world.stop()
  })
})

async function until(test: () => boolean): Promise<void> {
  while (!test()) await sleep(2)
}
