/** Searching one run's articles, as an item's screen calls it. */
import type { Knowledge } from '@leitai/items/web-plug.ts'
import { api, sentenceOf } from '../session/api.ts'

export function knowledgeOf(runId: string): Knowledge {
  return {
    search: ({ query, category, tag, since, page = 0 }, stop) =>
      api.knowledge.search(
        {
          runId,
          query,
          page,
          ...(category === undefined ? {} : { category: [...category] }),
          ...(tag === undefined ? {} : { tag }),
          ...(since === undefined ? {} : { since }),
        },
        stop === undefined ? {} : { signal: stop },
      ),
    open: (article) => api.knowledge.open({ runId, article }),
    browse: () => api.knowledge.browse({ runId }),
    sentence: (problem) => ({ zh: sentenceOf(problem, 'zh'), en: sentenceOf(problem, 'en') }),
  }
}
