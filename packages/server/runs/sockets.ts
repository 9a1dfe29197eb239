/**
 * `/live`: sockets on the server's own HTTP and HTTPS ports. Knows all connections, lets the newest of a seat take over
 * (F9), finds out which are dead, and tells the staff's side which seats are there.
 */
import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocketServer } from 'ws'
import { isOwnOrigin } from '../people/origin.ts'
import { seatKey, type Access, type Identity } from './access.ts'
import { Channels } from './channels.ts'
import { Connection, describe } from './connection.ts'
import type { LiveHost } from './run-host.ts'
import { Unread } from './unread.ts'

export interface SocketsOptions {
  host: LiveHost
  access: Access
  /** Changes with every release: an older page is asked to reload. */
  build: string
  log(line: string): void
  /** Frames a second and at once that one connection is read at. Generous: a queue after a break comes in one go. */
  pace?: { perSecond: number; burst: number }
  /** A peer that is silent for two beats is gone. */
  beatMs?: number
}

export interface SeatChange {
  contestId: string
  code: string
  change: 'connected' | 'lost' | 'tookOver'
}

export interface Sockets {
  attach(server: Server): void
  /** Codes of a contest's seats that are connected now. */
  seats(contestId: string): Set<string>
  onSeat(listener: (change: SeatChange) => void): () => void
  /** The sign-in ended (a second one, a new PIN): its sockets say so and take nothing more. */
  fence(sessionId: string): void
  /** Ends the connections of these, who then come back as whom they are now (roles changed, signed out). */
  drop(where: (identity: Identity) => boolean): void
  connections(): number
  stop(): Promise<void>
}

/** An organiser's act may carry a whole hall's sessions; a contestant's is a few hundred bytes. */
const frameBytes = 2_000_000
/** A screen says what it watches, and now and then asks for the time. */
const screenPace = { perSecond: 20, burst: 60 }

export function openSockets(options: SocketsOptions): Sockets {
  const { host, access, log } = options
  const channels = new Channels(host)
  const unread = new Unread()
  const connections = new Set<Connection>()
  const seats = new Map<string, Connection>()
  const listeners = new Set<(change: SeatChange) => void>()
  const attached: { server: Server; upgrade: (request: IncomingMessage, stream: Duplex, head: Buffer) => void }[] = []
  const wss = new WebSocketServer({
    noServer: true,
    maxPayload: frameBytes,
    perMessageDeflate: false,
    clientTracking: false,
  })

  const heart = setInterval(() => {
    for (const connection of connections) if (!connection.beat()) connection.terminate()
  }, options.beatMs ?? 10_000)
  heart.unref()

  function tell(identity: Identity, change: SeatChange['change']): void {
    if (identity.kind !== 'seat') return
    for (const listener of listeners) listener({ contestId: identity.contestId, code: identity.code, change })
  }

  async function upgrade(request: IncomingMessage, stream: Duplex, head: Buffer): Promise<void> {
    const url = URL.parse(request.url ?? '', 'http://leitai')
    if (url?.pathname !== '/live') return refuseUpgrade(stream, '404 Not Found')
    if (!isOwnOrigin(request.headers, request.headers.host ?? '')) {
      log(`live: refused a socket from the origin ${request.headers.origin ?? '(none)'}`)
      return refuseUpgrade(stream, '403 Forbidden')
    }
    const identity = await access.identify(request)
    if (identity === null) return refuseUpgrade(stream, '401 Unauthorized')
    wss.handleUpgrade(request, stream, head, (ws) => {
      const connection = new Connection(ws, stream, identity, {
        host,
        access,
        channels,
        unread,
        build: options.build,
        log,
        pace: identity.kind === 'anonymous' ? screenPace : (options.pace ?? { perSecond: 200, burst: 2000 }),
      })
      ws.on('error', (error) => log(`live: ${describe(identity)}: ${error.message}`))
      ws.on('close', () => gone(connection))
      connections.add(connection)
      unread.start()
      if (identity.kind !== 'seat') return
      const older = seats.get(seatKey(identity))
      seats.set(seatKey(identity), connection)
      host.seatPresent(identity.contestId, identity.code, true)
      older?.fence()
      tell(identity, older === undefined ? 'connected' : 'tookOver')
    })
  }

  function gone(connection: Connection): void {
    const { identity } = connection
    connections.delete(connection)
    if (connections.size === 0) unread.stop()
    connection.ended()
    if (identity.kind !== 'seat' || seats.get(seatKey(identity)) !== connection) return
    seats.delete(seatKey(identity))
    host.seatPresent(identity.contestId, identity.code, false)
    tell(identity, 'lost')
  }

  return {
    attach(server) {
      const listener = (request: IncomingMessage, stream: Duplex, head: Buffer) => {
        // Until it is a WebSocket nobody else listens: a peer that hangs up now must not end the process.
        stream.on('error', () => stream.destroy())
        upgrade(request, stream, head).catch((error: Error) => {
          log(`live: ${error.stack ?? error.message}`)
          refuseUpgrade(stream, '500 Internal Server Error')
        })
      }
      server.on('upgrade', listener)
      attached.push({ server, upgrade: listener })
    },
    seats: (contestId) =>
      new Set(
        [...seats.values()].flatMap(({ identity }) =>
          identity.kind === 'seat' && identity.contestId === contestId ? [identity.code] : [],
        ),
      ),
    onSeat(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    fence(sessionId) {
      for (const connection of connections) {
        if (connection.identity.kind === 'seat' && connection.identity.sessionId === sessionId) connection.fence()
      }
    },
    drop(where) {
      for (const connection of connections) if (where(connection.identity)) connection.close(4001, 'identify again')
    },
    connections: () => connections.size,
    async stop() {
      clearInterval(heart)
      unread.stop()
      for (const { server, upgrade: listener } of attached) server.off('upgrade', listener)
      for (const connection of connections) connection.close(1001, 'the server stops')
      channels.stop()
      // Whoever does not answer the closing is cut off.
      const until = performance.now() + 1000
      while (connections.size > 0 && performance.now() < until) await new Promise((resolve) => setTimeout(resolve, 20))
      for (const connection of connections) connection.terminate()
      wss.close()
    },
  }
}

function refuseUpgrade(stream: Duplex, status: string): void {
  stream.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
}
