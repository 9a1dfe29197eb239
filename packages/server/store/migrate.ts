import { createHash } from 'node:crypto'
import { readFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type pg from 'pg'
import { StartRefusal } from './start-refusal.ts'

/** any number, the same in every Leitai: two servers on one database take turns */
const LOCK = 7_215_501

interface MigrationFile {
  name: string
  text: string
  sha256: string
}

/**
 * Applies `migrations/NNNN-name.sql` in order, each in a transaction of its own together with the note that it was
 * applied. Refuses when a file that was applied has changed since, or when the database knows files that we do not
 * have (a newer program was here).
 */
export async function migrate(
  pool: pg.Pool,
  log: (line: string) => void,
  folder = join(import.meta.dirname, 'migrations'),
): Promise<void> {
  const files = await readMigrations(folder)
  const client = await pool.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [LOCK])
    await client.query(
      `create table if not exists migration (
         name text primary key, sha256 text not null, applied_at timestamptz not null default now())`,
    )
    const { rows } = await client.query<{ name: string; sha256: string }>('select name, sha256 from migration')
    const applied = new Map(rows.map((row) => [row.name, row.sha256]))
    refuseUnknown(files, applied)
    for (const file of files) {
      const before = applied.get(file.name)
      if (before === undefined) await apply(client, file, log)
      else if (before !== file.sha256) throw changed(file.name)
    }
  } finally {
    await client.query('select pg_advisory_unlock($1)', [LOCK]).catch(() => {})
    client.release()
  }
}

async function readMigrations(folder: string): Promise<MigrationFile[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).toSorted()
  const numbers = new Set<string>()
  const files: MigrationFile[] = []
  for (const name of names) {
    const number = /^(\d{4})-[a-z0-9-]+\.sql$/.exec(name)?.[1]
    if (number === undefined) throw new Error(`${name}: a migration is named NNNN-what-it-does.sql`)
    if (numbers.has(number)) throw new Error(`${name}: another migration has the number ${number}`)
    numbers.add(number)
    // line ends are not part of it: git may write CRLF on Windows
    const text = (await readFile(join(folder, name), 'utf8')).replaceAll('\r\n', '\n')
    files.push({ name, text, sha256: createHash('sha256').update(text).digest('hex') })
  }
  return files
}

async function apply(client: pg.PoolClient, file: MigrationFile, log: (line: string) => void): Promise<void> {
  await client.query('begin')
  try {
    await client.query(file.text)
    await client.query('insert into migration (name, sha256) values ($1, $2)', [file.name, file.sha256])
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw new Error(`${file.name}: ${(error as Error).message}`, { cause: error })
  }
  log(`database: applied ${file.name}`)
}

function refuseUnknown(files: MigrationFile[], applied: Map<string, string>): void {
  const known = new Set(files.map((file) => file.name))
  const unknown = [...applied.keys()].filter((name) => !known.has(name)).toSorted()
  if (unknown.length === 0) return
  throw new StartRefusal(
    'database-newer',
    `数据库由更新版本的程序写入（${unknown.join('、')}）。请使用该版本的程序，或另选数据文件夹。`,
    `The database was written by a newer version of the program (${unknown.join(', ')}). Use that version, or another data folder.`,
  )
}

function changed(name: string): StartRefusal {
  return new StartRefusal(
    'migration-changed',
    `数据库结构文件 ${name} 在应用之后被修改过。请恢复原文件；新的改动应写成新的文件。`,
    `The migration ${name} was changed after it had been applied. Restore it; a further change belongs in a new file.`,
  )
}
