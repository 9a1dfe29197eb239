/** The floor of a live quiz: a plain `ws` server that answers each answer and tells everybody the result. It keeps nothing. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { WebSocketServer, type WebSocket } from 'ws'

const [answer, result] = process.argv.slice(2) as [string, string]
const http = createServer()
const players = new Set<WebSocket>()
const server = new WebSocketServer({ server: http, perMessageDeflate: false, clientTracking: false })
server.on('connection', (ws) => {
  players.add(ws)
  ws.on('message', (data: Buffer) => {
    const frame = JSON.parse(data.toString()) as { commandId: string; name: string }
    ws.send(answer.replace('ID', frame.commandId))
    if (frame.name === 'step') for (const player of players) player.send(result)
  })
  ws.on('close', () => players.delete(ws))
})
await new Promise<void>((resolve) => http.listen({ port: 0, host: '127.0.0.1', backlog: 4096 }, resolve))
process.on('message', () => {
  const { user, system } = process.cpuUsage()
  process.send!({ cpuMs: (user + system) / 1e3 })
})
process.on('disconnect', () => process.exit(0))
process.send!({ url: `ws://127.0.0.1:${(http.address() as AddressInfo).port}` })
