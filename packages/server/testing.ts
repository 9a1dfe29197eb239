/** A whole server in a test's process, on a database of its own, and browsers that keep their cookies. */
import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/fetch'
import type { ContractRouterClient } from '@orpc/contract'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Contract } from '@leitai/core/api/contract.ts'
import { startServer, type LeitaiServer, type ServerOptions } from './server.ts'
import { freshDatabase } from './store/testing.ts'

export type Api = ContractRouterClient<Contract>

export interface TestBrowser {
  api: Api
  /** Any request, with this browser's cookies; `origin: null` sends none. */
  fetch(path: string, init?: RequestInit): Promise<Response>
  signIn(username: string, password: string): Promise<Response>
  cookies: Map<string, string>
}

export interface TestServer extends LeitaiServer {
  log: string[]
  browser(headers?: Record<string, string>): TestBrowser
}

export async function startTestServer(options: Partial<ServerOptions> = {}): Promise<TestServer> {
  const home = await mkdtemp(join(tmpdir(), 'leitai-server-'))
  const database = await freshDatabase()
  const log: string[] = []
  const server = await startServer({
    home,
    port: 0,
    httpsPort: 0,
    listenOn: '127.0.0.1',
    database,
    log: (line) => log.push(line),
    ...options,
  })
  return {
    ...server,
    log,
    browser: (headers) => openBrowser(server.url, headers),
    stop: async () => {
      await server.stop()
      await database.close()
      await rm(home, { recursive: true, force: true })
    },
  }
}

function openBrowser(url: string, headers: Record<string, string> = {}): TestBrowser {
  const cookies = new Map<string, string>()
  const send = async (request: Request): Promise<Response> => {
    const sent = new Request(request)
    sent.headers.set('cookie', [...cookies].map(([name, value]) => `${name}=${value}`).join('; '))
    for (const [name, value] of Object.entries(headers)) sent.headers.set(name, value)
    const response = await fetch(sent)
    for (const set of response.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(set)!
      if (value === '') cookies.delete(name!)
      else cookies.set(name!, value!)
    }
    return response
  }
  return {
    api: createORPCClient(new RPCLink({ url: `${url}/rpc`, fetch: (request) => send(request) })),
    fetch: (path, init) => send(new Request(new URL(path, url), init)),
    signIn: (username, password) =>
      send(
        new Request(`${url}/api/auth/sign-in/username`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', origin: url },
          body: JSON.stringify({ username, password }),
        }),
      ),
    cookies,
  }
}

/** The first organiser, signed in. */
export async function firstOrganiser(server: TestServer): Promise<TestBrowser> {
  const browser = server.browser()
  const person = { name: '组织者', username: 'organiser', password: 'correct horse battery' }
  await browser.api.setup.firstOrganiser({ token: server.setupUrl!.split('#')[1]!, ...person })
  await browser.signIn(person.username, person.password)
  return browser
}

export async function newContest(
  browser: TestBrowser,
  rulebookId = 'C21',
  titleZh = '客服知识竞赛',
): Promise<{ id: string; slug: string }> {
  const { id } = await browser.api.contests.create({ rulebookId, titleZh, startsOn: '2026-12-01' })
  const { slug } = await browser.api.contests.get({ id })
  return { id, slug }
}

/** An act over the run host as this person; tests of the sockets are elsewhere. */
export async function act(server: TestServer, contestId: string, name: string, payload: unknown = {}): Promise<void> {
  const answer = await server.host.submit({
    runId: contestId,
    commandId: `test-${name}-${Math.random()}`,
    name,
    payload,
    by: { kind: 'person', id: 'organiser', roles: ['organiser', 'staff'] },
  })
  if (answer.refused) throw new Error(`${name}: ${answer.code} ${answer.en}`)
}
