/** A run as a screen uses it. The view's type is the caller's knowledge: `useRun<ContestView>(contestRunId, 'organiser')`. */
import type { ActResult } from '@leitai/items/web-plug.ts'
import { useCallback, useMemo, useSyncExternalStore } from 'react'
import type { LiveSnapshot, RunSnapshot } from './live.ts'
import { live } from './page-live.ts'

export interface Run<View> extends Omit<RunSnapshot, 'view'> {
  /** Null until the first view is there. */
  view: View | null
  /** No such run for this viewer. */
  gone: boolean
  act(name: string, payload: unknown, replaces?: string): Promise<ActResult>
  unsent(replaces: string): unknown
  handInLate(): Promise<ActResult>
  /** The server's time. */
  now(): number
}

/** `as` picks one of one's roles where there are several. */
export function useRun<View>(runId: string, as?: string): Run<View> {
  const subscribe = useCallback((listener: () => void) => live.watch(runId, as, listener), [runId, as])
  const snapshot = useSyncExternalStore(subscribe, () => live.run(runId))
  const calls = useMemo(
    () => ({
      act: (name: string, payload: unknown, replaces?: string) => live.act(runId, name, payload, replaces),
      unsent: (replaces: string) => live.unsent(runId, replaces),
      handInLate: () => live.handInLate(runId),
      now: live.now,
    }),
    [runId],
  )
  return { ...snapshot, view: (snapshot.view as View | undefined) ?? null, gone: snapshot.status === 'gone', ...calls }
}

export function useLive(): LiveSnapshot {
  return useSyncExternalStore(live.watchPage, live.page)
}
