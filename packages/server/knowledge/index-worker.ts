/**
 * Makes a collection searchable and writes it, in one transaction. In a worker thread with a connection of its own: fifty
 * million postings must not hold the thread that serves the live runs.
 */
import pg from 'pg'
import type { KnowledgeArticle } from '@leitai/core/knowledge.ts'
import { indexForm, makeIndex, type ArticleRow, type MadeIndex } from './make-index.ts'

export interface IndexTask {
  sha256: string
  articles: readonly KnowledgeArticle[]
  connection: pg.ClientConfig
}

/** Nothing happens where another has made it already. */
export default async function index({ sha256, articles, connection }: IndexTask): Promise<void> {
  const made = makeIndex(articles)
  const client = new pg.Client(connection)
  await client.connect()
  try {
    await client.query('begin')
    await client.query('delete from knowledge_collection where sha256 = $1 and form <> $2', [sha256, indexForm])
    const { rows } = await client.query<{ id: number }>(
      `insert into knowledge_collection (sha256, form, articles) values ($1, $2, $3)
       on conflict (sha256) do nothing returning id`,
      [sha256, indexForm, made.rows.length],
    )
    if (rows[0] !== undefined) {
      await writeArticles(client, rows[0].id, made.rows)
      await writeGrams(client, rows[0].id, made)
    }
    await client.query('commit')
  } finally {
    // without a commit nothing of it stays
    await client.end()
  }
}

const rowsAtOnce = 500

async function writeArticles(client: pg.Client, collection: number, all: readonly ArticleRow[]): Promise<void> {
  for (let from = 0; from < all.length; from += rowsAtOnce) {
    const rows = all.slice(from, from + rowsAtOnce).map(({ article, text, initials, syllables }, i) => {
      const { id, title, category, tags, updated, pinned, body, attachments } = article
      const row = { collection, number: from + i, id, title, category, tags, updated, pinned, body }
      return Object.assign(row, { text, initials, syllables, attachments: JSON.stringify(attachments) })
    })
    await client.query(
      `insert into knowledge_article
         (collection, number, id, title, category, tags, updated, pinned, body, attachments, text, initials, syllables)
       select collection, number, id, title, category, tags, updated, pinned, body, attachments, text, initials, syllables
       from jsonb_to_recordset($1) as row (collection int, number int, id text, title text, category text[], tags text[],
         updated text, pinned boolean, body text, attachments text, text text, initials text, syllables text)`,
      [JSON.stringify(rows, withoutNulls)],
    )
  }
}

/** PostgreSQL's texts hold no U+0000 and no half characters. */
function withoutNulls(_key: string, value: unknown): unknown {
  return typeof value === 'string' ? value.replaceAll('\0', '').toWellFormed() : value
}

const bytesAtOnce = 1_000_000

/** All of a batch goes as one value, which the driver sends as it is; PostgreSQL cuts it up. */
async function writeGrams(client: pg.Client, collection: number, made: MadeIndex): Promise<void> {
  let grams: string[] = []
  let parts: Uint8Array[] = []
  let begins: number[] = []
  let length = 0
  const write = async () => {
    await client.query({
      name: 'knowledge-grams',
      text: `insert into knowledge_gram (collection, gram, postings)
        select $1, gram, substring($2::bytea from begin for length)
        from unnest($3::text[], $4::int[], $5::int[]) as row (gram, begin, length)`,
      values: [collection, Buffer.concat(parts), grams, begins, parts.map((part) => part.length)],
    })
    ;[grams, parts, begins, length] = [[], [], [], 0]
  }
  for (const [gram, packed] of made.grams()) {
    // half characters, which no text of the database holds, can be looked for by nobody
    if (!gram.isWellFormed()) continue
    grams.push(gram)
    parts.push(packed)
    begins.push(length + 1)
    length += packed.length
    if (length >= bytesAtOnce) await write()
  }
  if (grams.length > 0) await write()
}
