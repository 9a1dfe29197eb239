/** The knowledge platform of a fictitious company, and the questions whose answers lie in it. */
import { z } from 'zod'
import { refuse, type Refusal } from '@leitai/core/run.ts'
import type { LookupMaterial, LookupOptions } from './types.ts'

const id = z.string().trim().min(1).max(40)
const name = z.string().trim().min(1).max(120)

export const mostArticles = 200_000
export const mostQuestions = 5000
export const companyName = name

export const attachment = z.strictObject({
  name: z.string().trim().min(1).max(160),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  bytes: z.number().int().min(0),
  mime: z.string(),
})

export const article = z.strictObject({
  id,
  title: name,
  /** From the widest to the narrowest: `[移动业务, 套餐]`. */
  category: z.array(z.string().trim().min(1).max(40)).min(1).max(4),
  tags: z.array(z.string().trim().min(1).max(40)).max(20).default([]),
  /** The day from which it holds. */
  updated: z.iso.date(),
  /** Stands first in its category. */
  pinned: z.boolean().default(false),
  /** Markdown. */
  body: z.string().min(1).max(60_000),
  attachments: z.array(attachment).max(20).default([]),
})

export const lookupQuestion = z.strictObject({
  id,
  text: z.string().trim().min(1).max(600),
  /** Every form of the answer that is taken as right: `58 元`, `58`. Compared without case, width, spaces and punctuation. */
  answers: z.array(z.string().trim().min(1).max(200)).min(1).max(20),
  /** Ids of the articles that hold the answer: one of them must be given as evidence. */
  evidence: z.array(id).min(1).max(10),
  level: z.enum(['easy', 'medium', 'hard']).default('medium'),
  /** For judges and, afterwards, for everybody: where it stands and why. */
  explanation: z.string().max(1000).default(''),
})

export const lookupMaterial = z.strictObject({
  company: name,
  about: z.string().max(2000).default(''),
  articles: z.array(article).min(1).max(mostArticles),
  questions: z.array(lookupQuestion).max(mostQuestions),
})

/** What a race with these options cannot be held with; null: nothing is missing. */
export function whatIsMissing(
  { questions: count }: LookupOptions,
  { articles, questions }: LookupMaterial,
): Refusal | null {
  if (questions.length < count)
    return refuse(
      'tooFewQuestions',
      `知识库只有 ${questions.length} 道题，本赛项每场需要 ${count} 道`,
      `The platform has ${questions.length} questions; a match of this item needs ${count}`,
    )
  const known = new Set(articles.map(({ id }) => id))
  for (const { id, evidence } of questions)
    for (const article of evidence)
      if (!known.has(article))
        return refuse(
          'noSuchArticle',
          `题目 ${id} 的依据文章 ${article} 不在知识库中`,
          `Question ${id} names the article ${article}, which is not there`,
        )
  return null
}
