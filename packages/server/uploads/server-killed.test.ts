import { fork, type ChildProcess } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import * as tus from 'tus-js-client'
import { afterEach, expect, test } from 'vitest'
import { uploadsPath } from '@leitai/core/api/paths.ts'
import type { SittingView } from '@leitai/core/sitting/sitting.ts'
import { firstOrganiser, newContest, startTestServer } from '../testing.ts'
import { freshDatabase } from '../store/testing.ts'
import { mp4 } from './testing/files.ts'

const children: ChildProcess[] = []
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
})

async function start(setup: { connection: object; home: string; port: number }) {
  const child = fork(join(import.meta.dirname, 'testing', 'process.ts'), [JSON.stringify(setup)], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    execArgv: [],
  })
  children.push(child)
  const [{ url }] = (await once(child, 'message')) as [{ url: string }]
  return {
    url,
    async kill() {
      child.kill('SIGKILL')
      await once(child, 'exit')
    },
  }
}

test('F4 the server is killed again and again during an upload and during its checking: one file, the right hash', async () => {
  const home = await mkdtemp(join(tmpdir(), 'leitai-killed-'))
  const database = await freshDatabase()
  // people, a contest and an open run are made by a server that is then stopped
  const first = await startTestServer({ home, database })
  const { id: contestId } = await newContest(await firstOrganiser(first))
  const runId = `${contestId}:main:film:S1`
  const part = { id: 'film', kind: 'file', label: '介绍', accept: ['video'], mostMegabytes: 100 }
  await first.host.create({
    runId,
    contestId,
    type: 'submission',
    options: { setup: { code: 'S1', seconds: 7200, feedback: 'none' }, item: { parts: [part] } },
    material: { title: 'x', tasks: [{ id: 'a', title: 'x', text: 'x' }] },
    itemSeed: 'a'.repeat(64),
  })
  await first.host.submit({ runId, commandId: 'open-open', name: 'open', payload: {}, by: { kind: 'server' } })
  const pins = await first.parts.seats.issuePins(contestId, ['S1'])
  const session = await first.parts.seats.signIn(contestId, 'S1', pins.get('S1')!)
  if ('refused' in session) throw new Error(session.en)
  const cookie = `leitai_seat=${session.token}`
  const connection = database.connection!
  await first.stop()

  const pictures = randomBytes(24 * 2 ** 20)
  const head = Buffer.alloc(8)
  head.writeUInt32BE(pictures.length + 8)
  head.write('mdat', 4)
  const content = Buffer.concat([mp4('Nobody', { seconds: 9 }), head, pictures])

  let server = await start({ connection, home, port: 0 })
  const port = Number(new URL(server.url).port)
  let progress = 0
  let url = ''
  const sent = new Promise<void>((resolve, reject) => {
    const upload = new tus.Upload(content, {
      endpoint: `${server.url}${uploadsPath}`,
      metadata: { runId, slot: 'film', filename: 'a.mp4', modified: '1' },
      headers: { cookie },
      chunkSize: 1 << 20,
      retryDelays: Array<number>(600).fill(50),
      storeFingerprintForResuming: false,
      onChunkComplete: (_, accepted) => {
        progress = accepted
        ;({ url } = upload as { url: string })
      },
      onShouldRetry: () => true,
      onSuccess: () => resolve(),
      onError: reject,
    })
    upload.start()
  })
  for (const until of [0.2, 0.5, 0.8]) {
    while (progress < content.length * until) await sleep(2)
    await server.kill()
    server = await start({ connection, home, port })
  }
  await sent
  // and once more while it is being checked
  await server.kill()
  server = await start({ connection, home, port })
  const outcome = async () =>
    (await (await fetch(new URL(url, server.url), { headers: { cookie } })).json()) as { state: string }
  while ((await outcome()).state === 'checking') await sleep(50)
  expect(await outcome()).toEqual({ state: 'done' })
  await server.kill()

  const last = await startTestServer({ home, database })
  const view = (await last.host.view(runId, { as: 'contestant', code: 'S1' }))!.view as SittingView<
    { files: { film: { hash: string; bytes: number }[] } },
    unknown
  >
  const files = view.work!.files.film
  expect(files).toHaveLength(1)
  const stored = await readFile(last.parts.files.path(files[0]!.hash))
  expect(createHash('sha256').update(stored).digest('hex')).toBe(files[0]!.hash)
  expect(stored.length).toBe(content.length)
  expect(stored.subarray(-pictures.length).equals(pictures)).toBe(true)
  await last.stop()
  await database.close()
  await rm(home, { recursive: true, force: true })
}, 180_000)
