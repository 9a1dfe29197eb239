/** What the desk knows of several runs at once: how far each turn is, and how many sheets a score still waits for. */
import type { MarkingView } from '@leitai/core/marking/types.ts'
import type { SittingView } from '@leitai/core/sitting/sitting.ts'
import { useCallback, useMemo, useSyncExternalStore } from 'react'
import { live } from '../live/page-live.ts'
import type { TurnPhase } from './queue.ts'

function useWatching(all: string, as: string) {
  return useCallback(
    (listener: () => void) => {
      if (all === '') return () => {}
      const leave = all.split('\n').map((runId) => live.watch(runId, as, listener))
      return () => leave.forEach((stop) => stop())
    },
    [all, as],
  )
}

function phaseOf(runId: string): TurnPhase {
  const { view } = live.run(runId)
  return typeof view === 'object' && view !== null && 'phase' in view ? (view.phase as TurnPhase) : 'unknown'
}

export function useTurns(runIds: readonly string[], as: string): readonly TurnPhase[] {
  const all = runIds.join('\n')
  const phases = useSyncExternalStore(useWatching(all, as), () =>
    all === '' ? '' : all.split('\n').map(phaseOf).join(' '),
  )
  return phases.split(' ') as TurnPhase[]
}

export type Afterwards = NonNullable<SittingView<unknown, unknown>['afterwards']>

/** Of each turn that is over: what may still be brought, a recording for example, and whether it is missing. */
export function useAfterwards(runIds: readonly string[], as: string): readonly (Afterwards | null)[] {
  const all = runIds.join('\n')
  const known = useSyncExternalStore(useWatching(all, as), () =>
    JSON.stringify(all === '' ? [] : all.split('\n').map(afterwardsOf)),
  )
  return useMemo(() => JSON.parse(known) as (Afterwards | null)[], [known])
}

function afterwardsOf(runId: string): Afterwards | null {
  const view = live.run(runId).view as Pick<SittingView<unknown, unknown>, 'afterwards'> | null | undefined
  return view?.afterwards ?? null
}

/** Judges whose sheets are missing for scores that are not told yet. */
export function useOwedSheets(markingIds: readonly string[], as: string): number {
  const all = markingIds.join('\n')
  return useSyncExternalStore(useWatching(all, as), () =>
    all === '' ? 0 : all.split('\n').reduce((sum, runId) => sum + owedIn(runId), 0),
  )
}

function owedIn(runId: string): number {
  const view = live.run(runId).view as MarkingView | undefined
  return view?.told === undefined ? (view?.progress ?? []).filter(({ handedIn }) => handedIn === null).length : 0
}
