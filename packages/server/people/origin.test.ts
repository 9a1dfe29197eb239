import { request } from 'node:http'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { firstOrganiser, startTestServer, type TestServer } from '../testing.ts'
import { isOwnOrigin, mayChangeState } from './origin.ts'

test.each([
  ['the same host and port', { origin: 'http://192.168.1.5:8080' }, '192.168.1.5:8080', true],
  ['another port', { origin: 'http://192.168.1.5:9999' }, '192.168.1.5:8080', false],
  ['another host', { origin: 'http://evil.example' }, '192.168.1.5:8080', false],
  ['a host that begins alike', { origin: 'http://192.168.1.5:8080.evil.example' }, '192.168.1.5:8080', false],
  ['an opaque origin', { origin: 'null' }, '192.168.1.5:8080', false],
  ['a program without any', {}, '192.168.1.5:8080', true],
  ['a browser that hides it', { 'sec-fetch-site': 'cross-site' }, '192.168.1.5:8080', false],
])('A9 origin: %s', (_, headers, host, own) => {
  expect(isOwnOrigin(headers, host)).toBe(own)
  expect(mayChangeState('POST', headers, host)).toBe(own)
  expect(mayChangeState('GET', headers, host)).toBe(true)
})

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server?.stop())

test('A9 a request from another site is refused before anything happens, also to sign in', async () => {
  const organiser = await firstOrganiser(server)
  const evil = { origin: 'http://evil.example', 'content-type': 'application/json' }
  const body = JSON.stringify({ json: { rulebookId: 'C21', titleZh: '伪造', startsOn: null } })
  expect((await organiser.fetch('/rpc/contests/create', { method: 'POST', headers: evil, body })).status).toBe(403)
  expect(
    (await organiser.fetch('/api/auth/sign-in/username', { method: 'POST', headers: evil, body: '{}' })).status,
  ).toBe(403)
  expect(await organiser.api.contests.list()).toEqual([])
  const own = await organiser.fetch('/rpc/contests/create', {
    method: 'POST',
    headers: { ...evil, origin: server.url },
    body,
  })
  expect(own.status).toBe(200)
})

test('A9 forwarded headers are ignored unless a proxy is trusted', async () => {
  const send = (to: TestServer) =>
    new Promise((resolve, reject) => {
      const { port } = new URL(to.url)
      const headers = {
        'x-forwarded-host': 'evil.example',
        'x-forwarded-for': '6.6.6.6',
        origin: 'http://evil.example',
        'content-type': 'application/json',
      }
      request({ host: '127.0.0.1', port, path: '/rpc/me', method: 'POST', headers }, (response) =>
        resolve(response.resume().statusCode),
      )
        .once('error', reject)
        .end('{}')
    })
  expect(await send(server)).toBe(403)
  const behind = await startTestServer({ trustProxy: '127.0.0.1' })
  expect(await send(behind)).toBe(200)
  await behind.stop()
})
