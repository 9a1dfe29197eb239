import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { lockFolder } from './folder-lock.ts'
import { StartRefusal } from './start-refusal.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'leitai-lock-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

/** Another process that holds the folder until it is killed. */
async function holder() {
  const module = new URL('./folder-lock.ts', import.meta.url).href
  const code = `const { lockFolder } = await import(${JSON.stringify(module)})
    await lockFolder(${JSON.stringify(folder)})
    console.log('held')
    setInterval(() => {}, 1000)`
  const child = spawn(process.execPath, ['--input-type=module', '-e', code], { stdio: ['ignore', 'pipe', 'inherit'] })
  await once(child.stdout, 'data')
  return child
}

test('F17 a second process is refused, and told which process holds the folder and since when', async () => {
  const child = await holder()
  const refusal = await lockFolder(folder).catch((error: unknown) => error)
  expect(refusal).toBeInstanceOf(StartRefusal)
  const { code, zh, en } = refusal as StartRefusal
  expect(code).toBe('folder-in-use')
  expect(en).toMatch(new RegExp(`process ${child.pid} \\(since \\d{4}-\\d\\d-\\d\\dT`))
  expect(zh).toContain(`进程 ${child.pid}`)
  child.kill('SIGKILL')
  await once(child, 'exit')
})

test('a lock does not outlive its process, not even after kill -9', async () => {
  const child = await holder()
  child.kill('SIGKILL')
  await once(child, 'exit')
  const lock = await lockFolder(folder)
  await expect(lockFolder(folder)).rejects.toThrow(`process ${process.pid} `)
  await lock.release()
})

test('a released folder can be locked again, a held one not even by the same process', async () => {
  const first = await lockFolder(folder)
  await expect(lockFolder(folder)).rejects.toMatchObject({ code: 'folder-in-use' })
  await first.release()
  const second = await lockFolder(folder)
  await second.release()
})
