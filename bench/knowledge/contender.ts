/** One contender over one number of articles, as a process of its own. Started by `bench/knowledge.ts`. */
import { Jieba } from '@node-rs/jieba'
import { dict } from '@node-rs/jieba/dict.js'
import MiniSearch from 'minisearch'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { KnowledgeArticle } from '@leitai/core/knowledge.ts'
import { openCollections } from '@leitai/server/knowledge/collections.ts'
import { spellingOf } from '@leitai/server/knowledge/pinyin.ts'
import { plainText } from '@leitai/server/knowledge/plain-text.ts'
import { search } from '@leitai/server/knowledge/search.ts'
import { connectDatabase } from '@leitai/server/store/database.ts'
import { startEmbeddedPostgres } from '@leitai/server/store/embedded-postgres.ts'
import { articles, questions } from './articles.ts'

interface Times {
  /** Over the questions, each with the median of its rounds: what else the machine did then is not counted. */
  p50Ms: number
  p99Ms: number
  /** Over all single asks. */
  p99OfAllMs: number
  maxMs: number
}

export interface Measured {
  cold: Times
  again: Times
  buildMs: number
  memoryMb: number
  characters: number
  questions: number
  found: number
}

interface Contender {
  buildMs: number
  /** How many are found. */
  ask(query: string): Promise<number>
  end(): Promise<void>
}

const [name = '', size = ''] = process.argv.slice(2)
const rounds = Number(process.env['ROUNDS'] ?? 5)

const contenders: Record<string, (all: readonly KnowledgeArticle[]) => Promise<Contender>> = {
  ours,
  typed: async (all) => miniSearch(all, true),
  whole: async (all) => miniSearch(all, false),
  scan: async (all) => scan(all),
}

const all = articles(Number(size))
const asked = questions(all)
const characters = Math.round(all.reduce((sum, { body }) => sum + body.length, 0) / all.length)
const contender = await contenders[name]!(all)
let found = 0
const once = async () => {
  found = 0
  const times: number[] = []
  for (const query of asked) {
    const began = performance.now()
    const count = await contender.ask(query)
    times.push(performance.now() - began)
    if (count > 0) found += 1
  }
  return times
}
const cold = timesOf([await once()])
const again: number[][] = []
for (let round = 0; round < rounds; round += 1) again.push(await once())
const { buildMs } = contender
const memoryMb = Math.round(process.memoryUsage().rss / 1e6)
const measured: Measured = {
  cold,
  again: timesOf(again),
  buildMs,
  memoryMb,
  characters,
  questions: asked.length,
  found,
}
await contender.end()
process.send!(measured, () => process.exit(0))

async function ours(all: readonly KnowledgeArticle[]): Promise<Contender> {
  const home = await mkdtemp(join(tmpdir(), 'leitai-bench-'))
  const postgres = await startEmbeddedPostgres({ home, log: () => {} })
  const database = await connectDatabase(postgres.connection, { log: () => {} })
  const collections = openCollections({ database, items: { serverOf: () => undefined } })
  const sha256 = '0'.repeat(64)
  await database.db.insertInto('material_copy').values({ sha256, type: 'bench', body: '' }).execute()
  const began = performance.now()
  await collections.ensure(sha256, all)
  const buildMs = performance.now() - began
  const directory = (await collections.directory(sha256))!
  return {
    buildMs,
    ask: async (query) => (await search(collections, directory, { query })).total,
    async end() {
      await collections.stop()
      await database.close()
      await postgres.stop()
      await rm(home, { recursive: true, force: true })
    },
  }
}

/** As its documentation shows it, with jieba's words; `prefix`: the last word may still be unfinished. */
function miniSearch(all: readonly KnowledgeArticle[], prefix: boolean): Contender {
  const jieba = Jieba.withDict(dict)
  const words = (text: string) =>
    jieba.cutForSearch(text.toLowerCase(), true).filter((word) => /[\p{L}\p{N}]/u.test(word))
  const index = new MiniSearch({
    fields: ['title', 'tags', 'category', 'body', 'initials'],
    storeFields: ['title'],
    tokenize: words,
    searchOptions: {
      combineWith: 'AND',
      boost: { title: 5, tags: 3, category: 2 },
      ...(prefix ? { prefix: (_term: string, i: number, terms: string[]) => i === terms.length - 1 } : {}),
    },
  })
  const began = performance.now()
  index.addAll(
    all.map(({ id, title, tags, category, body }) => ({
      id,
      title,
      tags: tags.join(' '),
      category: category.join(' '),
      body: plainText(body),
      initials: spellingOf(title, tags).initials,
    })),
  )
  const buildMs = performance.now() - began
  return {
    buildMs,
    ask: async (query) => {
      const results = index.search(query)
      results.slice(0, 20)
      return results.length
    },
    end: async () => {},
  }
}

function scan(all: readonly KnowledgeArticle[]): Contender {
  const began = performance.now()
  const texts = all.map(({ title, tags, body }) => {
    const head = `${title} ${tags.join(' ')} ${spellingOf(title, tags).initials}`.toLowerCase()
    return { head, text: plainText(body).toLowerCase() }
  })
  const buildMs = performance.now() - began
  return {
    buildMs,
    ask: async (query) => {
      const words = query.toLowerCase().split(' ')
      const inTitle: number[] = []
      const inBody: number[] = []
      for (const [i, { head, text }] of texts.entries()) {
        if (words.every((word) => head.includes(word))) inTitle.push(i)
        else if (words.every((word) => head.includes(word) || text.includes(word))) inBody.push(i)
      }
      return [...inTitle, ...inBody].length
    },
    end: async () => {},
  }
}

function timesOf(rounds: readonly number[][]): Times {
  const typical = sorted(rounds[0]!.map((_, i) => at(sorted(rounds.map((times) => times[i]!)), 0.5)))
  const all = sorted(rounds.flat())
  return { p50Ms: at(typical, 0.5), p99Ms: at(typical, 0.99), p99OfAllMs: at(all, 0.99), maxMs: all.at(-1)! }
}

function sorted(times: readonly number[]): number[] {
  return times.toSorted((a, b) => a - b)
}

function at(sorted: readonly number[], share: number): number {
  return sorted[Math.floor(sorted.length * share)]!
}
