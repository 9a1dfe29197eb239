/**
 * Looks for what joins a person to a code in stored text. Where a smallest piece of JSON (an object, an entry, a list, a
 * string) names persons and codes, it must name all of both: then it says who took part, and nothing of who got what. Two
 * lists tell something too, if their orders agree; they are compared against the truth.
 */
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Database } from '../../store/database.ts'

export interface Known {
  /** By entrant: everything that names them. */
  entrants: ReadonlyMap<string, readonly string[]>
  /** The truth: code → entrant. */
  mapping: Readonly<Record<string, string>>
}

interface Names {
  entrants: Set<string>
  codes: Set<string>
}

export interface Join {
  where: string
  entrants: string[]
  codes: string[]
}

/** Every table as text, in the order in which rows lie there, as a dump writes them. */
export async function dump(database: Database): Promise<{ table: string; rows: unknown[] }[]> {
  const { rows: tables } = await database.pool.query<{ name: string }>(
    "select table_name as name from information_schema.tables where table_schema = 'public' order by 1",
  )
  return Promise.all(
    tables.map(async ({ name }) => {
      const { rows } = await database.pool.query<{ row: unknown }>(
        `select to_json(t) as row from "${name}" t order by ctid`,
      )
      return { table: name, rows: rows.map(({ row }) => opened(row)) }
    }),
  )
}

/** JSON that is kept as text is read as what it says. */
function opened(value: unknown): unknown {
  if (typeof value === 'string') {
    if (!/^\s*[[{]/.test(value)) return value
    try {
      return opened(JSON.parse(value))
    } catch {
      return value
    }
  }
  if (Array.isArray(value)) return value.map(opened)
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, opened(inner)]))
  return value
}

export function findJoins(tables: readonly { table: string; rows: unknown[] }[], known: Known): Join[] {
  const found: Join[] = []
  const personLists: { where: string; names: string[] }[] = []
  const codeLists: { where: string; names: string[] }[] = []
  const everybody = known.entrants.size
  const everyCode = Object.keys(known.mapping).length

  const namesIn = (text: string): Names => ({
    entrants: new Set(
      [...known.entrants].filter(([, names]) => names.some((name) => mentions(text, name))).map(([id]) => id),
    ),
    codes: new Set(
      text.includes('AGE ENCRYPTED FILE') ? [] : Object.keys(known.mapping).filter((code) => mentions(text, code)),
    ),
  })

  const judge = (where: string, { entrants, codes }: Names) => {
    if (entrants.size === everybody && codes.size === everyCode) return
    found.push({ where, entrants: [...entrants], codes: [...codes] })
  }

  const merge = (where: string, parts: readonly Names[]): Names => {
    const all: Names = {
      entrants: new Set(parts.flatMap((part) => [...part.entrants])),
      codes: new Set(parts.flatMap((part) => [...part.codes])),
    }
    const inOne = parts.some((part) => part.entrants.size > 0 && part.codes.size > 0)
    if (!inOne && all.entrants.size > 0 && all.codes.size > 0) judge(where, all)
    return all
  }

  const walk = (value: unknown, where: string): Names => {
    if (typeof value === 'string' || typeof value === 'number') {
      const names = namesIn(String(value))
      if (names.entrants.size > 0 && names.codes.size > 0) judge(where, names)
      return names
    }
    if (Array.isArray(value))
      return listed(
        value.map((inner, index) => walk(inner, `${where}[${index}]`)),
        where,
      )
    if (typeof value === 'object' && value !== null) {
      return listed(
        Object.entries(value).map(([key, inner]) =>
          merge(`${where}.${key}`, [namesIn(key), walk(inner, `${where}.${key}`)]),
        ),
        where,
      )
    }
    return { entrants: new Set(), codes: new Set() }
  }

  const listed = (parts: readonly Names[], where: string): Names => {
    const persons = parts.filter((part) => part.entrants.size === 1).flatMap((part) => [...part.entrants])
    const codes = parts.filter((part) => part.codes.size === 1).flatMap((part) => [...part.codes])
    if (new Set(persons).size === everybody && persons.length === everybody) personLists.push({ where, names: persons })
    if (new Set(codes).size === everyCode && codes.length === everyCode) codeLists.push({ where, names: codes })
    return merge(where, parts)
  }

  for (const { table, rows } of tables) {
    // Rows of a table stand beside each other; only their order could join them.
    const parts = rows.map((row, index) => walk(row, `${table}#${index}`))
    const ordered = (of: 'entrants' | 'codes') =>
      parts.filter((part) => part[of].size === 1).flatMap((part) => [...part[of]])
    const persons = ordered('entrants')
    const codes = ordered('codes')
    if (persons.length === everybody && new Set(persons).size === everybody)
      personLists.push({ where: table, names: persons })
    if (codes.length === everyCode && new Set(codes).size === everyCode) codeLists.push({ where: table, names: codes })
  }
  for (const codes of codeLists) {
    for (const persons of personLists) {
      if (codes.names.every((code, index) => known.mapping[code] === persons.names[index])) {
        found.push({
          where: `in one order: ${codes.where}, ${persons.where}`,
          entrants: persons.names,
          codes: codes.names,
        })
      }
    }
  }
  return found
}

/** As a word of its own: a code is no part of a hash or of another code. */
function mentions(text: string, name: string): boolean {
  const at = text.indexOf(name)
  if (at < 0) return false
  const before = text[at - 1] ?? ' '
  const after = text[at + name.length] ?? ' '
  return (!/[A-Za-z0-9]/.test(before) && !/[A-Za-z0-9]/.test(after)) || mentions(text.slice(at + 1), name)
}

/** Every file below a folder, as text. */
export async function filesBelow(folder: string): Promise<{ path: string; text: string }[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return Promise.all(
    entries
      .filter((entry) => entry.isFile())
      .map(async (entry) => {
        const path = join(entry.parentPath, entry.name)
        return { path, text: await readFile(path, 'utf8') }
      }),
  )
}
