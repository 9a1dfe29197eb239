import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { setTimeout as sleep } from 'node:timers/promises'
import { inject } from 'vitest'
import { connectDatabase, type Database } from './database.ts'
import { TEMPLATE } from './testing-setup.ts'

/** A migrated database of its own for one test or one file; `close` drops it again. */
export async function freshDatabase(): Promise<Database> {
  const server = inject('postgres')
  const name = `test_${randomBytes(6).toString('hex')}`
  await asAdmin((admin) => admin.query(`create database ${name} template ${TEMPLATE}`))
  const connection = { ...server, database: name }
  const database = await connectDatabase(connection, { log: () => {}, connections: 8 })
  return {
    ...database,
    connection,
    onRestart: () => {},
    // Not dropped: that would wait for a checkpoint of a busy disk, and the whole cluster goes when the tests end.
    close: async () => {
      const closed = database.close().then(() => true)
      if (!(await Promise.race([closed, sleep(20_000, false, { ref: false })])))
        process.stderr.write(`${name}: a connection was never given back\n`)
    },
  }
}

async function asAdmin(work: (admin: pg.Client) => Promise<unknown>): Promise<void> {
  const admin = new pg.Client(inject('postgres'))
  await admin.connect()
  try {
    await work(admin)
  } finally {
    await admin.end()
  }
}
