/** How far each of the seat's runs is, and which receipts were read. */
import { useCallback, useState, useSyncExternalStore } from 'react'
import { live } from '../live/page-live.ts'
import type { Phase } from './current-index.ts'

function phaseOf(runId: string): Phase {
  const { view } = live.run(runId)
  return typeof view === 'object' && view !== null && 'phase' in view ? (view.phase as Phase) : 'unknown'
}

export function usePhases(runIds: readonly string[]): readonly Phase[] {
  const all = runIds.join('\n')
  const subscribe = useCallback(
    (listener: () => void) => {
      const leave = all.split('\n').map((runId) => live.watch(runId, undefined, listener))
      return () => leave.forEach((stop) => stop())
    },
    [all],
  )
  const phases = useSyncExternalStore(subscribe, () => all.split('\n').map(phaseOf).join(' '))
  return phases.split(' ') as Phase[]
}

const storageKey = 'leitai.behind'

/** Runs whose receipt was read; remembered for this tab, so that a reload does not go back to them. */
export function useBehind(): { behind: ReadonlySet<string>; putBehind(runId: string): void } {
  const [behind, setBehind] = useState<ReadonlySet<string>>(() => new Set(read()))
  const putBehind = useCallback((runId: string) => {
    setBehind((known) => {
      const next = new Set(known).add(runId)
      try {
        sessionStorage.setItem(storageKey, JSON.stringify([...next]))
      } catch {
        // storage is blocked: a reload shows the receipt once more
      }
      return next
    })
  }, [])
  return { behind, putBehind }
}

function read(): string[] {
  try {
    const stored: unknown = JSON.parse(sessionStorage.getItem(storageKey) ?? '[]')
    return Array.isArray(stored) ? stored.filter((id) => typeof id === 'string') : []
  } catch {
    return []
  }
}
