/** The order that the host made, kept on this desk: a plan, not an act. What happened is who was called. */
import { useCallback, useState } from 'react'

const key = (session: string) => `leitai.order.${session}`

/** Keyed by contest and session together; the component that uses it is mounted anew for another one. */
export function useOrder(session: string): [readonly string[], (order: string[]) => void] {
  const [order, setOrder] = useState<readonly string[]>(() => read(session))
  const keep = useCallback(
    (next: string[]) => {
      setOrder(next)
      try {
        localStorage.setItem(key(session), JSON.stringify(next))
      } catch {
        // storage is blocked: the order holds until the page is left
      }
    },
    [session],
  )
  return [order, keep]
}

function read(session: string): string[] {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(key(session)) ?? '[]')
    return Array.isArray(stored) ? stored.filter((code) => typeof code === 'string') : []
  } catch {
    return []
  }
}
