/** The article that is open, and those that were in this match, kept on this computer across a reload. */
import type { KnowledgeArticle } from '@leitai/core/knowledge.ts'
import type { Text } from '@leitai/core/score.ts'
import type { Knowledge } from '@leitai/items/web-plug.ts'
import { useCallback, useRef, useState } from 'react'

export interface Opened {
  id: string
  title: string
}

const mostRecent = 8

export interface Reading {
  article: KnowledgeArticle | null
  opening: boolean
  problem: Text | null
  recent: readonly Opened[]
  open(id: string): Promise<void>
  close(): void
}

export function useReading(knowledge: Knowledge | undefined, runId: string): Reading {
  const kept = `leitai.lookup.${runId}`
  const [article, setArticle] = useState<KnowledgeArticle | null>(null)
  const [opening, setOpening] = useState(false)
  const [problem, setProblem] = useState<Text | null>(null)
  const [recent, setRecent] = useState<readonly Opened[]>(() => read(kept))
  const newest = useRef(0)

  const open = useCallback(
    async (id: string) => {
      if (knowledge === undefined) return
      newest.current += 1
      const mine = newest.current
      setOpening(true)
      try {
        const found = await knowledge.open(id)
        if (mine !== newest.current) return
        setArticle(found)
        setProblem(null)
        setRecent((before) => {
          const next = [{ id: found.id, title: found.title }, ...before.filter((one) => one.id !== id)]
          const short = next.slice(0, mostRecent)
          keep(kept, short)
          return short
        })
      } catch (error) {
        if (mine === newest.current) setProblem(knowledge.sentence(error))
      } finally {
        if (mine === newest.current) setOpening(false)
      }
    },
    [knowledge, kept],
  )
  const close = useCallback(() => setArticle(null), [])
  return { article, opening, problem, recent, open, close }
}

function read(key: string): Opened[] {
  try {
    const found: unknown = JSON.parse(sessionStorage.getItem(key) ?? '[]')
    return Array.isArray(found) ? (found as Opened[]) : []
  } catch {
    return []
  }
}

function keep(key: string, recent: readonly Opened[]): void {
  try {
    sessionStorage.setItem(key, JSON.stringify(recent))
  } catch {
    // storage is blocked: the list lasts as long as the page
  }
}
