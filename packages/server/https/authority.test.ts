import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, request } from 'node:https'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { X509Certificate } from 'node:crypto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { serverCertificate } from './authority.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'leitai-https-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const names = ['localhost', '127.0.0.1', '192.168.1.20', 'fe80::1']

test('a client that trusts the root and nothing else takes the server under its address', async () => {
  const made = await serverCertificate(folder, names)
  const server = createServer({ key: made.key, cert: made.cert }, (_, response) => response.end('ok'))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const ca = new X509Certificate(made.root).toString()
  const status = await new Promise((resolve, reject) => {
    request({ host: '127.0.0.1', port, ca }, (response) => resolve(response.resume().statusCode))
      .once('error', reject)
      .end()
  })
  expect(status).toBe(200)
  await expect(
    new Promise((resolve, reject) => request({ host: '127.0.0.1', port }, resolve).once('error', reject).end()),
  ).rejects.toThrow(/certificate/)
  await new Promise((resolve) => server.close(resolve))
})

test('the certificate is kept, and renewed with the same root when a name is added or its end is near', async () => {
  const first = await serverCertificate(folder, names)
  expect((await serverCertificate(folder, names)).cert).toBe(first.cert)

  const more = await serverCertificate(folder, [...names, '10.0.0.7'])
  expect(more.cert).not.toBe(first.cert)
  expect(more.root).toEqual(first.root)
  expect(new X509Certificate(more.cert).checkIP('10.0.0.7')).toBe('10.0.0.7')

  const later = await serverCertificate(folder, names, new Date(Date.now() + 380 * 24 * 3600_000))
  expect(later.cert).not.toBe(more.cert)
  expect(later.root).toEqual(first.root)
})

test('no server certificate runs longer than browsers take', async () => {
  const { cert } = await serverCertificate(folder, names)
  const { validFrom, validTo } = new X509Certificate(cert)
  expect((Date.parse(validTo) - Date.parse(validFrom)) / (24 * 3600_000)).toBeLessThanOrEqual(397)
})
