import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { chown, mkdir, open, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Client } from 'pg'
import { lockFolder, type FolderLock } from './folder-lock.ts'
import { clearOrphan } from './orphan-postgres.ts'
import { findPostgresBinaries, type PostgresBinaries } from './postgres-binaries.ts'
import { preparePostgresPlace, type PostgresPlace } from './postgres-place.ts'
import { StartRefusal } from './start-refusal.ts'

/** What both our own pool and the libpq programs (pgbench, psql) need; `host` is a folder where a unix socket is used. */
export interface PostgresConnection {
  host: string
  port: number
  user: string
  database: string
  password?: string
}

export interface EmbeddedPostgres {
  readonly connection: PostgresConnection
  /** of the postmaster that runs now; a restart changes it */
  pid(): number
  /** called each time after PostgreSQL had died and answers again */
  onRestart(listener: () => void): void
  stop(): Promise<void>
}

export interface EmbeddedPostgresOptions {
  /** the data folder of the whole server (`LEITAI_HOME`); PostgreSQL lives in `<home>/postgres` */
  home: string
  log: (line: string) => void
  /** only for tests: nothing survives a power cut */
  withoutFsync?: boolean
}

const USER = 'leitai'
/** long, since after a crash a slow disk may need minutes to read the log back, and stopping it would begin that anew */
const START_PATIENCE_MS = 600_000
const STOP_PATIENCE_MS = 20_000
const LOG_KEPT_BYTES = 10_000_000

