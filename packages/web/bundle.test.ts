import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { contestantFirstLoad, type FirstLoad } from './vite.config.ts'

let dist: string
let load: FirstLoad

beforeAll(async () => {
  dist = await mkdtemp(join(tmpdir(), 'leitai-bundle-'))
  // a process of its own: the tests' own environment would build React for developers
  const vite = join(import.meta.dirname, '../../node_modules/vite/bin/vite.js')
  await promisify(execFile)(process.execPath, [vite, 'build', import.meta.dirname, '--outDir', dist, '--emptyOutDir'], {
    env: { ...process.env, NODE_ENV: 'production' },
  })
  load = contestantFirstLoad(dist)
})

afterAll(() => rm(dist, { recursive: true, force: true }))

test('a contestant loads at most 250 kB of script, gzipped, before the first question', () => {
  expect(load.scriptGzipBytes).toBeLessThanOrEqual(250_000)
})

test('the schema library is not among it', async () => {
  for (const { file } of load.scripts) expect(await readFile(join(dist, file), 'utf8'), file).not.toContain('ZodError')
})

test('every script has its compressed copies', async () => {
  for (const { file } of load.scripts) {
    const plain = await readFile(join(dist, file))
    if (plain.length < 512) continue
    expect((await readFile(join(dist, `${file}.br`))).length).toBeLessThan(plain.length)
    expect((await readFile(join(dist, `${file}.gz`))).length).toBeLessThan(plain.length)
  }
})
