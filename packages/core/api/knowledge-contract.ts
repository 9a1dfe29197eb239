/**
 * Searching a run's material over HTTP. What a seat searches and opens is in the run's record before the answer leaves; for
 * whoever may not search now there is no such run.
 */
import { z } from 'zod'
import {
  longestKnowledgeQuery,
  type KnowledgeArticle,
  type KnowledgeOverview,
  type KnowledgeResult,
} from '../knowledge.ts'
import { api } from './base.ts'

/** Names hold nothing that cannot be seen. */
const name = (length: number) =>
  z
    .string()
    .min(1)
    .max(length)
    .regex(/^[^\p{Cc}\p{Cs}]*$/u)
const runId = name(300)
/** Picks one of one's roles where there are several. */
const as = z.string().max(20).optional()
const category = z.array(name(40)).max(4)

const range = z.tuple([z.number().int(), z.number().int()])
const marked = z.object({ text: z.string(), ranges: z.array(range) })
const categoryCount = z.object({ category: z.array(z.string()), count: z.number().int() })

const result: z.ZodType<KnowledgeResult> = z.object({
  hits: z.array(
    z.object({
      id: z.string(),
      title: marked,
      category: z.array(z.string()),
      tags: z.array(z.string()),
      updated: z.string(),
      pinned: z.boolean(),
      snippet: marked,
    }),
  ),
  total: z.number().int(),
  page: z.number().int(),
  pageSize: z.number().int(),
  near: z.boolean(),
  categories: z.array(categoryCount),
})

const article: z.ZodType<KnowledgeArticle> = z.object({
  id: z.string(),
  title: z.string(),
  category: z.array(z.string()),
  tags: z.array(z.string()),
  updated: z.string(),
  pinned: z.boolean(),
  body: z.string(),
  attachments: z.array(z.object({ name: z.string(), hash: z.string(), bytes: z.number().int(), mime: z.string() })),
})

const overview: z.ZodType<KnowledgeOverview> = z.object({
  articles: z.number().int(),
  categories: z.array(categoryCount),
  tags: z.array(z.object({ tag: z.string(), count: z.number().int() })),
})

export const knowledge = {
  /** The next page is a search of its own, recorded like the first. */
  search: api
    .route({ method: 'POST', path: '/knowledge/search' })
    .input(
      z.object({
        runId,
        as,
        query: z.string().max(longestKnowledgeQuery),
        category: category.optional(),
        tag: name(40).optional(),
        since: z.iso.date().optional(),
        page: z.number().int().min(0).max(49).default(0),
      }),
    )
    .output(result),
  open: api
    .route({ method: 'POST', path: '/knowledge/open' })
    .input(z.object({ runId, as, article: name(40) }))
    .output(article),
  /** The tree of categories with counts, and the tags; nothing of the articles, so it is not recorded. */
  browse: api.route({ method: 'GET', path: '/knowledge/browse' }).input(z.object({ runId, as })).output(overview),
}
