import { afterAll, beforeAll, expect, test } from 'vitest'
import { firstOrganiser, newContest, startTestServer, type TestBrowser, type TestServer } from '../testing.ts'
import { isPlainText, sniffMime } from './mime.ts'
import { readRange } from './serve-files.ts'

let server: TestServer
let organiser: TestBrowser
let other: TestBrowser
let staff: TestBrowser
beforeAll(async () => {
  server = await startTestServer()
  organiser = await firstOrganiser(server)
  const { id } = await newContest(organiser)
  const signedIn = async (username: string, role: 'organiser' | 'staff') => {
    const { password } = await organiser.api.people.add({ id, name: username, username, roles: [role] })
    const browser = server.browser()
    await browser.signIn(username, password!)
    return browser
  }
  other = await signedIn('other.organiser', 'organiser')
  staff = await signedIn('some.staff', 'staff')
})
afterAll(() => server?.stop())

const wav = (bytes: number) => {
  const content = Buffer.alloc(bytes, 7)
  content.write('RIFF', 0)
  content.write('WAVE', 8)
  return content
}

test('an uploaded recording is named by its content, served in parts, and there for who brought it only', async () => {
  const content = wav(1000)
  const file = await organiser.api.materials.upload({ file: new File([content], 'a.mp3', { type: 'audio/mpeg' }) })
  expect(file).toEqual({ hash: expect.stringMatching(/^[0-9a-f]{64}$/), bytes: 1000, mime: 'audio/wav' })
  expect(await organiser.api.materials.upload({ file: new File([content], 'again.wav') })).toEqual(file)

  const whole = await organiser.fetch(`/files/${file.hash}`)
  expect([whole.status, whole.headers.get('content-type'), whole.headers.get('cache-control')]).toEqual([
    200,
    'audio/wav',
    'private, no-store',
  ])
  expect(Buffer.from(await whole.arrayBuffer()).equals(content)).toBe(true)
  const part = await organiser.fetch(`/files/${file.hash}`, { headers: { range: 'bytes=10-19' } })
  expect([part.status, part.headers.get('content-range'), (await part.arrayBuffer()).byteLength]).toEqual([
    206,
    'bytes 10-19/1000',
    10,
  ])

  server.log.length = 0
  for (const browser of [other, staff, server.browser()])
    expect((await browser.fetch(`/files/${file.hash}`)).status).toBe(404)
  expect((await organiser.fetch(`/files/${'0'.repeat(64)}`)).status).toBe(404)
  expect((await organiser.fetch('/files/..%2f..%2fsecret')).status).toBe(404)
  expect(server.log.filter((line) => line.startsWith('denied: file'))).toHaveLength(5)
})

test('A2 a file is not to be had by naming a run that one may not see', async () => {
  const { hash } = await organiser.api.materials.upload({ file: new File([wav(200)], 'b.wav') })
  const { id } = await newContest(organiser)
  for (const run of [id, `${id}:main:exam:001`, 'no-such-run']) {
    expect((await other.fetch(`/files/${hash}?run=${encodeURIComponent(run)}`)).status).toBe(404)
    expect((await server.browser().fetch(`/files/${hash}?run=${encodeURIComponent(run)}`)).status).toBe(404)
  }
})

test('A12 only what it is by its bytes counts: a page or program that calls itself audio is not taken; nor is anything from the staff', async () => {
  for (const content of ['<html><script>alert(1)</script>', 'MZ\x90\x00', 'PK\x03\x04', '']) {
    await expect(
      organiser.api.materials.upload({ file: new File([content], 'song.mp3', { type: 'audio/mpeg' }) }),
    ).rejects.toMatchObject({ data: { code: 'wrongType' } })
  }
  await expect(staff.api.materials.upload({ file: new File([wav(100)], 'c.wav') })).rejects.toMatchObject({
    data: { code: 'notOrganiser' },
  })
})

test.each([
  ['ID3\x04', 'audio/mpeg'],
  ['\xff\xfb\x90\x64', 'audio/mpeg'],
  ['\xff\xf1\x50\x80', 'audio/aac'],
  ['OggS\x00', 'audio/ogg'],
  ['\x00\x00\x00\x20ftypM4A ', 'audio/mp4'],
  ['RIFF\x00\x00\x00\x00WEBP', 'image/webp'],
  ['\x89PNG\r\n\x1a\n', 'image/png'],
  ['%PDF-1.7', 'application/pdf'],
  ['\xff\xfe<\x00h\x00', null],
  ['GIF', null],
])('what begins with %j is %s', (start, mime) => {
  expect(sniffMime(Buffer.from(start, 'latin1'))).toBe(mime)
})

test.each([
  [undefined, null],
  ['bytes=0-', { start: 0, end: 99 }],
  ['bytes=10-500', { start: 10, end: 99 }],
  ['bytes=-10', { start: 90, end: 99 }],
  ['bytes=100-', 'unsatisfiable'],
  ['bytes=20-10', 'unsatisfiable'],
  ['bytes=0-1,5-6', null],
  ['bytes=-', null],
])('range %s of 100 bytes', (header, range) => {
  expect(readRange(header, 100)).toEqual(range)
})

test.each([
  ['a table', '套餐,月费\r\n畅享,58\n', true],
  ['a program', '\u007fELF\u0002\u0001', false],
  ['half a character', Buffer.from([0xe5, 0x8d]).toString('latin1'), false],
])('%s as plain text: %s', (_, text, expected) => {
  const content = expected ? Buffer.from(text, 'utf8') : Buffer.from(text, 'latin1')
  expect(isPlainText(content)).toBe(expected)
})
