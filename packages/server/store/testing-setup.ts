import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { connectDatabase } from './database.ts'
import { startEmbeddedPostgres, type PostgresConnection } from './embedded-postgres.ts'
import { makeTemporaryHome } from './temporary-home.ts'

declare module 'vitest' {
  interface ProvidedContext {
    postgres: PostgresConnection
  }
}

export const TEMPLATE = 'leitai_template'

/** One PostgreSQL for all test files of a run, with a migrated database to copy from; see `testing.ts`. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { home, remove } = await makeTemporaryHome()
  const postgres = await startEmbeddedPostgres({ home, log: () => {}, withoutFsync: true })
  const admin = new pg.Client(postgres.connection)
  await admin.connect()
  await admin.query(`create database ${TEMPLATE}`)
  await admin.end()
  const template = await connectDatabase({ ...postgres.connection, database: TEMPLATE }, { log: () => {} })
  await template.close()
  project.provide('postgres', postgres.connection)
  return async () => {
    await postgres.stop()
    await remove()
  }
}
