/** Sends what a desk asks for, one at a time, and keeps the refusal where it can be read. */
import type { Text } from '@leitai/core/score.ts'
import { useCallback, useRef, useState } from 'react'

export type Sent = { ok: true } | ({ ok: false; code: string } & Text)
export type Act = (name: string, payload: unknown) => Promise<Sent>

export function useSend(act: Act) {
  const [problem, setProblem] = useState<Text | null>(null)
  const busy = useRef(false)
  const send = useCallback(
    async (name: string, payload: unknown = {}): Promise<boolean> => {
      if (busy.current) return false
      busy.current = true
      try {
        const result = await act(name, payload)
        setProblem(result.ok ? null : result)
        return result.ok
      } finally {
        busy.current = false
      }
    },
    [act],
  )
  const clear = useCallback(() => setProblem(null), [])
  return { send, problem, clear }
}
