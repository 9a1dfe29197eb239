/** Searching as one types: a moment after the last key, and only the newest answer is shown. */
import type { KnowledgeQuery, KnowledgeResult } from '@leitai/core/knowledge.ts'
import type { Text } from '@leitai/core/score.ts'
import type { Knowledge } from '@leitai/items/web-plug.ts'
import { useEffect, useRef, useState } from 'react'

const restMs = 350

export interface Found {
  result: KnowledgeResult | null
  busy: boolean
  problem: Text | null
  more(): void
}

export function useSearch(knowledge: Knowledge | undefined, query: KnowledgeQuery): Found {
  const [result, setResult] = useState<KnowledgeResult | null>(null)
  const [busy, setBusy] = useState(true)
  const [problem, setProblem] = useState<Text | null>(null)
  const newest = useRef(0)
  const first = useRef(true)
  const asked = JSON.stringify(query)

  useEffect(() => {
    if (knowledge === undefined) return
    const stop = new AbortController()
    newest.current += 1
    const mine = newest.current
    setBusy(true)
    const search = () => {
      knowledge
        .search(JSON.parse(asked) as KnowledgeQuery, stop.signal)
        .then((found) => {
          if (mine !== newest.current) return
          setResult(found)
          setProblem(null)
          setBusy(false)
        })
        .catch((error: unknown) => {
          if (mine !== newest.current || stop.signal.aborted) return
          setProblem(knowledge.sentence(error))
          setBusy(false)
        })
    }
    const timer = setTimeout(search, first.current ? 0 : restMs)
    first.current = false
    return () => {
      clearTimeout(timer)
      stop.abort()
    }
  }, [knowledge, asked])

  const more = () => {
    if (knowledge === undefined || result === null || busy) return
    const mine = newest.current
    setBusy(true)
    knowledge
      .search({ ...(JSON.parse(asked) as KnowledgeQuery), page: result.page + 1 })
      .then((next) => {
        if (mine === newest.current) setResult({ ...next, hits: [...result.hits, ...next.hits] })
      })
      .catch((error: unknown) => setProblem(knowledge.sentence(error)))
      .finally(() => setBusy(false))
  }
  return { result, busy, problem, more }
}
