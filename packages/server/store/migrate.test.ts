import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Database } from './database.ts'
import { migrate } from './migrate.ts'
import { freshDatabase } from './testing.ts'

let database: Database
let folder: string
beforeEach(async () => {
  database = await freshDatabase()
  await database.pool.query('delete from migration')
  folder = await mkdtemp(join(tmpdir(), 'leitai-migrations-'))
})
afterEach(async () => {
  await database.close()
  await rm(folder, { recursive: true, force: true })
})

const file = (name: string, text: string) => writeFile(join(folder, name), text)
const run = () => migrate(database.pool, () => {}, folder)

test('files are applied once, in the order of their numbers', async () => {
  await file('0002-more.sql', 'alter table shelf add column height int;')
  await file('0001-shelf.sql', 'create table shelf (id int primary key);')
  await run()
  await run()
  const { rows } = await database.pool.query('select name from migration order by applied_at')
  expect(rows.map((row) => row.name)).toEqual(['0001-shelf.sql', '0002-more.sql'])
  expect((await database.pool.query('select id, height from shelf')).rows).toEqual([])
})

test('a file that fails leaves nothing of itself behind', async () => {
  await file('0001-shelf.sql', 'create table shelf (id int); select no_such_column;')
  await expect(run()).rejects.toThrow(/0001-shelf\.sql: column "no_such_column" does not exist/)
  expect((await database.pool.query("select to_regclass('shelf') as found")).rows).toEqual([{ found: null }])
})

test('a file that was changed after it had been applied is refused; other line ends are no change', async () => {
  await file('0001-shelf.sql', 'create table shelf (\n id int\n);\n')
  await run()
  await file('0001-shelf.sql', 'create table shelf (\r\n id int\r\n);\r\n')
  await run()
  await file('0001-shelf.sql', 'create table shelf (\n id bigint\n);\n')
  await expect(run()).rejects.toMatchObject({ code: 'migration-changed' })
})

test('a database that a newer program has written is refused', async () => {
  await database.pool.query("insert into migration (name, sha256) values ('9999-from-the-future.sql', '')")
  await expect(run()).rejects.toMatchObject({ code: 'database-newer' })
})

test('two servers that start at once on one database apply each file once', async () => {
  await file('0001-shelf.sql', 'create table shelf (id int primary key);')
  await Promise.all([run(), run(), run()])
  expect((await database.pool.query('select count(*)::int as n from migration')).rows).toEqual([{ n: 1 }])
})
