/** A run host with sockets on a port of its own, and sign-in by a header: what the tests of this folder talk to. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type pg from 'pg'
import type { AnyRules, Role } from '@leitai/core/run.ts'
import { systemClock } from '../../clock/system-clock.ts'
import { placeOf } from '@leitai/core/contest/reading.ts'
import type { Identity } from '../../people/identity.ts'
import type { Access } from '../access.ts'
import type { Clock, NewRun } from '../contract.ts'
import { startRunHost, type LiveHost, type RunHostOptions } from '../run-host.ts'
import { openSockets, type Sockets, type SocketsOptions } from '../sockets.ts'
import { pad, padMaterial, padOptions } from './pad.ts'

export interface World {
  host: LiveHost
  sockets: Sockets
  /** `ws://127.0.0.1:PORT/live` */
  url: string
  log: string[]
  stop(): Promise<void>
}

export interface WorldOptions {
  pool: pg.Pool
  clock?: Clock
  rules?: Record<string, AnyRules>
  limits?: RunHostOptions['limits']
  pace?: SocketsOptions['pace']
  beatMs?: number
  port?: number
}

export async function startWorld(options: WorldOptions): Promise<World> {
  const log: string[] = []
  const write = (line: string) => void log.push(line)
  const rules: Record<string, AnyRules> = options.rules ?? { pad }
  const host = await startRunHost({
    pool: options.pool,
    clock: options.clock ?? systemClock(),
    rulesOf: (type) => rules[type] ?? null,
    log: write,
    ...(options.limits === undefined ? {} : { limits: options.limits }),
  })
  const sockets = openSockets({
    host,
    access,
    build: 'test',
    log: write,
    ...(options.pace === undefined ? {} : { pace: options.pace }),
    ...(options.beatMs === undefined ? {} : { beatMs: options.beatMs }),
  })
  const server = createServer((_, response) => response.writeHead(404).end())
  sockets.attach(server)
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    host,
    sockets,
    url: `ws://127.0.0.1:${port}/live`,
    log,
    async stop() {
      await sockets.stop()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      await host.stop()
    },
  }
}

/** `seat:CONTEST:CODE:SESSION`, `person:CONTEST:ID:role+role`, or nothing for a screen. */
const identityHeader = 'x-identity'

export const asSeat = (contestId: string, code: string, session = 'one') => ({
  [identityHeader]: `seat:${contestId}:${code}:${session}`,
})
export const asPerson = (contestId: string, id: string, roles: readonly Role[]) => ({
  [identityHeader]: `person:${contestId}:${id}:${roles.join('+')}`,
})

function readIdentity(text: string | undefined): Identity {
  const [kind, contestId = '', id = '', rest = ''] = (text ?? '').split(':')
  if (kind === 'seat') return { kind, contestId, code: id, sessionId: rest }
  if (kind === 'person') {
    const roles = new Map([[contestId, rest.split('+') as Role[]]])
    return { kind, id, name: id, username: id, mayCreateContests: false, roles }
  }
  return { kind: 'anonymous' }
}

/** Where all seats of a contest meet in one run, instead of a seat's code. */
export const everySeat = 'all'

function isOf(identity: { contestId: string; code: string }, contestId: string, code: string | null): boolean {
  return identity.contestId === contestId && (code === null || code === everySeat || code === identity.code)
}

/** As the server's own, without accounts. */
export const access: Access = {
  identify: async (request) => readIdentity(request.headers[identityHeader]?.toString()),
  async viewerFor(identity, runId, as) {
    const place = placeOf(runId)
    const [contestId, code] = [place?.contestId ?? runId, place?.code ?? null]
    if (identity.kind === 'seat')
      return isOf(identity, contestId, code) ? { as: 'contestant', code: identity.code } : null
    if (identity.kind === 'anonymous') return { as: 'screen' }
    const roles = identity.roles.get(contestId) ?? []
    if (as === 'screen' && roles.length > 0) return { as: 'screen', hall: true }
    if (roles.includes('organiser') && (as ?? 'organiser') === 'organiser') return { as: 'organiser', id: identity.id }
    if (roles.includes('staff') && (as ?? 'staff') === 'staff') return { as: 'staff', id: identity.id }
    if (roles.includes('judge') && (as ?? 'judge') === 'judge') return { as: 'judge', id: identity.id }
    return null
  },
  actorFor(identity, runId) {
    const place = placeOf(runId)
    const [contestId, code] = [place?.contestId ?? runId, place?.code ?? null]
    if (identity.kind === 'seat')
      return code !== null && isOf(identity, contestId, code) ? { kind: 'seat', code: identity.code } : null
    if (identity.kind === 'anonymous') return null
    const roles = identity.roles.get(contestId)
    return roles === undefined ? null : { kind: 'person', id: identity.id, roles }
  },
}

export function padRun(contestId: string, code: string, seconds?: number): NewRun {
  return {
    runId: `${contestId}:s1:pad:${code}`,
    contestId,
    type: 'pad',
    options: padOptions(code, seconds),
    material: padMaterial,
    itemSeed: 'item',
  }
}

export const code = (n: number) => `A${String(n).padStart(3, '0')}`

let sent = 0

/** As the program itself: opening, closing and the like. */
export function byServer(host: LiveHost, runId: string, name: string, payload: unknown = {}) {
  sent += 1
  return host.submit({ runId, commandId: `by-server-${process.pid}-${sent}`, name, payload, by: { kind: 'server' } })
}
