import { Kysely, PostgresDialect, sql, type Transaction } from 'kysely'
import pg from 'pg'
import { mkdir } from 'node:fs/promises'
import { startEmbeddedPostgres, type PostgresConnection } from './embedded-postgres.ts'
import { lockFolder } from './folder-lock.ts'
import { migrate } from './migrate.ts'
import { PatientPool } from './patient-pool.ts'
import { StartRefusal } from './start-refusal.ts'
import type { Tables } from './tables.ts'

export type { Tables } from './tables.ts'

export interface Database {
  db: Kysely<Tables>
  /** for what Kysely is too slow or too narrow for, as the journal's batched inserts */
  pool: pg.Pool
  /** how other programs (pgbench, psql) reach the same database; null where DATABASE_URL says it already */
  connection: PostgresConnection | null
  /**
   * Runs `work` in one transaction. While PostgreSQL is being restarted it waits with the beginning. A connection lost
   * on the way rejects (`isConnectionLost`): then nothing is known about the commit, and only the caller knows whether
   * doing it again is harmless.
   */
  transaction<T>(work: (trx: Transaction<Tables>) => Promise<T>): Promise<T>
  /** called when PostgreSQL had died and answers again; what was listening must listen anew */
  onRestart(listener: () => void): void
  close(): Promise<void>
}

export interface OpenOptions {
  /** the server's data folder, `LEITAI_HOME`; locked while open, so that a second server refuses to start */
  home: string
  /** a PostgreSQL of one's own, instead of the embedded one */
  databaseUrl?: string | undefined
  log: (line: string) => void
  /** connections at most */
  connections?: number
  /** only for tests of the embedded server */
  withoutFsync?: boolean
}

/** Opens, and brings the tables up to date. Throws `StartRefusal` for what the person at the keyboard can mend. */
export async function openDatabase(options: OpenOptions): Promise<Database> {
  const { home, databaseUrl } = options
  await mkdir(home, { recursive: true })
  const lock = await lockFolder(home)
  try {
    const embedded = databaseUrl ? null : await startEmbeddedPostgres(options)
    try {
      const database = await connectDatabase(embedded?.connection ?? { connectionString: databaseUrl }, options)
      return {
        ...database,
        connection: embedded?.connection ?? null,
        onRestart: (listener) => embedded?.onRestart(listener),
        close: async () => {
          await database.close()
          await embedded?.stop()
          await lock.release()
        },
      }
    } catch (error) {
      await embedded?.stop()
      throw error
    }
  } catch (error) {
    await lock.release()
    throw error
  }
}

/** A pool and Kysely on a PostgreSQL that already runs, with the tables brought up to date. */
export async function connectDatabase(
  config: pg.PoolConfig,
  options: Pick<OpenOptions, 'log' | 'connections'>,
): Promise<Omit<Database, 'connection' | 'onRestart'>> {
  const pool = new PatientPool({ max: options.connections ?? 20, types: columnTypes, ...config })
  // an idle connection that breaks emits here; unheard, it would end the whole process
  pool.on('error', (error) => options.log(`database connection lost: ${error.message}`))
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) })
  try {
    await refuseOldServer(db)
    await migrate(pool, options.log)
  } catch (error) {
    await db.destroy()
    throw error
  }
  return {
    db,
    pool,
    transaction: (work) => db.transaction().execute(work),
    close: () => db.destroy(),
  }
}

/** True for the errors after which it is unknown whether the statement had an effect. */
export function isConnectionLost(error: unknown): boolean {
  const { code, message } = error as { code?: unknown; message?: unknown }
  if (typeof code === 'string' && (/^(08|57P0[1-3])/.test(code) || ['ECONNRESET', 'EPIPE'].includes(code))) return true
  return (
    typeof message === 'string' && /^Connection terminated|^Client has encountered a connection error/.test(message)
  )
}

/** bigint as a number (counts, versions and milliseconds stay below 2^53); numeric stays text, it holds scores. */
const columnTypes: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
    oid === pg.types.builtins.INT8 ? parseSafeInteger : pg.types.getTypeParser(oid, format as 'text')) as never,
}

function parseSafeInteger(text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) throw new RangeError(`bigint ${text} does not fit a number`)
  return value
}

async function refuseOldServer(db: Kysely<Tables>): Promise<void> {
  const { rows } = await sql<{ version: string; number: number }>`
    select current_setting('server_version') as version, current_setting('server_version_num')::int as number
  `.execute(db)
  const server = rows[0]
  if (server === undefined || server.number >= 150_000) return
  throw new StartRefusal(
    'postgres-too-old',
    `PostgreSQL ${server.version} 版本过低，需要 15 或更高版本。`,
    `PostgreSQL ${server.version} is too old; version 15 or later is needed.`,
  )
}
