import pg from 'pg'
import { setTimeout as sleep } from 'node:timers/promises'

type ConnectCallback = Parameters<pg.Pool['connect']>[0]

/** PostgreSQL not there yet: no socket, nobody listening, starting up, shutting down. Nothing was sent, so waiting is safe. */
const NOT_UP = new Set(['ENOENT', 'ECONNREFUSED', '57P01', '57P02', '57P03'])
const PATIENCE_MS = 30_000

/**
 * A pool that waits, up to half a minute, for a PostgreSQL that is just being restarted, instead of failing every
 * request of that second. Only getting a connection waits; a statement that was under way still fails.
 */
export class PatientPool extends pg.Pool {
  constructor(config: pg.PoolConfig) {
    super(config)
    // A connection that dies in somebody's hands, between two statements, must not take the process along: the next
    // statement on it fails, and the pool's own listener drops those that lie idle.
    this.on('connect', (client) => client.on('error', () => {}))
  }

  override connect(): Promise<pg.PoolClient>
  override connect(callback: ConnectCallback): void
  override connect(callback?: ConnectCallback): Promise<pg.PoolClient> | void {
    const client = this.#connectPatiently()
    if (callback === undefined) return client
    client.then(
      (found) => callback(undefined, found, (release) => found.release(release)),
      (error: Error) => callback(error, undefined, () => {}),
    )
  }

  async #connectPatiently(): Promise<pg.PoolClient> {
    const until = performance.now() + PATIENCE_MS
    for (;;) {
      try {
        return await super.connect()
      } catch (error) {
        if (!isNotUp(error) || performance.now() > until || this.ending) throw error
        await sleep(50)
      }
    }
  }
}

function isNotUp(error: unknown): boolean {
  const { code, message } = error as { code?: string; message?: string }
  return NOT_UP.has(code ?? '') || message === 'Connection terminated unexpectedly'
}
