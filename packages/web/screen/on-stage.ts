/** Which session a hall's screen follows when nobody told it: where somebody is on the stage, else what goes on, else what comes. */
import type { SessionLine } from '@leitai/core/contest/view.ts'

export function sessionOnStage(sessions: readonly SessionLine[], wanted?: string): SessionLine | null {
  const turns = sessions.filter(({ turn }) => turn)
  const named = turns.find(({ id }) => id === wanted)
  if (named !== undefined) return named
  const running = turns.filter(({ phase }) => phase === 'open' || phase === 'paused')
  return (
    running.find(({ onStage }) => onStage.length > 0) ??
    running[0] ??
    turns.find(({ phase }) => phase === 'planned') ??
    turns.at(-1) ??
    null
  )
}
