import type { KnowledgeQuery } from '@leitai/core/knowledge.ts'
import type { Refusal } from '@leitai/core/run.ts'
import { notFound, orRefuse, os } from './context.ts'

export const knowledge = {
  search: os.knowledge.search.handler(async ({ context: { parts, headers }, input: { runId, as, ...asked } }) =>
    given(await parts.knowledge.search({ headers, as }, runId, asked as KnowledgeQuery)),
  ),
  open: os.knowledge.open.handler(async ({ context: { parts, headers }, input: { runId, as, article } }) =>
    given(await parts.knowledge.open({ headers, as }, runId, article)),
  ),
  browse: os.knowledge.browse.handler(async ({ context: { parts, headers }, input: { runId, as } }) =>
    given(await parts.knowledge.browse({ headers, as }, runId)),
  ),
}

/** What is not this one's to search is not there. */
function given<T>(found: T | Refusal | null) {
  if (found === null) throw notFound()
  return orRefuse<T>(found)
}
