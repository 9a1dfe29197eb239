import { randomBytes } from 'node:crypto'
import pg from 'pg'
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
    close: async () => {
      await database.close()
      await asAdmin((admin) => admin.query(`drop database ${name} with (force)`))
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