/**
 * Starts the PostgreSQL that comes with the program and keeps it running: when it dies it is started again, until
 * `stop`. It is not stopped by a Ctrl-C in the terminal (own session): the server must first write what it has accepted.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const home = resolve(options.home)
  await mkdir(home, { recursive: true })
  const place = await preparePostgresPlace(home, options.log)
  const lock = await lockFolder(place.folder)
  try {
    const binaries = await findPostgresBinaries(place.runAs, place.copiesFolder)
    const supervisor = new Supervisor(place, binaries, lock, options)
    await supervisor.start()
    return supervisor
  } catch (error) {
    await lock.release()
    throw error
  }
}

class Supervisor implements EmbeddedPostgres {
  connection: PostgresConnection
  readonly #place: PostgresPlace
  readonly #binaries: PostgresBinaries
  readonly #lock: FolderLock
  readonly #options: EmbeddedPostgresOptions
  readonly #restartListeners: (() => void)[] = []
  #child: ChildProcess | null = null
  #ended: Promise<void> = Promise.resolve()
  #stopping = false

  constructor(place: PostgresPlace, binaries: PostgresBinaries, lock: FolderLock, options: EmbeddedPostgresOptions) {
    this.#place = place
    this.#binaries = binaries
    this.#lock = lock
    this.#options = options
    this.connection = { host: place.socketFolder, port: 5432, user: USER, database: 'postgres' }
  }

  pid(): number {
    return this.#child?.pid ?? 0
  }

  onRestart(listener: () => void): void {
    this.#restartListeners.push(listener)
  }

  async start(): Promise<void> {
    if (!existsSync(this.#place.dataFolder)) await this.#initialise()
    if (process.platform === 'win32') await this.#useTcp()
    await this.#launch()
    await this.#createDatabase()
  }

  async stop(): Promise<void> {
    if (this.#stopping) return this.#ended
    this.#stopping = true
    const child = this.#child
    if (child !== null && child.exitCode === null && child.signalCode === null) {
      // SIGINT is PostgreSQL's "fast" stop: open transactions are rolled back, everything committed is kept
      if (process.platform === 'win32') this.#pgCtl('stop', '-m', 'fast', '-w')
      else child.kill('SIGINT')
      const forced = setTimeout(() => child.kill('SIGQUIT'), STOP_PATIENCE_MS)
      await this.#ended
      clearTimeout(forced)
    }
    await this.#lock.release()
  }

  /** Made beside and renamed at the end: an initdb that was broken off leaves nothing that looks like a database. */
  async #initialise(): Promise<void> {
    const { folder, dataFolder, runAs } = this.#place
    const fresh = join(folder, 'data.new')
    await rm(fresh, { recursive: true, force: true })
    const passwordFile = join(folder, 'password')
    await writeFile(passwordFile, randomBytes(24).toString('hex'), { mode: 0o600 })
    if (runAs !== null) await chown(passwordFile, runAs.uid, runAs.gid)
    const locale = process.platform === 'linux' ? 'C.UTF-8' : 'C'
    const args = ['-D', fresh, '-U', USER, '--encoding=UTF8', '--locale-provider=icu', '--icu-locale=zh-Hans-CN']
    args.push(`--locale=${locale}`, '--auth-local=trust', '--auth-host=scram-sha-256', `--pwfile=${passwordFile}`)
    if (this.#options.withoutFsync) args.push('--no-sync')
    const made = spawnSync(this.#binaries.initdb, args, { ...runAs, cwd: folder, encoding: 'utf8', windowsHide: true })
    if (made.status !== 0) {
      const why = made.error?.message ?? made.stderr.trim()
      throw new StartRefusal('initdb-failed', `无法建立数据库：${why}`, `The database could not be made: ${why}`)
    }
    await rename(fresh, dataFolder)
  }

  async #useTcp(): Promise<void> {
    const password = (await readFile(join(this.#place.folder, 'password'), 'utf8')).trim()
    this.connection = { ...this.connection, host: '127.0.0.1', port: await freePort(), password }
  }

  async #launch(): Promise<void> {
    const { dataFolder, socketFolder, folder, runAs } = this.#place
    await clearOrphan(dataFolder, socketFolder, this.#options.log, () => this.#pgCtl('stop', '-m', 'fast', '-w'))
    const windows = process.platform === 'win32'
    const settings: Record<string, string> = {
      listen_addresses: windows ? '127.0.0.1' : '',
      port: String(this.connection.port),
      unix_socket_directories: windows ? '' : socketFolder,
      unix_socket_permissions: '0700',
      max_connections: '100',
      max_wal_size: '2GB',
      fsync: this.#options.withoutFsync ? 'off' : 'on',
      synchronous_commit: 'on',
      log_timezone: 'UTC',
      timezone: 'UTC',
    }
    const args = ['-D', dataFolder, ...Object.entries(settings).flatMap(([key, value]) => ['-c', `${key}=${value}`])]
    const [program, programArgs] = diesWithParent(this.#binaries.postgres, args, runAs)
    const logFile = await openLog(this.#place.logFile)
    if (this.#stopping) throw new Error('being stopped')
    // a file and no pipe: should this process be killed, PostgreSQL can still write while it shuts down
    const child = spawn(program, programArgs, {
      ...(program === this.#binaries.postgres ? runAs : null),
      cwd: folder,
      detached: true,
      stdio: ['ignore', logFile.fd, logFile.fd],
      windowsHide: true,
    })
    this.#child = child
    this.#ended = new Promise((resolve) => {
      child.once('exit', () => resolve())
      child.once('error', () => resolve())
    })
    await logFile.close()
    await this.#untilReady(child)
    void this.#ended.then(() => this.#onDeath(child))
  }

  async #untilReady(child: ChildProcess): Promise<void> {
    const until = performance.now() + START_PATIENCE_MS
    let ended = false
    void this.#ended.then(() => (ended = true))
    while (!ended && performance.now() < until) {
      if (await answers(this.connection)) return
      await Promise.race([sleep(25), this.#ended])
    }
    child.kill('SIGQUIT')
    await this.#ended
    const why = await lastLines(this.#place.logFile)
    throw new StartRefusal('postgres-not-ready', `PostgreSQL 未能启动：\n${why}`, `PostgreSQL did not start:\n${why}`)
  }

  /** Starts again for as long as it takes: a contest is running, and nobody is there to do it by hand. */
  async #onDeath(child: ChildProcess): Promise<void> {
    let pauseMs = 100
    while (!this.#stopping) {
      this.#options.log(
        `PostgreSQL (process ${child.pid}) ended (${child.signalCode ?? child.exitCode}); starting it again`,
      )
      try {
        await this.#launch()
        this.#options.log(`PostgreSQL is up again (process ${this.pid()})`)
        for (const listener of this.#restartListeners) listener()
        return
      } catch (error) {
        this.#options.log(`PostgreSQL could not be started: ${(error as Error).message}`)
        await sleep(pauseMs)
        pauseMs = Math.min(pauseMs * 2, 5000)
      }
    }
  }

  async #createDatabase(): Promise<void> {
    const client = new Client(this.connection)
    await client.connect()
    try {
      const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [USER])
      if (rowCount === 0) await client.query(`create database ${USER}`)
    } finally {
      await client.end()
    }
    this.connection = { ...this.connection, database: USER }
  }

  #pgCtl(...args: string[]): void {
    const options = { ...this.#place.runAs, cwd: this.#place.folder, windowsHide: true }
    spawnSync(this.#binaries.pgCtl, [...args, '-D', this.#place.dataFolder], options)
  }
}

/**
 * On Linux the kernel can stop PostgreSQL when its parent dies, so that a killed server leaves nothing behind. `setpriv`
 * asks for it; where it is missing, the next start clears the orphan away.
 */
function diesWithParent(
  postgres: string,
  args: string[],
  runAs: { uid: number; gid: number } | null,
): [program: string, args: string[]] {
  if (process.platform !== 'linux') return [postgres, args]
  if (spawnSync('setpriv', ['--pdeathsig', 'INT', 'true']).status !== 0) return [postgres, args]
  const user = runAs === null ? [] : ['--reuid', String(runAs.uid), '--regid', String(runAs.gid), '--clear-groups']
  return ['setpriv', [...user, '--pdeathsig', 'INT', '--', postgres, ...args]]
}

async function answers(connection: PostgresConnection): Promise<boolean> {
  const client = new Client({ ...connection, connectionTimeoutMillis: 5000 })
  client.on('error', () => {})
  try {
    await client.connect()
    return true
  } catch {
    return false
  } finally {
    await client.end().catch(() => {})
  }
}

async function openLog(path: string) {
  const size = (await stat(path).catch(() => null))?.size ?? 0
  if (size > LOG_KEPT_BYTES) await rename(path, `${path}.old`)
  return open(path, 'a', 0o600)
}

async function lastLines(path: string): Promise<string> {
  const text = await readFile(path, 'utf8').catch(() => '')
  return text.trimEnd().split('\n').slice(-8).join('\n')
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0))
    })
  })
}
