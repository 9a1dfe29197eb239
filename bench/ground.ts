/** What both measurements stand on: one PostgreSQL, one server process with the real host and rules, one load process. */
import { fork, spawnSync } from 'node:child_process'
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connectDatabase } from '@leitai/server/store/database.ts'
import { startEmbeddedPostgres, type PostgresConnection } from '@leitai/server/store/embedded-postgres.ts'
import { startServerProcess, type ServerProcess } from '@leitai/server/runs/testing/child.ts'
import { asSeat } from '@leitai/server/runs/testing/world.ts'
import type { NewRun } from '@leitai/server/runs/contract.ts'
import type { LoadResult, LoadSetup } from './load.ts'

export interface Ground {
  connection: PostgresConnection
  server: ServerProcess
  /** CPU time that PostgreSQL's processes have used, those that ended included. */
  postgresCpuMs(): number
  seats: LoadSetup['seats']
  end(): Promise<void>
}

/** `halls` × `perHall` sittings of 50 questions, opened. */
export async function prepare(seatCount: number): Promise<Ground> {
  const home = await mkdtemp(join(tmpdir(), 'leitai-bench-'))
  const postgres = await startEmbeddedPostgres({ home, log: () => {} })
  const { connection } = postgres
  // brings the tables up to date
  await (await connectDatabase(connection, { log: () => {} })).close()
  const server = await startServerProcess({ connection, pace: { perSecond: 1e6, burst: 1e6 } })
  const runs = Array.from({ length: seatCount }, (_, i) => sittingOf(`S${i + 1}`))
  for (let i = 0; i < runs.length; i += 100) {
    const some = runs.slice(i, i + 100)
    await server.ask({ createAll: some, open: some.map(({ runId }) => runId) })
  }
  return {
    connection,
    server,
    postgresCpuMs: () => cpuMs(postgres.pid()),
    seats: runs.map(({ runId }, i) => ({ runId, headers: asSeat('bench', `S${i + 1}`) })),
    async end() {
      await server.ask({ stop: true }).catch(() => {})
      await postgres.stop()
      await rm(home, { recursive: true, force: true })
    },
  }
}

function sittingOf(code: string): NewRun {
  return {
    runId: `bench:final:theory:${code}`,
    contestId: 'bench',
    type: 'exam',
    options: { setup: { code, seconds: 4 * 3600, feedback: 'none' }, item: {} },
    material: { questions },
    itemSeed: 'bench',
  }
}

const about = { difficulty: 3, tags: ['沟通'], chapter: '第一章', explanation: '先安抚情绪，再处理问题。' }
const options = ['先道歉并复述客户的问题', '请客户稍后再拨', '直接转接给班长', '解释这不是本部门的责任']
const questions = Array.from({ length: 50 }, (_, i) => ({
  ...about,
  id: `q${i + 1}`,
  kind: 'single',
  stem: `第 ${i + 1} 题：客户因为物流延误来电投诉，情绪激动，客服代表首先应当怎样做？`,
  options,
  key: 'A',
}))

/** Starts the contestants, lets them go at once when all are in, and gives what they measured. */
export async function drive(setup: LoadSetup, onStart: () => Promise<unknown> = async () => {}): Promise<LoadResult> {
  const child = fork(join(import.meta.dirname, 'load.ts'), [JSON.stringify(setup)], { stdio: 'inherit', execArgv: [] })
  const next = () =>
    new Promise<unknown>((resolve, reject) => {
      child.once('message', resolve)
      child.once('exit', (code) => reject(new Error(`the load process ended (${code})`)))
    })
  await next()
  await onStart()
  child.send('go')
  return (await next()) as LoadResult
}

/** Null where pgbench is not installed. */
export function findPgbench(): string | null {
  const debian = '/usr/lib/postgresql'
  const found = existsSync(debian) ? readdirSync(debian).map((version) => join(debian, version, 'bin', 'pgbench')) : []
  return ['/usr/bin/pgbench', ...found].find((path) => existsSync(path)) ?? null
}

export interface PgbenchResult {
  perSecond: number
  latencyMs: number
  /** The program's own, PostgreSQL's not counted. */
  cpuMs: number
}

/** Single-row upserts, as an application without a journal of ours would save answers. */
export async function pgbench(
  program: string,
  connection: PostgresConnection,
  mode: 'simple' | 'prepared',
  seconds: number,
  seats: number,
): Promise<PgbenchResult> {
  const folder = await mkdtemp(join(tmpdir(), 'leitai-pgbench-'))
  const script = join(folder, 'upsert.sql')
  await writeFile(
    script,
    `\\set seat random(1, ${seats})
\\set question random(1, 50)
\\set revision random(1, 1000000)
insert into bench_answer (run_id, question, value, revision, saved_at) values ('bench/final/theory/S' || :seat::int, 'q' || :question::int, 'B', :revision, now())
on conflict (run_id, question) do update set value = excluded.value, revision = excluded.revision, saved_at = excluded.saved_at;
`,
  )
  const args = [
    '-n',
    '-f',
    script,
    '-c',
    '32',
    '-j',
    '2',
    '-M',
    mode,
    '-T',
    String(seconds),
    '-h',
    connection.host,
    '-p',
    String(connection.port),
    '-U',
    connection.user,
    connection.database,
  ]
  const before = cpuMs(process.pid)
  const { stdout, stderr, status } = spawnSync(program, args, {
    encoding: 'utf8',
    env: { ...process.env, PGPASSWORD: connection.password ?? '' },
  })
  await rm(folder, { recursive: true, force: true })
  const perSecond = Number(/tps = ([\d.]+)/.exec(stdout)?.[1])
  const latencyMs = Number(/latency average = ([\d.]+)/.exec(stdout)?.[1])
  if (status !== 0 || !(perSecond > 0)) throw new Error(`pgbench: ${stderr}`)
  return { perSecond, latencyMs, cpuMs: cpuMs(process.pid) - before }
}

const msPerTick = 10

/** Linux: a process, its children that live and its children that ended. 0 elsewhere. */
export function cpuMs(pid: number): number {
  if (process.platform !== 'linux') return 0
  const read = (id: string) => {
    try {
      const fields = readFileSync(`/proc/${id}/stat`, 'utf8')
        .replace(/^.*\) /s, '')
        .split(' ')
      const [parent, ...times] = [1, 11, 12, 13, 14].map((at) => Number(fields[at]))
      return { parent, ownMs: (times[0]! + times[1]!) * msPerTick, endedMs: (times[2]! + times[3]!) * msPerTick }
    } catch {
      return null
    }
  }
  const self = read(String(pid))
  let sum = (self?.ownMs ?? 0) + (self?.endedMs ?? 0)
  for (const id of readdirSync('/proc')) {
    if (!/^\d+$/.test(id)) continue
    const one = read(id)
    if (one?.parent === pid) sum += one.ownMs
  }
  return sum
}

/** Linux: CPU time that all of the machine has used since it began; 0 elsewhere. */
export function machineCpuMs(): number {
  if (process.platform !== 'linux') return 0
  const [user = 0, nice = 0, system = 0, , , irq = 0, softirq = 0] = readFileSync('/proc/stat', 'utf8')
    .split('\n', 1)[0]!
    .split(/ +/)
    .slice(1)
    .map(Number)
  return (user + nice + system + irq + softirq) * msPerTick
}

export const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1]!
