import { createHash, randomBytes } from 'node:crypto'
import { readdir, readFile, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import * as tus from 'tus-js-client'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { filePath, previewPath, uploadsPath } from '@leitai/core/api/paths.ts'
import type { Preview } from '@leitai/core/preview.ts'
import type { SittingView } from '@leitai/core/sitting/sitting.ts'
import { virtualClock } from '../clock/virtual-clock.ts'
import { trainingUploads } from '../contests/training/uploads.ts'
import { firstOrganiser, newContest, startTestServer, type TestServer } from '../testing.ts'
import { docx, mp4, pdf, png, pptx, wav, webm, xlsx } from './testing/files.ts'

const clock = virtualClock(1_800_000_000_000, 0)
let server: TestServer
let contestId: string
beforeAll(async () => {
  server = await startTestServer({ clock })
  contestId = (await newContest(await firstOrganiser(server))).id
})
afterAll(() => server?.stop())

const parts = [
  { id: 'film', kind: 'file', label: '介绍', accept: ['video', 'audio'], mostMegabytes: 50, mostSeconds: 60 },
  {
    id: 'papers',
    kind: 'file',
    label: '材料',
    accept: ['pdf', 'slides', 'document', 'spreadsheet', 'image'],
    mostFiles: 9,
  },
]
const material = {
  title: '介绍',
  tasks: [{ id: 'intro', title: '自我介绍', text: '请录制介绍。', attachments: [], lookFor: 'SECRET' }],
}

let runs = 0
/** A seat that is signed in, with its open run. */
async function seat(options: object = { parts }) {
  runs += 1
  const code = `S${runs}`
  const runId = `${contestId}:main:film:${code}`
  await server.host.create({
    runId,
    contestId,
    type: 'submission',
    options: { setup: { code, seconds: 1200, feedback: 'none' }, item: options },
    material,
    itemSeed: 'a'.repeat(64),
  })
  await act(runId, 'open')
  const pins = await server.parts.seats.issuePins(contestId, [code])
  const session = await server.parts.seats.signIn(contestId, code, pins.get(code)!)
  if ('refused' in session) throw new Error(session.en)
  return { code, runId, cookie: `leitai_seat=${session.token}` }
}
type Seat = Awaited<ReturnType<typeof seat>>

async function act(runId: string, name: string, payload: object = {}) {
  const answer = await server.host.submit({
    runId,
    commandId: `test-${runId}-${name}-${Math.random()}`,
    name,
    payload,
    by: { kind: 'server' },
  })
  if (answer.refused) throw new Error(`${name}: ${answer.en}`)
}

interface Sending {
  at?: string
  to?: string
  chunkSize?: number
  slot?: string
  runId?: string
  url?: string
  onProgress?: (upload: tus.Upload, sent: number) => void
}

/** Sends the bytes; resolves to the upload's id, rejects with what the server said. */
function send(who: { cookie: string; runId: string }, content: Buffer, sending: Sending = {}): Promise<string> {
  const { at = server.url, slot = 'film', chunkSize = 1 << 20, runId = who.runId, onProgress } = sending
  return new Promise((resolve, reject) => {
    const upload = new tus.Upload(content, {
      endpoint: `${at}${uploadsPath}`,
      ...(sending.url === undefined ? {} : { uploadUrl: `${at}${sending.url}` }),
      metadata: { runId, slot, filename: '王小明.mp4', modified: '1700000000000' },
      headers: { cookie: who.cookie },
      chunkSize,
      retryDelays: [],
      storeFingerprintForResuming: false,
      onProgress: (sent) => onProgress?.(upload, sent),
      onSuccess: () => resolve(upload.url!.slice(-32)),
      onError: reject,
    })
    upload.start()
  })
}

async function refusal(sent: Promise<unknown>): Promise<{ status: number; code?: string; zh?: string; en?: string }> {
  const error = await sent.then(
    () => null,
    (error: tus.DetailedError) => error,
  )
  const { originalResponse } = error!
  return { status: originalResponse!.getStatus(), ...(JSON.parse(originalResponse!.getBody() || '{}') as object) }
}

const get = (path: string, cookie: string, at = server.url) => fetch(`${at}${path}`, { headers: { cookie } })

/** As the page asks: until it is known. */
async function outcome(
  who: { cookie: string },
  id: string,
  at = server.url,
): Promise<{ state: string; refusal?: { code: string; zh: string } }> {
  for (;;) {
    const answer = (await (await get(`${uploadsPath}/${id}`, who.cookie, at)).json()) as { state: string }
    if (answer.state !== 'checking') return answer
    await sleep(20)
  }
}

async function filesOf({ runId, code }: Seat, part = 'film') {
  const shown = await server.host.view(runId, { as: 'contestant', code })
  const { work } = shown!.view as SittingView<
    { files: Record<string, { hash: string; bytes: number; seconds?: number; name: string; mime: string }[]> },
    unknown
  >
  return work!.files[part] ?? []
}

/** A film with so many bytes of pictures that it takes a few pieces. */
function film(megabytes: number): Buffer {
  const made = mp4('Nobody', { seconds: 20 })
  const padding = randomBytes(megabytes * 2 ** 20)
  const head = Buffer.alloc(8)
  head.writeUInt32BE(padding.length + 8)
  head.write('mdat', 4)
  return Buffer.concat([made, head, padding])
}

test('an uploaded file is there once its run holds it: cleaned, named by its content, for its contestant to play', async () => {
  const own = await seat()
  const id = await send(own, film(5))
  expect(await outcome(own, id)).toEqual({ state: 'done' })
  const [file] = await filesOf(own)
  expect(file).toMatchObject({ name: '王小明.mp4', mime: 'video/mp4', seconds: 20 })
  const stored = await readFile(server.parts.files.path(file!.hash))
  expect(createHash('sha256').update(stored).digest('hex')).toBe(file!.hash)
  expect(stored.length).toBe(file!.bytes)
  const played = await fetch(`${server.url}${filePath(file!.hash, own.runId)}`, {
    headers: { cookie: own.cookie, range: 'bytes=4-7' },
  })
  expect([played.status, await played.text(), played.headers.get('content-type')]).toEqual([206, 'ftyp', 'video/mp4'])
  expect(await readdir(join(server.parts.files.path('00').replace(/files.*/, ''), 'uploads'))).not.toContain(id)
})

describe('refused when it begins', () => {
  test.each<[string, Sending, number, string]>([
    ['more than the slot takes', {}, 422, 'tooLarge'],
    ['a slot that is not there', { slot: 'nothing' }, 409, 'notNow'],
  ])('%s', async (_, sending, status, code) => {
    const own = await seat({ parts: [{ ...parts[0], mostMegabytes: 1 }] })
    expect(await refusal(send(own, film(2), sending))).toMatchObject({ status, code, zh: expect.any(String) })
  })

  test('A6 before the start, in a pause and after the end', async () => {
    const own = await seat()
    await act(own.runId, 'pause', { reason: '停电' })
    expect(await refusal(send(own, film(1)))).toMatchObject({ code: 'notNow' })
    await act(own.runId, 'resume')
    await act(own.runId, 'close', { reason: '结束' })
    expect(await refusal(send(own, film(1)))).toMatchObject({ code: 'notNow' })
  })

  test('A2 another’s run, no run, nobody: not there, and logged', async () => {
    const [own, other] = [await seat(), await seat()]
    server.log.length = 0
    for (const [who, runId] of [
      [other, own.runId],
      [own, `${contestId}:main:film:S999`],
      [own, 'no-such-run'],
      [{ ...own, cookie: '' }, own.runId],
      [{ ...own, cookie: 'leitai_seat=guess' }, own.runId],
    ] as const)
      expect((await refusal(send(who, film(1), { runId }))).status).toBe(404)
    expect(server.log.filter((line) => line.startsWith('denied: POST'))).toHaveLength(5)
  })

  test('A9 from another site', async () => {
    const own = await seat()
    const answer = await fetch(`${server.url}${uploadsPath}`, {
      method: 'POST',
      headers: { cookie: own.cookie, origin: 'https://evil.example', 'tus-resumable': '1.0.0', 'upload-length': '5' },
    })
    expect(answer.status).toBe(403)
  })
})

test('A2 an upload of one seat cannot be seen, continued or taken away by another', async () => {
  const [own, other] = [await seat(), await seat()]
  const content = film(3)
  const broken = await brokenOff(own, content)
  server.log.length = 0
  for (const cookie of [other.cookie, '', 'leitai_seat=x']) {
    const of = (method: string, more: object = {}) =>
      fetch(`${server.url}${uploadsPath}/${broken.id}`, {
        method,
        headers: { cookie, 'tus-resumable': '1.0.0', ...more },
      })
    expect((await of('HEAD')).status).toBe(404)
    expect((await of('GET')).status).toBe(404)
    expect((await of('DELETE')).status).toBe(404)
    const patch = { 'content-type': 'application/offset+octet-stream', 'upload-offset': String(broken.sent) }
    expect((await of('PATCH', patch)).status).toBe(404)
    expect(await (await get(`${uploadsPath}?run=${encodeURIComponent(own.runId)}`, cookie)).json()).toEqual([])
  }
  expect(server.log.filter((line) => line.startsWith('denied:') && line.includes(broken.id))).toHaveLength(12)
  // a path that leads elsewhere is no id
  expect((await get(`${uploadsPath}/..%2f..%2fsecret`, own.cookie)).status).toBe(404)
})

/** The network goes in the middle: what came is on the server, the rest is not. */
async function brokenOff(own: Seat, content: Buffer, at = server.url): Promise<{ id: string; sent: number }> {
  const url = await new Promise<string>((resolve, reject) => {
    void send(own, content, {
      at,
      chunkSize: 1 << 20,
      onProgress: (upload, sent) => {
        if (sent < content.length / 2) return
        void upload.abort()
        resolve(upload.url!)
      },
    }).catch(reject)
  })
  await sleep(100)
  const head = await fetch(new URL(url, at), {
    method: 'HEAD',
    headers: { cookie: own.cookie, 'tus-resumable': '1.0.0' },
  })
  return { id: url.slice(-32), sent: Number(head.headers.get('upload-offset')) }
}

test('F2 F3 the page goes away in the middle: the same file goes on where it was, one file, the right hash', async () => {
  const own = await seat()
  const content = film(8)
  const { id, sent } = await brokenOff(own, content)
  expect(sent).toBeGreaterThan(0)
  expect(sent).toBeLessThan(content.length)
  expect(await (await get(`${uploadsPath}?run=${encodeURIComponent(own.runId)}`, own.cookie)).json()).toEqual([
    { id, slot: 'film', name: '王小明.mp4', modified: 1_700_000_000_000, bytes: content.length, received: sent },
  ])
  expect(await outcome(own, id)).toMatchObject({ state: 'sending', received: sent })
  expect(await send(own, content, { url: `${uploadsPath}/${id}` })).toBe(id)
  expect(await outcome(own, id)).toEqual({ state: 'done' })
  const [file, ...more] = await filesOf(own)
  expect(more).toEqual([])
  // cleaning changes nothing of the pictures: the end of the file is what was sent
  const stored = await readFile(server.parts.files.path(file!.hash))
  expect(stored.subarray(-5_000_000).equals(content.subarray(-5_000_000))).toBe(true)
  expect(await (await get(`${uploadsPath}?run=${encodeURIComponent(own.runId)}`, own.cookie)).json()).toEqual([])
})

test('one that is given up is gone', async () => {
  const own = await seat()
  const { id } = await brokenOff(own, film(3))
  const gone = await fetch(`${server.url}${uploadsPath}/${id}`, {
    method: 'DELETE',
    headers: { cookie: own.cookie, 'tus-resumable': '1.0.0' },
  })
  expect(gone.status).toBe(204)
  expect((await get(`${uploadsPath}/${id}`, own.cookie)).status).toBe(404)
})

test('A12 what is wrong by its content is refused after it came, with a sentence, and leaves no file', async () => {
  const own = await seat()
  const wrong = await send(own, Buffer.from('<html><script>alert(1)</script></html>'))
  expect(await outcome(own, wrong)).toMatchObject({
    state: 'refused',
    refusal: { code: 'wrongType', zh: expect.stringContaining('介绍') },
  })
  const long = await send(own, wav('x', 70))
  expect(await outcome(own, long)).toMatchObject({ refusal: { code: 'tooLongRecording' } })
  const fine = await send(own, webm('x', { unknown: true }))
  expect(await outcome(own, fine)).toEqual({ state: 'done' })
  expect(await filesOf(own)).toHaveLength(1)
  // the slot is full now
  expect(await refusal(send(own, film(1)))).toMatchObject({ code: 'notNow' })
})

test('no more than a few unfinished ones a seat: an older one that stands still makes room', async () => {
  const own = await seat()
  for (let n = 0; n < 4; n += 1) await brokenOff(own, film(2))
  expect(await refusal(send(own, film(2)))).toMatchObject({ code: 'tooManyAtOnce' })
})

test('F11 a file that came in time, but was checked after the end, waits for the staff’s word', async () => {
  const own = await seat()
  const content = film(2)
  const { id } = await brokenOff(own, content)
  // the session ends while the last bytes are being looked at
  const uploads = join(server.parts.files.path('00').replace(/files.*/, ''), 'uploads')
  await writeFile(join(uploads, `${id}.state`), JSON.stringify({ arrivedAt: clock.now() }))
  await act(own.runId, 'close', { reason: '时间到', timeUp: true })
  await send(own, content, { url: `${uploadsPath}/${id}` })
  expect(await outcome(own, id)).toMatchObject({ state: 'refused', refusal: { code: 'late' } })
  expect((await server.host.view(own.runId, { as: 'staff', id: 's' }))!.view).toMatchObject({ late: 1 })
  await act(own.runId, 'judgeLate', { accept: true, reason: '截止前已传完' })
  const judged = await server.host.view(own.runId, { as: 'judge', id: 'j' })
  expect(judged!.view).toMatchObject({ piece: { parts: [{ files: [{ name: 'film.mp4' }] }, {}] } })
})

test('previews: what slides, documents and sheets say, for whoever may have the file', async () => {
  const own = await seat()
  const previews: Preview[] = []
  for (const content of [await pptx('x'), await docx('x'), await xlsx('x')]) {
    const id = await send(own, content, { slot: 'papers' })
    expect(await outcome(own, id)).toEqual({ state: 'done' })
    const { hash } = (await filesOf(own, 'papers')).at(-1)!
    const path = previewPath(filePath(hash, own.runId))
    previews.push((await (await get(path, own.cookie)).json()) as Preview)
    expect((await get(path, '')).status).toBe(404)
    expect((await get(previewPath(filePath(hash)), own.cookie)).status).toBe(404)
  }
  expect(previews).toEqual([
    { kind: 'slides', slides: [['自我介绍'], ['服务理念 & 案例', '第二段']], more: false },
    { kind: 'document', paragraphs: ['尊敬的客户', '您好 此致'], more: false },
    {
      kind: 'spreadsheet',
      sheets: [
        {
          name: '问答',
          rows: [
            ['问', '答'],
            ['何时送达', '三日内'],
          ],
        },
      ],
      more: false,
    },
  ])
  const picture = await send(own, png('x'), { slot: 'papers' })
  await outcome(own, picture)
  const { hash } = (await filesOf(own, 'papers')).at(-1)!
  expect((await get(previewPath(filePath(hash, own.runId)), own.cookie)).status).toBe(422)
})

test('a PDF may be framed by our own pages and shown by the browser’s viewer; everything else is in a sandbox', async () => {
  const own = await seat()
  for (const content of [await pdf('x'), png('y')]) await outcome(own, await send(own, content, { slot: 'papers' }))
  const policies = await Promise.all(
    (await filesOf(own, 'papers')).map(async ({ hash }) =>
      (await get(filePath(hash, own.runId), own.cookie)).headers.get('content-security-policy'),
    ),
  )
  expect(policies[0]).not.toContain('sandbox')
  expect(policies[0]).toContain("frame-ancestors 'self'")
  expect(policies[1]).toContain('sandbox')
})

describe('F4 over a restart', () => {
  test('what stands still for a day is gone; the rest goes on; a whole one is finished', async () => {
    const { openUploads } = await import('./uploads.ts')
    const [own, second] = [await seat(), await seat()]
    const content = film(3)
    const old = await brokenOff(own, content)
    const young = await brokenOff(second, content)
    const uploads = join(server.parts.files.path('00').replace(/files.*/, ''), 'uploads')
    // every byte of it came, then the power went
    await writeFile(join(uploads, young.id), content)
    const yesterday = Date.now() / 1000 - 25 * 3600
    await utimes(join(uploads, old.id), yesterday, yesterday)
    const next = await openUploads(server.parts, join(uploads, '..'), { training: trainingUploads(server.parts) })
    for (let n = 0; (await filesOf(second)).length === 0 && n < 200; n += 1) await sleep(50)
    await next.stop()
    expect((await filesOf(second)).map(({ bytes }) => bytes)).toEqual([content.length])
    expect((await readdir(uploads)).filter((name) => name.startsWith(old.id))).toEqual([])
    expect(await filesOf(own)).toEqual([])
  })
})
