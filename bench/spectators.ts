/**
 * 10,000 who look on at one server process, two changes a second: what one delivery costs the server's processor, beside
 * a process that writes the same bytes to as many plain TCP sockets, in turns in the same run.
 */
import { fork, type ChildProcess } from 'node:child_process'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { textFrame } from '@leitai/server/runs/frames.ts'
import { buzzerRun } from '@leitai/server/runs/testing/buzzer.ts'
import { LiveClient } from '@leitai/server/runs/testing/client.ts'
import { asPerson } from '@leitai/server/runs/testing/world.ts'
import type { AudienceReport, AudienceSetup } from './audience.ts'
import { median, prepare } from './ground.ts'

const spectators = Number(process.env['SPECTATORS'] ?? 10_000)
const seconds = Number(process.env['SECONDS_EACH'] ?? 15)
const rounds = 3
const updateMs = 500
const processes = 2

const question =
  '客户来电投诉：套餐外流量被扣费 128 元，称从未收到提醒短信，情绪激动并要求立即退费。按照服务规范，客服代表首先应当做什么？' +
  'A 核对身份并致歉；B 直接退费；C 转接班长；D 告知以短信记录为准。'

const ground = await prepare(0)
const children: ChildProcess[] = []
try {
  const { server } = ground
  const run = buzzerRun('arena', 'wired')
  await server.ask({ createAll: [run] })
  const host = new LiveClient(server.url, asPerson('arena', 'host', ['staff']))
  const raw = start('raw-writes.ts')
  const { port } = (await raw.next()) as { port: number }
  const rawCpuMs = async (message: object = {}) => ((await raw.ask(message)) as { cpuMs: number }).cpuMs
  const audiences = await gather({ url: server.url, runId: run.runId })
  const plain = await gather({ port })
  const look = async (of: typeof audiences) => {
    const reports = (await Promise.all(of.map(({ ask }) => ask({})))) as AudienceReport[]
    return { received: reports.reduce((n, one) => n + one.received, 0), open: sum(reports), sample: reports[0]!.sample }
  }
  const sum = (reports: AudienceReport[]) => reports.reduce((n, one) => n + one.open, 0)

  const measured = { ours: [] as number[], raw: [] as number[], idle: [] as number[] }
  let frame: Buffer = Buffer.alloc(0)
  let delivered = 0
  let lost = 0
  for (let round = 0; round < rounds; round += 1) {
    // sockets that are merely there, with their heartbeats
    const before = (await server.ask({})).cpuMs
    await sleep(seconds * 1000)
    const idle = (await server.ask({})).cpuMs - before
    measured.idle.push(idle / seconds)

    await look(audiences)
    const began = (await server.ask({})).cpuMs
    const updates = (seconds * 1000) / updateMs
    for (let i = 0; i < updates; i += 1) {
      const next = sleep(updateMs)
      await host.send(run.runId, 'open', { question: `${question}（${round}-${i}）` })
      await next
    }
    await sleep(300)
    const ours = (await server.ask({})).cpuMs - began
    const { received, open, sample } = await look(audiences)
    frame = textFrame(Buffer.from(sample, 'base64').toString())
    delivered += received
    lost += updates * spectators - received
    if (open !== spectators) throw new Error(`${spectators - open} spectators were lost`)
    measured.ours.push(((ours - (idle * (seconds + 0.3)) / seconds) * 1000) / received)

    await look(plain)
    const rawBegan = await rawCpuMs()
    for (let i = 0; i < updates; i += 1) {
      const next = sleep(updateMs)
      await rawCpuMs({ write: frame.toString('base64') })
      await next
    }
    await sleep(300)
    const bytes = await look(plain)
    measured.raw.push((((await rawCpuMs()) - rawBegan) * 1000) / (bytes.received / frame.length))
  }
  const [ours, floor] = [median(measured.ours), median(measured.raw)]
  console.log(
    `${spectators} spectators, ${1000 / updateMs} updates a second of ${frame.length} bytes, ${rounds} × ${seconds} s each; ${delivered} deliveries`,
  )
  console.table({
    'Leitai, CPU per delivery (µs)': { median: round2(ours), each: measured.ours.map(round2).join(' ') },
    'plain TCP write (µs)': { median: round2(floor), each: measured.raw.map(round2).join(' ') },
    'heartbeats of all (ms of CPU a second)': {
      median: round2(median(measured.idle)),
      each: measured.idle.map(round2).join(' '),
    },
  })
  console.log(`${round2(ours / floor)}× (at most 1.3×); not delivered: ${lost}`)
  host.close()
  if (ours > 1.3 * floor || lost > 0) process.exitCode = 1
} finally {
  for (const child of children) child.kill()
  await ground.end()
}

function start(file: string, setup?: object) {
  const child = fork(join(import.meta.dirname, file), setup === undefined ? [] : [JSON.stringify(setup)], {
    stdio: 'inherit',
    execArgv: [],
  })
  children.push(child)
  const next = () => new Promise<unknown>((resolve) => child.once('message', resolve))
  const ask = (message: object) => {
    const answer = next()
    child.send(message)
    return answer
  }
  return { next, ask }
}

async function gather(where: { url: string; runId: string } | { port: number }) {
  const gathered = Array.from({ length: processes }, () =>
    start('audience.ts', { ...where, count: spectators / processes } satisfies AudienceSetup),
  )
  for (const one of gathered) await one.next()
  return gathered
}

function round2(value: number): number {
  return Math.round(value * 100) / 100
}
