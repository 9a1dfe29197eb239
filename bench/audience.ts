/** Many who only look, as a process of its own: WebSockets that watch a run, or plain TCP sockets. Counts what comes. */
import { connect } from 'node:net'
import { WebSocket } from 'ws'

export type AudienceSetup = { count: number } & ({ url: string; runId: string } | { port: number })

export interface AudienceReport {
  /** Frames since the last question, or bytes on plain sockets. */
  received: number
  /** One such frame as it came, in base64. */
  sample: string
  /** Sockets that are still there. */
  open: number
}

const setup = JSON.parse(process.argv[2]!) as AudienceSetup
let received = 0
let sample = ''
let open = 0

function join(): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  if ('port' in setup) {
    const socket = connect({ port: setup.port, host: '127.0.0.1' }, () => {
      open += 1
      resolve()
    })
    socket.on('data', (bytes: Buffer) => {
      received += bytes.length
    })
    socket.on('error', reject)
    socket.on('close', () => (open -= 1))
    return promise
  }
  const { url, runId } = setup
  const ws = new WebSocket(url, { perMessageDeflate: false, skipUTF8Validation: true })
  ws.on('open', () => {
    open += 1
    ws.send(JSON.stringify({ t: 'watch', runId, version: 0 }))
  })
  ws.on('message', (data: Buffer) => {
    const text = data.toString('latin1', 0, 12)
    if (text.startsWith('{"t":"view"')) return resolve()
    if (!text.startsWith('{"t":"change')) return
    received += 1
    if (sample === '') sample = data.toString('base64')
  })
  ws.on('error', reject)
  ws.on('close', () => (open -= 1))
  return promise
}

for (let i = 0; i < setup.count; i += 100)
  await Promise.all(Array.from({ length: Math.min(100, setup.count - i) }, () => join()))
process.on('message', () => {
  process.send!({ received, sample, open } satisfies AudienceReport)
  received = 0
  sample = ''
})
process.on('disconnect', () => process.exit(0))
process.send!('ready')
