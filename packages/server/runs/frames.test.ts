import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, expect, test } from 'vitest'
import { WebSocket, WebSocketServer } from 'ws'
import { textFrame } from './frames.ts'

const sent = [
  '',
  'x'.repeat(125),
  '评'.repeat(42),
  'x'.repeat(65_535),
  'x'.repeat(65_536),
  '评'.repeat(70_000),
  'the last',
]
const server = createServer()
const sockets = new WebSocketServer({ noServer: true })
afterAll(() => server.close())

test('frames of every length are read as they were written', async () => {
  server.on('upgrade', (request, stream, head) => {
    sockets.handleUpgrade(request, stream, head, (ws) => {
      for (const text of sent) stream.write(textFrame(text))
      ws.close()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const ws = new WebSocket(`ws://127.0.0.1:${(server.address() as AddressInfo).port}`)
  const read: string[] = []
  ws.on('message', (data: Buffer, isBinary) => read.push(isBinary ? 'binary' : data.toString()))
  await new Promise((resolve) => ws.on('close', resolve))
  expect(read).toEqual(sent)
})
