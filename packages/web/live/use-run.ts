/** A run as a screen uses it. The view's type is the caller's knowledge: `useRun<ContestView>(contestRunId, 'organiser')`. */
import type { ActResult } from '@leitai/items/web-plug.ts'
import { useCallback, useMemo, useSyncExternalStore } from 'react'
import type { Live, LiveSnapshot, RunSnapshot } from './live.ts'
import { live } from './page-live.ts'

export interface Run<View> extends Omit<RunSnapshot, 'view'> {
  /** Null until the first view is there. */
  view: View | null
  /** No such run for this viewer. */
  gone: boolean
  act(name: string, payload: unknown, replaces?: string, pressedAt?: DOMHighResTimeStamp): Promise<ActResult>
  unsent(replaces: string): unknown
  handInLate(): Promise<ActResult>
  /** The server's time. */
  now(): number
}

/**
 * `as` picks one of one's roles where there are several. `source` is another client than the page's own, for a page that
 * shows one run through two pairs of eyes.
 */
export function useRun<View>(runId: string, as?: string, source: Live = live): Run<View> {
  const subscribe = useCallback((listener: () => void) => source.watch(runId, as, listener), [source, runId, as])
  const snapshot = useSyncExternalStore(subscribe, () => source.run(runId))
  const calls = useMemo(
    () => ({
      act: (name: string, payload: unknown, replaces?: string, pressedAt?: DOMHighResTimeStamp) =>
        source.act(runId, name, payload, replaces, pressedAt),
      unsent: (replaces: string) => source.unsent(runId, replaces),
      handInLate: () => source.handInLate(runId),
      now: source.now,
    }),
    [source, runId],
  )
  return { ...snapshot, view: (snapshot.view as View | undefined) ?? null, gone: snapshot.status === 'gone', ...calls }
}

export function useLive(): LiveSnapshot {
  return useSyncExternalStore(live.watchPage, live.page)
}
