/** The sheets of many pieces at once, live and kept through breaks: what stands on each, and what may be done with it. */
import type { MarkingView } from '@leitai/core/marking/types.ts'
import type { ActResult } from '@leitai/items/web-plug.ts'
import { useCallback, useEffect, useMemo, useReducer, useRef, useSyncExternalStore } from 'react'
import type { RunSnapshot } from '../live/live.ts'
import { live } from '../live/page-live.ts'
import { thisDevice } from './this-device.ts'
import { nothingLocal, replacing, sheetNow, type LocalSheet, type SheetNow } from './sheet-now.ts'

export interface Sheets {
  run(markingId: string): RunSnapshot
  view(markingId: string): MarkingView | null
  /** Null until the piece's first view is there. */
  now(markingId: string): SheetNow | null
  mark(markingId: string, line: string, value: string | null): void
  writeRemarks(markingId: string, text: string): void
  hand(markingId: string, name: 'handIn' | 'takeBack'): void
}

/** `onRefused`: the server did not take it, and what it has stands again. */
export function useSheets(
  markingIds: readonly string[],
  onRefused: (refusal: ActResult & { ok: false }) => void,
): Sheets {
  useWatched(markingIds)
  const local = useRef(new Map<string, LocalSheet>())
  const known = useRef(new WeakMap<RunSnapshot, { local: LocalSheet; now: SheetNow }>())
  const [, changed] = useReducer((n: number) => n + 1, 0)
  const refused = useRef(onRefused)
  useEffect(() => {
    refused.current = onRefused
  })

  const localOf = useCallback((id: string) => local.current.get(id) ?? nothingLocal, [])
  const setLocal = useCallback(
    (id: string, change: (before: LocalSheet) => LocalSheet) => {
      local.current.set(id, change(localOf(id)))
      changed()
    },
    [localOf],
  )

  const view = useCallback((id: string) => (live.run(id).view as MarkingView | undefined) ?? null, [])
  const now = useCallback(
    (id: string): SheetNow | null => {
      const run = live.run(id)
      const seen = view(id)
      if (seen === null) return null
      const own = localOf(id)
      const before = known.current.get(run)
      if (before?.local === own) return before.now
      const made = sheetNow(seen, run.version, live.waiting(id), own)
      known.current.set(run, { local: own, now: made })
      return made
    },
    [view, localOf],
  )

  const calls = useMemo(
    () => ({
      mark(id: string, line: string, value: string | null) {
        const revision = (now(id)?.revisions[line] ?? 0) + 1
        const key = replacing(`mark:${line}`, live.waiting(id))
        setLocal(id, (own) => ({ ...own, marks: { ...own.marks, [line]: { value, revision } } }))
        void live.act(id, 'mark', { line, value, revision, device: thisDevice() }, key).then((result) => {
          if (result.ok) return
          refused.current(result)
          setLocal(id, (own) => {
            const { [line]: latest, ...others } = own.marks
            return latest?.revision === revision ? { ...own, marks: others } : own
          })
        })
      },
      writeRemarks(id: string, text: string) {
        const revision = (now(id)?.remarks.revision ?? 0) + 1
        const key = replacing('remarks', live.waiting(id))
        setLocal(id, (own) => ({ ...own, remarks: { text, revision } }))
        void live.act(id, 'writeRemarks', { text, revision }, key).then((result) => {
          if (result.ok) return
          refused.current(result)
          setLocal(id, (own) => (own.remarks?.revision === revision ? { ...own, remarks: null } : own))
        })
      },
      hand(id: string, name: 'handIn' | 'takeBack') {
        setLocal(id, (own) => ({ ...own, handing: { name, until: null } }))
        void live.act(id, name, {}).then((result) => {
          if (!result.ok) refused.current(result)
          setLocal(id, (own) =>
            own.handing?.name !== name || own.handing.until !== null
              ? own
              : { ...own, handing: result.ok ? { name, until: live.run(id).version } : null },
          )
        })
      },
    }),
    [now, setLocal],
  )
  return useMemo(() => ({ run: (id: string) => live.run(id), view, now, ...calls }), [view, now, calls])
}

/** Keeps these runs on the page, and draws the caller again when any of them changes. */
export function useWatched(runIds: readonly string[]): void {
  const all = runIds.join('\n')
  const watched = useMemo(() => {
    const ids = all === '' ? [] : all.split('\n')
    let last: RunSnapshot[] = []
    return {
      subscribe(listener: () => void) {
        const leave = ids.map((id) => live.watch(id, 'judge', listener))
        return () => leave.forEach((stop) => stop())
      },
      snapshot() {
        const next = ids.map((id) => live.run(id))
        if (next.length !== last.length || next.some((run, index) => run !== last[index])) last = next
        return last
      },
    }
  }, [all])
  useSyncExternalStore(watched.subscribe, watched.snapshot)
}
