import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Database } from './database.ts'
import { freshDatabase } from './testing.ts'

let database: Database
beforeAll(async () => {
  database = await freshDatabase()
})
afterAll(() => database.close())

test('bigint comes as a number, numeric as exact text', async () => {
  const { rows } = await sql`select 9007199254740991::bigint as big, 87.250::numeric as points`.execute(database.db)
  expect(rows).toEqual([{ big: 9007199254740991, points: '87.250' }])
})

test('a bigint that a number cannot hold is an error, not another number', async () => {
  await expect(sql`select 9007199254740993::bigint as big`.execute(database.db)).rejects.toThrow(/does not fit/)
})

test('a transaction that throws leaves nothing', async () => {
  await database.pool.query('create table note (id int)')
  const failing = database.transaction(async (trx) => {
    await sql`insert into note values (1)`.execute(trx)
    throw new Error('stopped half way')
  })
  await expect(failing).rejects.toThrow('stopped half way')
  expect((await database.pool.query('select id from note')).rows).toEqual([])
})

test('each test database is its own', async () => {
  const other = await freshDatabase()
  await other.pool.query('create table only_here (id int)')
  expect((await database.pool.query("select to_regclass('only_here') as found")).rows).toEqual([{ found: null }])
  await other.close()
})

test('Chinese names sort by pinyin', async () => {
  const { rows } = await sql<{ name: string }>`
    select name from unnest(array['周', '安', '李', '王', '陈']) as name order by name collate "default"
  `.execute(database.db)
  expect(rows.map((row) => row.name)).toEqual(['安', '陈', '李', '王', '周'])
})
