/** Which match a judge sees when nobody picked one: the one that is on, else the one that comes, else the last. */
import type { SessionLine } from '@leitai/core/contest/view.ts'

export function matchNow(sessions: readonly SessionLine[], wanted?: string): SessionLine | null {
  const matches = sessions.filter(({ match }) => match)
  return (
    matches.find(({ id }) => id === wanted) ??
    matches.find(({ phase }) => phase === 'open' || phase === 'paused') ??
    matches.find(({ phase }) => phase === 'planned') ??
    matches.at(-1) ??
    null
  )
}

export function matchesOn(sessions: readonly SessionLine[]): SessionLine[] {
  return sessions.filter(({ match, phase }) => match && (phase === 'open' || phase === 'paused'))
}
