/** One running server: database, run host, HTTP and HTTPS. Tests and rehearsals start it in their own process. */
import cookie from '@fastify/cookie'
import Fastify, { type FastifyInstance } from 'fastify'
import { createHash, randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises'
import { createServer as createHttpsServer, type Server as HttpsServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { contestRules } from '@leitai/core/contest/rules.ts'
import { markingRules } from '@leitai/core/marking/rules.ts'
import { certificateNames, lanAddresses } from './addresses.ts'
import { serveApi } from './api/serve.ts'
import { openArchivist } from './archive/write-archive.ts'
import { systemClock } from './clock/system-clock.ts'
import { openSlipBox } from './contests/draw/slip-box.ts'
import { openSealDesk } from './contests/seal/officers.ts'
import { startMarkingDesk } from './contests/marking/marking-desk.ts'
import { startSessionEffects } from './contests/sessions/effects.ts'
import { watchLastSaves } from './contests/sessions/room.ts'
import { serveCalendar } from './contests/training/serve-calendar.ts'
import { trainingUploads } from './contests/training/uploads.ts'
import { openPrinter } from './print/printer.ts'
import { servePrint } from './print/serve-print.ts'
import { serveSlips } from './print/serve-slips.ts'
import { serveRehearsalClock } from './api/rehearsal.ts'
import { rulesOf as itemRulesOf } from '@leitai/items/rules.ts'
import { itemRegistry } from './contests/item-registry.ts'
import { reportSecondSignIns } from './contests/second-sign-ins.ts'
import { serverCertificate, type ServerCertificate } from './https/authority.ts'
import { trustPage } from './https/trust-page.ts'
import { openFiles } from './materials/files.ts'
import { openKnowledge } from './knowledge/knowledge.ts'
import { openAccounts } from './people/auth.ts'
import { firstOrganiserToken } from './people/first-organiser.ts'
import { openIdentities } from './people/identity.ts'
import { mayChangeState } from './people/origin.ts'
import { openUploads, type Uploads } from './uploads/uploads.ts'
import { servePreviews } from './uploads/serve-previews.ts'
import { serveUploads } from './uploads/serve-uploads.ts'
import { openSeats } from './people/seats.ts'
import type { Parts } from './parts.ts'
import type { Clock } from './runs/contract.ts'
import { startRunHost, type LiveHost } from './runs/run-host.ts'
import { openDatabase, type Database } from './store/database.ts'
import { openSockets } from './runs/sockets.ts'
import { StartRefusal } from './store/start-refusal.ts'
import { securityHeaders, servePages } from './web/pages.ts'

export interface ServerOptions {
  /** The data folder, `LEITAI_HOME`. */
  home: string
  /** 0: any free port. */
  port: number
  httpsPort: number
  /** Where to listen; everything by default. */
  listenOn?: string
  databaseUrl?: string | undefined
  /** An open database instead (tests); then it is the caller's to close. */
  database?: Database
  clock?: Clock
  /** With a virtual clock: the secret with which a rehearsal drives it. Without one there is no such route. */
  clockSecret?: string | undefined
  /** X-Forwarded-* headers are believed from these addresses only; from nobody by default (A9). */
  trustProxy?: string | boolean
  log?: (line: string) => void
  webFolder?: string
  rulebooksFolder?: string
}

export interface LeitaiServer {
  url: string
  httpsUrl: string
  /** Every address people can type, http and https. */
  urls: string[]
  parts: Parts
  host: LiveHost
  db: Database
  /** For the first organiser; null when there is one. */
  setupUrl: string | null
  stop(): Promise<void>
}

const repository = join(import.meta.dirname, '..', '..')

export async function startServer(options: ServerOptions): Promise<LeitaiServer> {
  const {
    home,
    log = () => {},
    listenOn = '0.0.0.0',
    clock = systemClock(),
    webFolder = join(repository, 'packages', 'web', 'dist'),
  } = options
  await mkdir(home, { recursive: true })
  const database = options.database ?? (await openDatabase({ home, databaseUrl: options.databaseUrl, log }))
  /** Undone in the reverse order, on stopping and when starting fails half-way. */
  const undo: (() => Promise<unknown>)[] = options.database === undefined ? [() => database.close()] : []
  const stop = async () => {
    for (const step of undo.splice(0).toReversed()) await step()
  }
  try {
    const contest = contestRules(itemRegistry.available)
    const host = await startRunHost({
      pool: database.pool,
      clock,
      log,
      rulesOf: (type) =>
        type === contest.type ? contest : type === markingRules.type ? markingRules : itemRulesOf(type),
    })
    undo.push(() => host.stop())

    const accounts = openAccounts({ database, clock, secret: await secretOf(home) })
    const seats = openSeats(database, clock)
    const identities = openIdentities({ database, accounts, seats, host })
    const files = openFiles(database, home, clock)
    const sockets = openSockets({
      host,
      build: buildOf(webFolder),
      log,
      access: {
        identify: (request) =>
          identities.identify(request.headers, request.url?.includes('as=seat') ? 'seat' : 'person'),
        viewerFor: identities.viewerFor,
        actorFor: identities.actorFor,
      },
    })
    seats.onFenced(({ sessionId }) => sockets.fence(sessionId))
    const lastSaves = watchLastSaves({ host })
    undo.push(async () => lastSaves.stop())
    const sealDesk = openSealDesk({ host })
    undo.push(() => sealDesk.stop())
    const printer = openPrinter(clock)
    undo.push(() => printer.stop())
    const archivist = openArchivist({ database, host, clock, files }, home)
    undo.push(() => archivist.stop())
    const knowledge = openKnowledge({ database, host, identities, items: itemRegistry, log })
    undo.push(() => knowledge.stop())
    const sessionEffects = await startSessionEffects({ database, host, log })
    undo.push(() => sessionEffects.stop())
    const markingDesk = await startMarkingDesk({ database, host, log, items: itemRegistry })
    undo.push(() => markingDesk.stop())
    const parts: Parts = {
      database,
      clock,
      host,
      accounts,
      seats,
      identities,
      files,
      sockets,
      lastSaves,
      sealDesk,
      printer,
      archivist,
      knowledge,
      sessionEffects,
      markingDesk,
      log,
      slipBox: openSlipBox(clock),
      items: itemRegistry,
      rulebooksFolder: options.rulebooksFolder ?? join(repository, 'rulebooks'),
    }
    reportSecondSignIns(parts)

    let certificate = await serverCertificate(join(home, 'https'), certificateNames())
    const app = Fastify({
      trustProxy: options.trustProxy ?? false,
      bodyLimit: 1_000_000,
      forceCloseConnections: true,
      routerOptions: { ignoreTrailingSlash: true },
    })
    const uploads = await openUploads(parts, home, { training: trainingUploads(parts) })
    undo.push(() => uploads.stop())
    await equip(
      app,
      parts,
      uploads,
      () => certificate,
      () => urlsOf('https', secure),
    )
    serveRehearsalClock(app, clock, options.clockSecret)
    await servePages(app, webFolder)

    await listen(() => app.listen({ port: options.port, host: listenOn }), options.port)
    sockets.attach(app.server)
    undo.push(() => app.close())
    const secure = createHttpsServer({ key: certificate.key, cert: certificate.cert }, (request, response) =>
      app.routing(request, response),
    )
    await listen(
      () =>
        new Promise<void>((resolve, reject) =>
          secure.once('error', reject).listen(options.httpsPort, listenOn, resolve),
        ),
      options.httpsPort,
    )
    sockets.attach(secure)
    undo.push(() => closeSecure(secure))
    // before the ports are closed: a server waits for the sockets that were upgraded on it
    undo.push(() => sockets.stop())

    const watching = setInterval(() => {
      void renewed(home, certificate).then(
        (next) => {
          if (next === null) return
          certificate = next
          secure.setSecureContext({ key: next.key, cert: next.cert })
          log(`https: certificate renewed for ${next.names.join(', ')}`)
        },
        (error: Error) => log(`https: ${error.message}`),
      )
    }, 60_000)
    watching.unref()
    undo.push(async () => clearInterval(watching))

    const token = await firstOrganiserToken(database)
    const port = (app.server.address() as AddressInfo).port
    const url = `http://localhost:${port}`
    return {
      url,
      httpsUrl: `https://localhost:${(secure.address() as AddressInfo).port}`,
      urls: [...urlsOf('http', app.server), ...urlsOf('https', secure)],
      parts,
      host,
      db: database,
      setupUrl: token === null ? null : `${url}/setup#${token}`,
      stop,
    }
  } catch (error) {
    await stop()
    throw error
  }
}

/** Changes with every build of the pages: an older page is asked to reload. */
function buildOf(webFolder: string): string {
  try {
    return createHash('sha256')
      .update(readFileSync(join(webFolder, 'index.html')))
      .digest('hex')
      .slice(0, 12)
  } catch {
    return 'none'
  }
}

async function equip(
  app: FastifyInstance,
  parts: Parts,
  uploads: Uploads,
  certificate: () => ServerCertificate,
  httpsUrls: () => string[],
): Promise<void> {
  await app.register(cookie)
  app.addHook('onRequest', async (request, reply) => {
    reply.headers(securityHeaders)
    if (mayChangeState(request.method, request.headers, request.host)) return
    parts.log(
      `denied: ${request.method} ${request.url.slice(0, 80)} from another site (${String(request.headers.origin).slice(0, 80)})`,
    )
    return reply.code(403).send({
      code: 'otherSite',
      zh: '请求来自其他网站，已拒绝。',
      en: 'The request came from another site and was refused.',
    })
  })
  app.setErrorHandler((error: Error & { statusCode?: number }, request, reply) => {
    const status = error.statusCode ?? 500
    if (status === 413)
      return reply.code(413).send({ code: 'tooBig', zh: '内容过大，未接收。', en: 'Too big; nothing was taken.' })
    if (status < 500)
      return reply.code(status).send({ code: 'badRequest', zh: '请求无法读取。', en: 'The request could not be read.' })
    parts.log(`error: ${request.method} ${request.url.slice(0, 80)}: ${error.stack ?? error.message}`)
    return reply.code(500).send({
      code: 'serverError',
      zh: '服务器出错，已记录。请稍后再试。',
      en: 'The server failed; it was logged. Try again later.',
    })
  })
  app.get('/api/health', async (_, reply) => {
    const reason = await whatIsWrong(parts.database)
    reply.header('cache-control', 'no-store')
    return reason === null ? { status: 'ok' } : reply.code(503).send({ status: 'unavailable', reason })
  })
  app.get('/ca.crt', (_, reply) =>
    reply
      .type('application/x-x509-ca-cert')
      .header('content-disposition', 'attachment; filename="leitai-ca.crt"')
      .send(Buffer.from(certificate().root)),
  )
  app.get('/trust', (_, reply) => reply.type('text/html; charset=utf-8').send(trustPage(httpsUrls())))
  servePrint(app, parts)
  serveSlips(app, parts)
  servePreviews(app, parts)
  serveCalendar(app, parts)
  await serveUploads(app, parts, uploads)
  await serveApi(app, parts)
}

async function whatIsWrong(database: Database): Promise<string | null> {
  const late = new Promise<string>((resolve) => setTimeout(() => resolve('the database does not answer'), 3000).unref())
  return Promise.race([
    late,
    database.pool.query('select 1').then(
      () => null,
      (error: Error) => error.message,
    ),
  ])
}

async function renewed(home: string, current: ServerCertificate): Promise<ServerCertificate | null> {
  const next = await serverCertificate(join(home, 'https'), certificateNames())
  return next.cert === current.cert ? null : next
}

/** Signs session cookies; made once, stays in the data folder. */
async function secretOf(home: string): Promise<string> {
  const path = join(home, 'secret')
  const kept = await readFile(path, 'utf8').catch(() => '')
  if (kept.length >= 64) return kept
  const secret = randomBytes(32).toString('hex')
  await writeFile(path, secret, { mode: 0o600 })
  await chmod(path, 0o600)
  return secret
}

async function listen(start: () => Promise<unknown>, port: number): Promise<void> {
  try {
    await start()
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'EADDRINUSE')
      throw new StartRefusal(
        'port-in-use',
        `端口 ${port} 已被占用，请关闭占用它的程序，或用 PORT / HTTPS_PORT 指定其他端口。`,
        `Port ${port} is in use. Close what uses it, or name others with PORT and HTTPS_PORT.`,
      )
    if (code === 'EACCES')
      throw new StartRefusal(
        'port-denied',
        `无权使用端口 ${port}，请选 1024 以上的端口。`,
        `Port ${port} may not be used; choose one above 1024.`,
      )
    throw error
  }
}

function urlsOf(scheme: 'http' | 'https', server: { address(): AddressInfo | string | null }): string[] {
  const { port } = server.address() as AddressInfo
  return ['localhost', ...lanAddresses()].map((name) => `${scheme}://${name}:${port}`)
}

function closeSecure(secure: HttpsServer): Promise<void> {
  return new Promise((resolve) => {
    secure.close(() => resolve())
    secure.closeAllConnections()
  })
}
