/** What is held of a collection while it is searched: everything of its articles but their texts. */
import type pg from 'pg'
import type { CategoryCount } from '@leitai/core/knowledge.ts'

export interface Directory {
  collection: number
  count: number
  ids: string[]
  titles: string[]
  /** In characters, up to 255. */
  titleLengths: Uint8Array
  tags: (readonly string[])[]
  updated: string[]
  /** The same as numbers: 20260301. */
  days: Int32Array
  pinned: boolean[]
  initials: string[]
  syllables: string[]
  /** The tree in its order: a category, then all below it. */
  categories: CategoryNode[]
  /** Each article's place in it. */
  categoryOf: Int32Array
  /** Articles by tag, in the order of their numbers. */
  byTag: Map<string, Int32Array>
}

export interface CategoryNode {
  path: readonly string[]
  /** -1: none. */
  above: number
  /** The first place that is not below it. */
  end: number
}

interface Row {
  id: string
  title: string
  category: string[]
  tags: string[]
  updated: string
  pinned: boolean
  initials: string
  syllables: string
}

/** Rows are read a few thousand at a time, so that others have their turn in between. */
const rowsAtOnce = 2000

export async function readDirectory(pool: pg.Pool, collection: number, count: number): Promise<Directory> {
  const rows: Row[] = []
  const paths: string[] = []
  for (let from = 0; from < count; from += rowsAtOnce) {
    const { rows: some } = await pool.query<Row>({
      name: 'knowledge-directory',
      text: `select id, title, category, tags, updated, pinned, initials, syllables from knowledge_article
        where collection = $1 and number >= $2 and number < $3 order by number`,
      values: [collection, from, from + rowsAtOnce],
    })
    for (const row of some) {
      rows.push(row)
      paths.push(row.category.join(between))
    }
  }
  const { categories, placeOf } = treeOf(paths)
  const byTag = new Map<string, number[]>()
  for (const [number, { tags }] of rows.entries())
    for (const tag of new Set(tags)) {
      const known = byTag.get(tag)
      if (known === undefined) byTag.set(tag, [number])
      else known.push(number)
    }
  return {
    collection,
    count: rows.length,
    ids: rows.map(({ id }) => id),
    titles: rows.map(({ title }) => title),
    titleLengths: Uint8Array.from(rows, ({ title }) => Math.min(255, title.length)),
    tags: rows.map(({ tags }) => tags),
    updated: rows.map(({ updated }) => updated),
    days: Int32Array.from(rows, ({ updated }) => dayNumber(updated)),
    pinned: rows.map(({ pinned }) => pinned),
    initials: rows.map(({ initials }) => initials),
    syllables: rows.map(({ syllables }) => syllables),
    categories,
    categoryOf: Int32Array.from(paths, (path) => placeOf.get(path)!),
    byTag: new Map([...byTag].map(([tag, numbers]) => [tag, Int32Array.from(numbers)])),
  }
}

export const dayNumber = (day: string): number => Number(day.replaceAll('-', ''))

/** Stands between the names of a path; in no name, since the database takes no such character. */
const between = '\0'

function treeOf(paths: readonly string[]): { categories: CategoryNode[]; placeOf: Map<string, number> } {
  const all = new Map<string, string[]>()
  for (const path of new Set(paths)) {
    const names = path.split(between)
    for (let depth = 1; depth <= names.length; depth += 1)
      all.set(names.slice(0, depth).join(between), names.slice(0, depth))
  }
  const ordered = [...all.values()].toSorted(byNames)
  const placeOf = new Map(ordered.map((path, i) => [path.join(between), i]))
  const categories = ordered.map((path, i) => {
    let end = i + 1
    while (end < ordered.length && path.every((name, level) => ordered[end]![level] === name)) end += 1
    return { path, above: placeOf.get(path.slice(0, -1).join(between)) ?? -1, end }
  })
  return { categories, placeOf }
}

const chinese = new Intl.Collator('zh')

/** Name by name, so that what lies below a category follows it. */
function byNames(a: readonly string[], b: readonly string[]): number {
  for (let level = 0; level < Math.min(a.length, b.length); level += 1) {
    const [one, other] = [a[level]!, b[level]!]
    if (one !== other) return chinese.compare(one, other) || (one < other ? -1 : 1)
  }
  return a.length - b.length
}

/** Counts of the articles themselves become counts of each category with all below it; empty ones are left out. */
export function categoryCounts({ categories }: Directory, counts: Int32Array): CategoryCount[] {
  for (let i = categories.length - 1; i >= 0; i -= 1) {
    const { above } = categories[i]!
    if (above >= 0) counts[above]! += counts[i]!
  }
  return categories.flatMap(({ path }, i) => (counts[i]! > 0 ? [{ category: path, count: counts[i]! }] : []))
}
