import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { X509Certificate } from 'node:crypto'
import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises'
import { get } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { firstOrganiser, startTestServer, type TestServer } from './testing.ts'

let folder: string
let server: TestServer
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'leitai-main-'))
  const webFolder = join(folder, 'dist')
  await mkdir(join(webFolder, 'assets'), { recursive: true })
  await writeFile(join(webFolder, 'index.html'), '<!doctype html><title>擂台</title>')
  await writeFile(join(webFolder, 'assets', 'app-1.js'), 'export {}')
  await writeFile(join(webFolder, 'assets', 'app-1.js.br'), 'packed')
  server = await startTestServer({ webFolder })
})
afterAll(async () => {
  await server?.stop()
  await rm(folder, { recursive: true, force: true })
})

test('health is ok over HTTP and, with our own root alone, over HTTPS', async () => {
  const response = await fetch(`${server.url}/api/health`)
  expect([response.status, await response.json()]).toEqual([200, { status: 'ok' }])
  const root = new X509Certificate(new Uint8Array(await (await fetch(`${server.url}/ca.crt`)).arrayBuffer()))
  const status = await new Promise((resolve, reject) =>
    get(`${server.httpsUrl.replace('localhost', '127.0.0.1')}/api/health`, { ca: root.toString() }, (answer) =>
      resolve(answer.resume().statusCode),
    ).once('error', reject),
  )
  expect(status).toBe(200)
})

test('pages: names with a hash may stay in the browser, every other path is the application’s, programs’ paths are not', async () => {
  const page = await fetch(`${server.url}/e/c20-abcde/anything`)
  expect([page.status, await page.text(), page.headers.get('cache-control')]).toEqual([
    200,
    '<!doctype html><title>擂台</title>',
    'no-cache',
  ])
  const script = await fetch(`${server.url}/assets/app-1.js`, { headers: { 'accept-encoding': 'identity' } })
  expect(script.headers.get('cache-control')).toContain('immutable')
  for (const path of ['/api/nothing', '/rpc/nothing', '/assets/gone.js', '/files/00']) {
    const missing = await fetch(`${server.url}${path}`)
    expect([path, missing.status, missing.headers.get('content-type')]).toEqual([
      path,
      404,
      expect.stringContaining('json'),
    ])
  }
})

test('A11 no page may run a script that is not a file of ours', async () => {
  for (const path of ['/', '/trust', '/api/health']) {
    const policy = (await fetch(`${server.url}${path}`)).headers.get('content-security-policy')!
    expect(policy).toMatch(/script-src 'self'(;|$)/)
    expect(policy).toContain("frame-ancestors 'none'")
  }
})

test('the API describes itself, and answers at the paths it names', async () => {
  const { paths } = (await (await fetch(`${server.url}/api/openapi.json`)).json()) as { paths: Record<string, unknown> }
  expect(Object.keys(paths)).toEqual(
    expect.arrayContaining(['/me', '/contests', '/contests/{id}/entrants/import', '/seat/sign-in']),
  )
  expect(await (await fetch(`${server.url}/api/setup`)).json()).toEqual({ needsFirstOrganiser: true })
  expect((await fetch(`${server.url}/api/contests`)).status).toBe(401)
})

test('A12 more than a path takes is refused with the reason', async () => {
  const post = (path: string, bytes: number) =>
    fetch(`${server.url}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: 'x'.repeat(bytes),
    })
  expect([
    (await post('/rpc/seat/signIn', 1_100_000)).status,
    (await post('/api/seat/sign-in', 1_100_000)).status,
    (await post('/api/auth/sign-in/username', 1_100_000)).status,
  ]).toEqual([413, 413, 413])
  // what takes large files takes none from a stranger
  expect((await post('/rpc/materials/upload', 8_100_000)).status).toBe(401)
  const organiser = await firstOrganiser(server)
  const list = await organiser.fetch('/rpc/entrants/importPreview', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: 'x'.repeat(8_100_000),
  })
  expect([list.status, await list.json()]).toEqual([413, expect.objectContaining({ code: 'tooBig' })])
})

test('health says no, and why, while the database is away', async () => {
  const away = await startTestServer()
  const query = away.db.pool.query.bind(away.db.pool)
  away.db.pool.query = (() => Promise.reject(new Error('connect ECONNREFUSED'))) as never
  const response = await fetch(`${away.url}/api/health`)
  expect([response.status, await response.json()]).toEqual([
    503,
    { status: 'unavailable', reason: 'connect ECONNREFUSED' },
  ])
  away.db.pool.query = query as never
  await away.stop()
})

const children: ChildProcess[] = []
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
})

/** `npm start`, as its own process with its own PostgreSQL. */
function start(home: string): {
  child: ChildProcess
  output(): string
  until(text: string): Promise<void>
  ended: Promise<number | null>
} {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'main.ts')], {
    env: { ...process.env, LEITAI_HOME: home, PORT: '0', HTTPS_PORT: '0' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  children.push(child)
  let text = ''
  for (const stream of [child.stdout!, child.stderr!])
    stream.setEncoding('utf8').on('data', (chunk: string) => (text += chunk))
  const ended = once(child, 'exit').then(([code]) => code as number | null)
  return {
    child,
    ended,
    output: () => text,
    async until(wanted) {
      while (!text.includes(wanted)) {
        if (child.exitCode !== null) throw new Error(`ended before “${wanted}”: ${text}`)
        await new Promise((resolve) => setTimeout(resolve, 50))
      }
    },
  }
}

test('F17 npm start prints where it listens and a link; a second start on the same folder refuses and says why; Ctrl-C stops all of it', async () => {
  const home = join(folder, 'home')
  const first = start(home)
  await first.until('Ctrl-C')
  const url = /http:\/\/localhost:\d+/.exec(first.output())![0]
  expect(first.output()).toMatch(/https:\/\/localhost:\d+/)
  expect(first.output()).toMatch(/\/setup#[\w-]{43}/)
  expect((await fetch(`${url}/api/health`)).status).toBe(200)

  const second = start(home)
  expect(await second.ended).toBe(1)
  expect(second.output()).toContain('不能同时启动第二个服务器')
  expect(second.output()).toContain(`process ${first.child.pid}`)
  expect((await fetch(`${url}/api/health`)).status).toBe(200)

  first.child.kill('SIGINT')
  expect(await first.ended).toBe(0)
  await expect(fetch(`${url}/api/health`)).rejects.toThrow('fetch failed')

  const third = start(home)
  await third.until('Ctrl-C')
  third.child.kill('SIGTERM')
  expect(await third.ended).toBe(0)
})

test('stopping does not wait for sockets that are open', async () => {
  const live = await startTestServer()
  const socket = new WebSocket(`${live.url.replace('http', 'ws')}/live`)
  await new Promise((resolve, reject) => {
    socket.addEventListener('message', resolve, { once: true })
    socket.addEventListener('error', reject, { once: true })
  })
  const closed = new Promise((resolve) => socket.addEventListener('close', resolve, { once: true }))
  await live.stop()
  await closed
  expect(socket.readyState).toBe(WebSocket.CLOSED)
})
