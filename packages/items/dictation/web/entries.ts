/** What was typed into each field: the newest of what is here, what is not acknowledged yet, and what the server has. */
import type { ContestantProps } from '@leitai/items/web-plug.ts'
import { useCallback, useRef, useState } from 'react'
import type { DictationField, DictationWorkView, Entered } from '../types.ts'

export interface EntriesHere {
  value(record: string, field: DictationField): string
  enter(record: string, field: DictationField, value: string): void
}

export function useEntries(
  work: DictationWorkView,
  act: ContestantProps<DictationWorkView>['act'],
  unsent: ContestantProps<DictationWorkView>['unsent'],
): EntriesHere {
  const [local, setLocal] = useState<Readonly<Record<string, Entered>>>({})
  const revisions = useRef<Record<string, number>>({})

  const newest = useCallback(
    (record: string, field: DictationField): Entered | undefined => {
      const waiting = unsent(`enter:${record}:${field}`) as Entered | undefined
      let best = work.entries?.[record]?.[field]
      for (const other of [waiting, local[`${record}:${field}`]])
        if (other !== undefined && other.revision >= (best?.revision ?? 0)) best = other
      return best
    },
    [work.entries, unsent, local],
  )

  const enter = useCallback(
    (record: string, field: DictationField, value: string) => {
      const key = `${record}:${field}`
      // a field that is left while it is unmounted sees an older render: the count goes on here
      const revision = Math.max(newest(record, field)?.revision ?? 0, revisions.current[key] ?? 0) + 1
      revisions.current[key] = revision
      setLocal((known) => ({ ...known, [key]: { value, revision } }))
      void act('enter', { record, field, value, revision }, `enter:${key}`)
    },
    [act, newest],
  )

  return { value: (record, field) => newest(record, field)?.value ?? '', enter }
}
