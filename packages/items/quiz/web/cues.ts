/** Which sounds belong to what has just happened, and to moments of the clock. */
import type { Instant } from '@leitai/core/run.ts'
import type { Cues } from '@leitai/design/match/use-cues.ts'
import type { Cue } from '@leitai/design/sound.ts'
import { clockNow } from './clock-now.ts'
import { sceneOf, type ScreenView } from './scene.ts'

/** Between two views of one match. A screen that has just been opened is silent about what was. */
export function cuesBetween(before: ScreenView, after: ScreenView): Cue[] {
  const cues: Cue[] = []
  const was = before.work.play
  const is = after.work.play
  if (is.round !== null && is.round.number !== was.round?.number) cues.push('round')
  if (sceneOf(after) === 'over' && sceneOf(before) !== 'over') cues.push('over')
  const question = is.question
  if (question === null) return cues
  const older = was.question?.no === question.no ? was.question : null
  const fouls = question.buzz?.fouls.length ?? 0
  if (fouls > (older?.buzz?.fouls.length ?? 0)) cues.push('foul')
  const pressed = (phase: string | undefined) => phase === 'deciding' || phase === 'answering'
  if (question.buzz !== null && pressed(question.phase) && older?.phase === 'armed') cues.push('buzz')
  // what is ruled is news once: points that were changed later stay silent
  const told = question.rulings.length > (older?.rulings.length ?? 0) ? question.rulings.at(-1) : undefined
  if (told !== undefined) cues.push(told.by === 'clock' ? 'timeUp' : told.right ? 'right' : 'wrong')
  return cues
}

/** Moments that the clocks of this view lead to: the light, the last five seconds, the end. */
export function cuesAhead(view: ScreenView, at: Instant): { cue: Cue; at: Instant }[] {
  if (view.phase !== 'open') return []
  const ahead: { cue: Cue; at: Instant }[] = []
  const { play } = view.work
  const { question } = play
  const opensAt = question?.phase === 'armed' ? question.buzz?.opensAt : (play.everybody?.opensAt ?? null)
  if (opensAt != null) ahead.push({ cue: 'light', at: opensAt })
  const clock = clockNow(play)
  if (clock?.endsAt != null) {
    for (let second = 5; second >= 1; second -= 1)
      if (clock.totalMs > second * 1000) ahead.push({ cue: 'tick', at: clock.endsAt - second * 1000 })
    ahead.push({ cue: 'timeUp', at: clock.endsAt })
  }
  return ahead.filter((one) => one.at > at)
}

export const cues: Cues<ScreenView> = { between: cuesBetween, ahead: cuesAhead }
