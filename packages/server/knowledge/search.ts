/** One search in one collection. */
import {
  knowledgePageSize,
  type KnowledgeHit,
  type KnowledgeOverview,
  type KnowledgeQuery,
  type KnowledgeResult,
} from '@leitai/core/knowledge.ts'
import type { Collections } from './collections.ts'
import { categoryCounts, type Directory } from './directory.ts'
import { wordsOf } from './grams.ts'
import { markedTitle, snippetOf } from './highlight.ts'
import { everything, pageOf } from './list.ts'
import { gramsOf, match } from './match.ts'
import { near, nearGrams } from './near.ts'

export async function search(
  collections: Pick<Collections, 'postings' | 'bodies'>,
  directory: Directory,
  { query, page = 0, ...filters }: KnowledgeQuery,
): Promise<KnowledgeResult> {
  const words = wordsOf(query)
  const grams = gramsOf(words)
  let matches =
    words.length === 0 ? everything(directory) : match(directory, words, await collections.postings(directory, grams))
  const isNear = words.length > 0 && matches.articles.length === 0
  if (isNear) matches = near(directory, words, await collections.postings(directory, nearGrams(words)))
  const from = page * knowledgePageSize
  const { articles, total, categories } = pageOf(directory, matches, filters, from, from + knowledgePageSize)
  const bodies = await collections.bodies(directory, articles)
  const hits = articles.map((article, i): KnowledgeHit => {
    const title = directory.titles[article]!
    const spelling = { initials: directory.initials[article]!, syllables: directory.syllables[article]! }
    return {
      id: directory.ids[article]!,
      title: markedTitle(title, words, spelling),
      category: directory.categories[directory.categoryOf[article]!]!.path,
      tags: directory.tags[article]!,
      updated: directory.updated[article]!,
      pinned: directory.pinned[article]!,
      snippet: snippetOf(bodies[i]!, words),
    }
  })
  return { hits, total, page, pageSize: knowledgePageSize, near: isNear && total > 0, categories }
}

export function overviewOf(directory: Directory): KnowledgeOverview {
  const counts = new Int32Array(directory.categories.length)
  for (const place of directory.categoryOf) counts[place]! += 1
  const tags = [...directory.byTag].map(([tag, articles]) => ({ tag, count: articles.length }))
  return {
    articles: directory.count,
    categories: categoryCounts(directory, counts),
    tags: tags.toSorted((a, b) => b.count - a.count || (a.tag < b.tag ? -1 : 1)),
  }
}
