/** Which run holds a code's work in an item: its own, or the match in which it met others. */
import { matchIdOf, runIdOf } from '@leitai/core/contest/reading.ts'
import type { ContestView } from '@leitai/core/contest/view.ts'

export function workOf(view: Pick<ContestView, 'contestId' | 'sessions'>, stage: string, item: string, code: string) {
  const met = view.sessions.find(
    (session) => session.match && session.stage === stage && session.item === item && session.codes.includes(code),
  )
  return met === undefined
    ? runIdOf(view.contestId, stage, item, code)
    : matchIdOf(view.contestId, stage, item, met.group)
}
