/** The floor of every broadcast: a process that writes given bytes to all of its TCP sockets, and nothing else. */
import { createServer, type AddressInfo, type Socket } from 'node:net'

const sockets = new Set<Socket>()
const server = createServer({ noDelay: true }, (socket) => {
  sockets.add(socket)
  socket.on('error', () => socket.destroy())
  socket.on('close', () => sockets.delete(socket))
})
await new Promise<void>((resolve) => server.listen({ port: 0, host: '127.0.0.1', backlog: 4096 }, resolve))
process.on('message', (message: { write?: string }) => {
  if (message.write !== undefined) {
    const bytes = Buffer.from(message.write, 'base64')
    for (const socket of sockets) socket.write(bytes)
  }
  const { user, system } = process.cpuUsage()
  process.send!({ cpuMs: (user + system) / 1e3 })
})
process.on('disconnect', () => process.exit(0))
process.send!({ port: (server.address() as AddressInfo).port })
