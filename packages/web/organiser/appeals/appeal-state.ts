import type { AppealView } from '@leitai/core/contest/view.ts'

export type AppealState = 'open' | 'owed' | 'corrected' | 'rejected' | 'withdrawn'

/** Where an appeal stands: withdrawn, before its ruling, or after it with or without the correction that it asks for. */
export function appealState({
  withdrawn,
  ruling,
  corrected,
}: Pick<AppealView, 'withdrawn' | 'ruling' | 'corrected'>): AppealState {
  if (withdrawn !== null) return 'withdrawn'
  if (ruling === null) return 'open'
  if (!ruling.upheld) return 'rejected'
  return corrected ? 'corrected' : 'owed'
}
