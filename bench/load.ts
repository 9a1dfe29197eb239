/**
 * Contestants, as a process of its own: each opens a socket, watches its sitting, and saves answers. Either as fast as
 * the server acknowledges (`depth` saves under way each), or one every `everyMs`. Started by `saves.ts` and `hall.ts`.
 */
import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { WebSocket } from 'ws'
import type { FromServer } from '@leitai/core/wire.ts'
import type { ExamWorkView } from '@leitai/items/exam/types.ts'

export interface LoadSetup {
  url: string
  seats: { headers: Record<string, string>; runId: string }[]
  seconds: number
  pace: { depth: number } | { everyMs: number }
}

export interface LoadResult {
  saves: number
  seconds: number
  p50Ms: number
  p99Ms: number
  maxMs: number
  refused: number
  cpuMs: number
}

interface Seat {
  ws: WebSocket
  runId: string
  questions: { id: string; value: unknown }[]
  next: number
  prefix: string
  /** When each save that is under way left, by its number. */
  left: Map<string, number>
  opened: Promise<void>
}

const setup = JSON.parse(process.argv[2]!) as LoadSetup
let latencies = new Float64Array(1 << 20)
let saves = 0
let refused = 0
let running = false

function note(ms: number): void {
  if (saves === latencies.length) {
    const longer = new Float64Array(saves * 2)
    longer.set(latencies)
    latencies = longer
  }
  latencies[saves] = ms
  saves += 1
}

/** An answer that fits the question, another one each time. */
const choices = ['A', 'B', 'C', 'D']

function open({ headers, runId }: LoadSetup['seats'][number]): Seat {
  const ws = new WebSocket(setup.url, { headers, perMessageDeflate: false })
  const { promise, resolve } = Promise.withResolvers<void>()
  const seat: Seat = {
    ws,
    runId,
    questions: [],
    next: 0,
    prefix: randomUUID().slice(0, 18),
    left: new Map(),
    opened: promise,
  }
  ws.on('open', () => ws.send(JSON.stringify({ t: 'watch', runId, version: 0 })))
  ws.on('message', (data: Buffer) => {
    const text = data.toString('latin1')
    // views come too and are thrown away: building screens is not what is measured
    if (!text.startsWith('{"t":"answer"') && seat.questions.length > 0 && !text.startsWith('{"t":"refusal"')) return
    const frame = JSON.parse(data.toString()) as FromServer
    if (frame.t === 'view' && seat.questions.length === 0) {
      const { work } = frame.view as { work: ExamWorkView }
      seat.questions = work.questions!.map(({ id, kind, blanks }) => ({
        id,
        value: kind === 'trueFalse' ? true : kind === 'fillIn' ? Array.from({ length: blanks! }, () => '答') : 'A',
      }))
      resolve()
    } else if (frame.t === 'answer' || frame.t === 'refusal') {
      if (frame.t === 'refusal') refused += 1
      const left = seat.left.get(frame.commandId)
      seat.left.delete(frame.commandId)
      if (!running || left === undefined) return
      note(performance.now() - left)
      if ('depth' in setup.pace) save(seat)
    }
  })
  return seat
}

function save(seat: Seat): void {
  seat.next += 1
  const { id, value } = seat.questions[seat.next % seat.questions.length]!
  const commandId = `${seat.prefix}-${seat.next}`
  const payload = { question: id, value: value === 'A' ? choices[seat.next % 4] : value, revision: seat.next }
  seat.left.set(commandId, performance.now())
  seat.ws.send(JSON.stringify({ t: 'command', commandId, runId: seat.runId, name: 'answer', payload }))
}

const seats: Seat[] = []
for (const one of setup.seats) {
  seats.push(open(one))
  // not all connections in one moment: that would measure the kernel's listen queue
  if (seats.length % 50 === 0) await Promise.all(seats.map(({ opened }) => opened))
}
await Promise.all(seats.map(({ opened }) => opened))
process.send!('ready')
await new Promise((resolve) => process.once('message', resolve))

running = true
const began = performance.now()
const cpu = process.cpuUsage()
if ('depth' in setup.pace) {
  for (const seat of seats) for (let i = 0; i < setup.pace.depth; i += 1) save(seat)
} else {
  const { everyMs } = setup.pace
  for (const seat of seats) {
    setTimeout(() => {
      save(seat)
      setInterval(() => save(seat), everyMs)
    }, Math.random() * everyMs)
  }
}
await sleep(setup.seconds * 1000)
running = false
const used = process.cpuUsage(cpu)
const seconds = (performance.now() - began) / 1000
const sorted = latencies.slice(0, saves).toSorted()
const at = (share: number) => sorted[Math.min(saves - 1, Math.floor(saves * share))] ?? 0
process.send!(
  {
    saves,
    seconds,
    p50Ms: at(0.5),
    p99Ms: at(0.99),
    maxMs: at(1),
    refused,
    cpuMs: (used.user + used.system) / 1e3,
  } satisfies LoadResult,
  () => process.exit(0),
)
