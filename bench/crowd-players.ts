/**
 * All players of a live quiz and its host, as a process of its own. A question: everybody answers in one moment; when all
 * are acknowledged the host closes it, reveals the key, and everybody is told the result. The same script against Leitai and its floor.
 */
import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { WebSocket } from 'ws'

export interface CrowdSetup {
  url: string
  runId: string
  players: { headers: Record<string, string> }[]
  host: { headers: Record<string, string> }
  questions: number
  /** The host's words before the answers; none at the floor. */
  steps: readonly string[]
  leadMs: number
}

export interface CrowdQuestion {
  /** From sending to the acknowledgement, each. */
  acknowledgedMs: number[]
  /** From the host's word that reveals the key to the result, each. */
  resultMs: number[]
  /** From the first answer to the last result, without the host's pause between. */
  wholeMs: number
  /** Frames that came to players and host meanwhile. */
  messages: number
  refused: number
  /** One of each kind, for a floor that sends as much. */
  samples: { answer: string; result: string }
}

const setup = JSON.parse(process.argv[2]!) as CrowdSetup
let messages = 0
let sentAt: number[] = []
let revealedAt = 0
let acknowledgedMs: number[] = []
let resultMs: number[] = []
let refused = 0
let samples = { answer: '', result: '' }
let done: () => void = () => {}

function connect({ headers }: { headers: Record<string, string> }, index: number): Promise<WebSocket> {
  const ws = new WebSocket(setup.url, { headers, perMessageDeflate: false, skipUTF8Validation: true })
  ws.on('message', (data: Buffer) => {
    messages += 1
    const text = data.toString('latin1')
    if (index < 0) return
    const now = performance.now()
    if (text.startsWith('{"t":"answer"')) {
      acknowledgedMs.push(now - sentAt[index]!)
      samples.answer = text
      if (acknowledgedMs.length + refused === setup.players.length) done()
    } else if (text.startsWith('{"t":"refusal"')) {
      refused += 1
      if (acknowledgedMs.length + refused === setup.players.length) done()
    } else if (text.includes('"gained"') && revealedAt > 0) {
      resultMs.push(now - revealedAt)
      samples.result = text
      if (resultMs.length === setup.players.length) done()
    }
  })
  return new Promise((resolve, reject) => {
    ws.on('error', reject)
    ws.on('open', () => {
      ws.send(JSON.stringify({ t: 'watch', runId: setup.runId, version: 0 }))
      resolve(ws)
    })
  })
}

const players: WebSocket[] = []
for (let i = 0; i < setup.players.length; i += 50) {
  const some = setup.players.slice(i, i + 50)
  players.push(...(await Promise.all(some.map((player, j) => connect(player, i + j)))))
}
const host = await connect(setup.host, -1)
const { runId } = setup
const step = (name: string) =>
  host.send(JSON.stringify({ t: 'command', commandId: randomUUID(), runId, name: 'step', payload: { step: name } }))
const all = () =>
  Promise.race([
    new Promise<void>((resolve) => {
      done = resolve
    }),
    sleep(20_000, undefined, { ref: false }).then(() => {
      throw new Error(`not everybody was told: ${acknowledgedMs.length} acknowledged, ${resultMs.length} results`)
    }),
  ])
// the host's own first word comes before
await sleep(500)
if (setup.steps.length > 0) step('beginRound')

async function question(no: number): Promise<CrowdQuestion> {
  for (const name of setup.steps) {
    step(name)
    await sleep(700)
  }
  await sleep(setup.leadMs + 300)
  ;[messages, refused, sentAt, acknowledgedMs, resultMs, revealedAt] = [0, 0, [], [], [], 0]
  samples = { answer: '', result: '' }
  const frames = players.map((_, i) =>
    JSON.stringify({
      t: 'command',
      commandId: `answer-${no}-${i}-${process.pid}`,
      runId,
      name: 'answer',
      payload: { no, choice: [i % 4] },
    }),
  )
  const acknowledged = all()
  const began = performance.now()
  for (const [i, player] of players.entries()) {
    sentAt[i] = performance.now()
    player.send(frames[i]!)
  }
  await acknowledged
  const answeredMs = performance.now() - began
  if (setup.steps.length > 0) {
    step('closeQuestion')
    await sleep(500)
  }
  const told = all()
  revealedAt = performance.now()
  step('reveal')
  await told
  const wholeMs = answeredMs + performance.now() - revealedAt
  // what still comes of it is counted too
  await sleep(400)
  return { acknowledgedMs, resultMs, wholeMs, messages, refused, samples }
}

process.on('message', (no: number) => {
  question(no).then(
    (measured) => process.send!(measured),
    (error: Error) => {
      console.error(error)
      process.exit(1)
    },
  )
})
process.on('disconnect', () => process.exit(0))
process.send!('ready')
