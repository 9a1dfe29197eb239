/**
 * Collections of articles: made searchable once, held in memory while they are searched. A collection is named by the hash
 * of its material and never changes, so whatever is held of it stays true.
 */
import { Piscina } from 'piscina'
import type pg from 'pg'
import type { KnowledgeArticle } from '@leitai/core/knowledge.ts'
import type { ItemTypes } from '../contests/item-types.ts'
import type { Database } from '../store/database.ts'
import { readDirectory, type Directory } from './directory.ts'
import { bodyText, type BodyText } from './highlight.ts'
import { indexForm } from './make-index.ts'
import type { IndexTask } from './index-worker.ts'
import { nowhere, unpack, type Postings } from './postings.ts'
import { WeighedCache } from './weighed-cache.ts'

export interface Collections {
  /** Makes it searchable where it is not yet; from the copy unless its articles are given. Null: nothing in it can be searched. */
  ensure(sha256: string, articles?: readonly KnowledgeArticle[]): Promise<{ id: number; articles: number } | null>
  /** Null: nothing in it can be searched. */
  directory(sha256: string): Promise<Directory | null>
  postings(directory: Directory, grams: readonly string[]): Promise<ReadonlyMap<string, Postings>>
  /** In the order of the numbers given. */
  bodies(directory: Directory, articles: readonly number[]): Promise<BodyText[]>
  article(sha256: string, id: string): Promise<KnowledgeArticle | null>
  stop(): Promise<void>
}

export interface CollectionsParts {
  database: Pick<Database, 'db' | 'pool'>
  items: Pick<ItemTypes, 'serverOf'>
}

const heldDirectories = 4
const heldPostingBytes = 256_000_000
const heldTextUnits = 48_000_000
/** What an entry of a cache takes beside its content. */
const entry = 100

export function openCollections({ database, items }: CollectionsParts): Collections {
  const { db, pool } = database
  // one thread: two large collections at once would be rare. It leaves when there is nothing to do.
  const workers = new Piscina<IndexTask, void>({
    filename: new URL('index-worker.ts', import.meta.url).href,
    minThreads: 0,
    maxThreads: 1,
    idleTimeout: 1000,
  })
  const making = new Map<string, Promise<void>>()
  const directories = new Map<string, Promise<Directory | null>>()
  const postings = new WeighedCache<Postings>(heldPostingBytes)
  const texts = new WeighedCache<BodyText>(heldTextUnits)

  const stored = (sha256: string) =>
    db
      .selectFrom('knowledge_collection')
      .select(['id', 'articles'])
      .where('sha256', '=', sha256)
      .where('form', '=', indexForm)
      .executeTakeFirst()

  /** Those of the material copy under this hash; null where its type has none. */
  async function articlesOf(sha256: string): Promise<readonly KnowledgeArticle[] | null> {
    const copy = await db
      .selectFrom('material_copy')
      .select(['type', 'body'])
      .where('sha256', '=', sha256)
      .executeTakeFirst()
    const knowledge = copy === undefined ? undefined : items.serverOf(copy.type)?.knowledge
    return copy === undefined || knowledge === undefined ? null : knowledge(JSON.parse(copy.body))
  }

  function make(sha256: string, articles: readonly KnowledgeArticle[]): Promise<void> {
    const under = making.get(sha256)
    if (under !== undefined) return under
    const task = workers.run({ sha256, articles, connection: connectionOf(pool) }).finally(() => making.delete(sha256))
    making.set(sha256, task)
    return task
  }

  const collections: Collections = {
    async ensure(sha256, given) {
      const there = await stored(sha256)
      if (there !== undefined) return there
      const articles = given ?? (await articlesOf(sha256))
      if (articles === null) return null
      await make(sha256, articles)
      return (await stored(sha256)) ?? null
    },

    directory(sha256) {
      const held = directories.get(sha256)
      directories.delete(sha256)
      const directory =
        held ?? collections.ensure(sha256).then((there) => there && readDirectory(pool, there.id, there.articles))
      directories.set(sha256, directory)
      // what failed, or had nothing, is asked again next time
      if (held === undefined)
        directory.then(
          (found) => found ?? directories.delete(sha256),
          () => directories.delete(sha256),
        )
      for (const oldest of directories.keys()) if (directories.size > heldDirectories) directories.delete(oldest)
      return directory
    },

    async postings({ collection }, grams) {
      const found = new Map<string, Postings>()
      const missing: string[] = []
      for (const gram of grams) {
        const held = postings.get(`${collection} ${gram}`)
        if (held === undefined) missing.push(gram)
        else found.set(gram, held)
      }
      if (missing.length === 0) return found
      const { rows } = await pool.query<{ gram: string; postings: Buffer }>({
        name: 'knowledge-postings',
        text: 'select gram, postings from knowledge_gram where collection = $1 and gram = any($2)',
        values: [collection, missing],
      })
      for (const { gram, postings } of rows) found.set(gram, unpack(postings))
      for (const gram of missing) {
        const list = found.get(gram) ?? nowhere
        postings.set(`${collection} ${gram}`, list, list.articles.length * 5 + entry)
      }
      return found
    },

    async bodies({ collection }, articles) {
      const found = new Map<number, BodyText>()
      const missing: number[] = []
      for (const article of articles) {
        const held = texts.get(`${collection} ${article}`)
        if (held === undefined) missing.push(article)
        else found.set(article, held)
      }
      if (missing.length > 0) {
        const { rows } = await pool.query<{ number: number; text: string }>({
          name: 'knowledge-texts',
          text: 'select number, text from knowledge_article where collection = $1 and number = any($2)',
          values: [collection, missing],
        })
        for (const { number, text } of rows) {
          const body = bodyText(text)
          found.set(number, body)
          texts.set(`${collection} ${number}`, body, text.length + entry)
        }
      }
      return articles.map((article) => found.get(article) ?? bodyText(''))
    },

    async article(sha256, id) {
      const there = await collections.ensure(sha256)
      if (there === null) return null
      const row = await db
        .selectFrom('knowledge_article')
        .select(['id', 'title', 'category', 'tags', 'updated', 'pinned', 'body', 'attachments'])
        .where('collection', '=', there.id)
        .where('id', '=', id)
        .executeTakeFirst()
      return row === undefined ? null : { ...row, attachments: JSON.parse(row.attachments) }
    },

    stop: () => workers.destroy(),
  }
  return collections
}

/** How the worker reaches the same database; functions and what is not set cannot go along. */
function connectionOf({ options }: pg.Pool): pg.ClientConfig {
  const { connectionString, host, port, user, database, ssl } = options
  const password = typeof options.password === 'string' ? options.password : undefined
  return Object.fromEntries(
    Object.entries({ connectionString, host, port, user, password, database, ssl }).filter(
      ([, value]) => value !== undefined,
    ),
  )
}
