/**
 * Which of the seat's runs is on the screen: one that is running, wherever it stands in the order (time given back opens
 * an earlier one again), else the one that was on until its receipt is read, else the first that is not put behind.
 */
import { useCallback, useState, useSyncExternalStore } from 'react'
import type { SittingView } from '@leitai/core/sitting/sitting.ts'
import { live } from '../live/page-live.ts'

export type Phase = SittingView<unknown, unknown>['phase'] | 'unknown'

export function currentIndex(phases: readonly Phase[], behind: readonly boolean[], shown: number): number {
  const running = phases.findIndex((phase) => phase === 'open' || phase === 'paused')
  if (running !== -1) return running
  if (phases[shown] === 'closed' && behind[shown] === false) return shown
  const next = behind.indexOf(false)
  return next === -1 ? phases.length - 1 : next
}

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
