import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { isConnectionLost, openDatabase } from './database.ts'
import { makeTemporaryHome } from './temporary-home.ts'

let home: string
let remove: () => Promise<void>
let lines: string[]
const log = (line: string) => void lines.push(line)
const open = () => openDatabase({ home, log, connections: 8 })

beforeEach(async () => {
  ;({ home, remove } = await makeTemporaryHome())
  lines = []
})
afterEach(() => remove())

test('F17 a second server on the same data folder is refused, the first is not disturbed', async () => {
  const first = await open()
  const refusal = await open().catch((error: unknown) => error)
  expect(refusal).toMatchObject({ code: 'folder-in-use' })
  expect((refusal as Error).message).toContain(`process ${process.pid}`)
  expect((await first.pool.query('select 1 as one')).rows).toEqual([{ one: 1 }])
  await first.close()
  const again = await open()
  await again.close()
})

test('F5 PostgreSQL is killed under load: it comes back by itself and no acknowledged row is missing', async () => {
  const database = await open()
  await database.pool.query('create table saved (id int primary key)')
  const restarted = new Promise<void>((resolve) => database.onRestart(resolve))
  const acknowledged: number[] = []
  const surprises: unknown[] = []
  let next = 0
  let writing = true
  const writer = async () => {
    while (writing) {
      const id = (next += 1)
      await database.pool.query('insert into saved values ($1)', [id]).then(
        () => acknowledged.push(id),
        (error: unknown) => isConnectionLost(error) || surprises.push(error),
      )
    }
  }
  const writers = Array.from({ length: 8 }, writer)
  while (acknowledged.length < 200) await new Promise((resolve) => setTimeout(resolve, 5))
  process.kill(postmasterPid(home), 'SIGKILL')
  await restarted
  const beforeMore = acknowledged.length
  while (acknowledged.length < beforeMore + 200) await new Promise((resolve) => setTimeout(resolve, 5))
  writing = false
  await Promise.all(writers)
  const { rows } = await database.pool.query<{ id: number }>('select id from saved')
  const stored = new Set(rows.map((row) => row.id))
  expect(acknowledged.filter((id) => !stored.has(id))).toEqual([])
  expect(surprises).toEqual([])
  await database.close()
})

test('F5 a transaction that begins while PostgreSQL is away waits for it', async () => {
  const database = await open()
  process.kill(postmasterPid(home), 'SIGKILL')
  await expect.poll(() => lines.some((line) => line.includes('starting it again'))).toBe(true)
  const { rows } = await database.transaction((trx) => sql<{ one: number }>`select 1 as one`.execute(trx))
  expect(rows).toEqual([{ one: 1 }])
  await database.close()
})

test('F4 a server killed with -9 takes its PostgreSQL along, and everything committed is there at the next start', async () => {
  await killedServer(process.env.PATH)
  await expect.poll(() => isAlive(postmasterPid(home)), { timeout: 20_000 }).toBe(false)
  await expectKeptRow()
})

test('F4 where PostgreSQL stays behind as an orphan, the next start stops it first', async () => {
  // without setpriv on the path nobody tells it that its server is dead
  await killedServer('/nowhere')
  expect(isAlive(postmasterPid(home))).toBe(true)
  await expectKeptRow()
  expect(lines).toContainEqual(expect.stringMatching(/^An earlier PostgreSQL .* still runs/))
})

test('a pid file that names a foreign process is cleared away, the process is left alone', async () => {
  const database = await open()
  await database.close()
  const stranger = spawn('sleep', ['60'])
  const pidFile = join(home, 'postgres', 'data', 'postmaster.pid')
  await writeFile(pidFile, `${stranger.pid}\n${join(home, 'postgres', 'data')}\n`)
  const again = await open()
  expect(stranger.exitCode ?? stranger.signalCode).toBeNull()
  await again.close()
  stranger.kill()
})

test('a stop leaves no process and a clean log', async () => {
  const database = await open()
  const pid = postmasterPid(home)
  await database.close()
  expect(() => process.kill(pid, 0)).toThrow(/ESRCH/)
  expect(await readFile(join(home, 'postgres.log'), 'utf8')).toContain('database system is shut down')
})

/** A server in its own process commits one row and is killed. */
async function killedServer(path: string | undefined): Promise<void> {
  const module = new URL('./database.ts', import.meta.url).href
  const code = `const { openDatabase } = await import(${JSON.stringify(module)})
    const database = await openDatabase({ home: ${JSON.stringify(home)}, log: () => {} })
    await database.pool.query('create table kept (id int primary key)')
    await database.pool.query('insert into kept values (1)')
    console.log('ready')`
  const server = spawn(process.execPath, ['--input-type=module', '-e', code], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, PATH: path },
  })
  await once(server.stdout, 'data')
  server.kill('SIGKILL')
  await once(server, 'exit')
}

async function expectKeptRow(): Promise<void> {
  const database = await open()
  expect((await database.pool.query('select id from kept')).rows).toEqual([{ id: 1 }])
  await database.close()
}

/** false also when there is no such pid any more (the pid file went with it) */
function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

function postmasterPid(home: string): number {
  const pidFile = join(home, 'postgres', 'data', 'postmaster.pid')
  return existsSync(pidFile) ? Number(readFileSync(pidFile, 'utf8').split('\n')[0]) : Number.NaN
}
