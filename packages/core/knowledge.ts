/**
 * What can be searched of a material, and what a search gives. An item type says which articles its material holds
 * (`knowledge` of `items/plug.ts`) and who may search them now (`knowledge` of `run.ts`); the server does the rest.
 */

export interface KnowledgeAttachment {
  name: string
  /** SHA-256 of the content, hex: its name in the file store. */
  hash: string
  bytes: number
  mime: string
}

export interface KnowledgeArticle {
  id: string
  title: string
  /** From the widest to the narrowest. */
  category: readonly string[]
  tags: readonly string[]
  /** The day from which it holds: `2026-03-01`. */
  updated: string
  pinned: boolean
  /** Markdown. */
  body: string
  attachments: readonly KnowledgeAttachment[]
}

/** What narrows a search; all that are given must hold. */
export interface KnowledgeFilters {
  /** This category and all below it. */
  category?: readonly string[]
  tag?: string
  /** Updated on this day or later. */
  since?: string
}

export interface KnowledgeQuery extends KnowledgeFilters {
  /** Empty: all that the filters leave, pinned first, then the newest. */
  query: string
  /** From 0. */
  page?: number
}

/** From and to (excluded) in UTF-16 units, as `slice` takes them; never through the middle of a character. */
export type KnowledgeRange = readonly [from: number, to: number]

export interface Marked {
  text: string
  ranges: readonly KnowledgeRange[]
}

export interface KnowledgeHit {
  id: string
  title: Marked
  category: readonly string[]
  tags: readonly string[]
  updated: string
  pinned: boolean
  /** Plain text of the body around what was looked for. */
  snippet: Marked
}

export interface CategoryCount {
  category: readonly string[]
  count: number
}

export interface KnowledgeResult {
  hits: readonly KnowledgeHit[]
  /** Of all pages. */
  total: number
  page: number
  pageSize: number
  /** Nothing holds all that was looked for as it was typed: these come near it. */
  near: boolean
  /** By category at every level, in the tree's order. What `category` leaves out is counted too, so that one can turn to it. */
  categories: readonly CategoryCount[]
}

export interface KnowledgeOverview {
  articles: number
  categories: readonly CategoryCount[]
  /** The most used first. */
  tags: readonly { tag: string; count: number }[]
}

export const longestKnowledgeQuery = 100
export const knowledgePageSize = 20

/** The commands with which the server records in the run what a seat looked for, before it is shown. */
export interface SearchedPayload {
  query: string
  filters: KnowledgeFilters
  found: number
  /** The first ten of the page that is shown. */
  ids: readonly string[]
}

export interface OpenedPayload {
  article: string
}
