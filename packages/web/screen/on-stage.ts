/**
 * Which session a hall's screen follows when nobody told it: where somebody is on the stage or a match is on, else what goes
 * on, else what comes.
 */
import type { SessionLine } from '@leitai/core/contest/view.ts'

export function sessionOnStage(sessions: readonly SessionLine[], wanted?: string): SessionLine | null {
  const staged = sessions.filter(({ turn, match }) => turn || match)
  const named = staged.find(({ id }) => id === wanted)
  if (named !== undefined) return named
  const running = staged.filter(({ phase }) => phase === 'open' || phase === 'paused')
  return (
    running.find(({ onStage, match, phase }) => onStage.length > 0 || (match && phase === 'open')) ??
    running[0] ??
    staged.find(({ phase }) => phase === 'planned') ??
    staged.at(-1) ??
    null
  )
}
