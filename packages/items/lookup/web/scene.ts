/** Which one picture a view is, for hall, overlay and phone alike, and which sounds belong to what has just happened. */
import type { MatchWork } from '@leitai/core/match/types.ts'
import type { Instant } from '@leitai/core/run.ts'
import type { Cues } from '@leitai/design/match/use-cues.ts'
import type { Cue } from '@leitai/design/sound.ts'
import type { SittingView } from '@leitai/core/sitting/sitting.ts'
import type { Entry, ScreenPlay } from '../types.ts'

export type ScreenView = SittingView<MatchWork<ScreenPlay>, unknown> & { work: MatchWork<ScreenPlay> }

export type Scene = 'blackout' | 'sponsors' | 'title' | 'paused' | 'standings' | 'rules' | 'question' | 'over'

export function sceneOf({ phase, work: { frame, play } }: ScreenView): Scene {
  if (frame.showing === 'blackout' || frame.showing === 'sponsors' || frame.showing === 'title') return frame.showing
  // stands on the page around it, like the sponsors
  if (frame.showing === 'bracket') return 'sponsors'
  if (frame.showing === 'standings') return 'standings'
  if (phase === 'closed') return 'over'
  if (phase === 'waiting') return 'title'
  if (phase === 'paused') return 'paused'
  return play.question === null ? 'rules' : 'question'
}

export type Mark = NonNullable<Entry['standing']> | 'out'

/** What a team's place says beside its points. */
export function markOf(play: ScreenPlay, code: string): Mark | null {
  const entry = play.question?.entries.find((one) => one.code === code)
  if (entry === undefined || entry.standing === null || play.question?.voided != null) return null
  return entry.standing === 'wrong' && entry.triesLeft === 0 ? 'out' : entry.standing
}

/** Between two views of one match. A screen that has just been opened is silent about what was. */
export function cuesBetween(before: ScreenView, after: ScreenView): Cue[] {
  const cues: Cue[] = []
  if (sceneOf(after) === 'over' && sceneOf(before) !== 'over') cues.push('over')
  const is = after.work.play.question
  const was = before.work.play.question
  if (is === null || is.no !== was?.no || is.voided !== null) return cues
  const given = (entries: readonly Entry[], standing: Entry['standing']) =>
    entries.filter((one) => one.standing === standing).length
  if (is.verdict !== null && was.verdict === null) cues.push('right')
  else if (is.phase === 'ruled' && is.verdict === null && was.phase !== 'ruled' && was.phase !== 'revealed')
    cues.push('timeUp')
  else if (given(is.entries, 'wrong') > given(was.entries, 'wrong')) cues.push('wrong')
  else if (given(is.entries, 'waiting') > given(was.entries, 'waiting')) cues.push('buzz')
  return cues
}

/** Moments that the clock of this view leads to: the light and the last five seconds. */
export function cuesAhead({ phase, work: { play } }: ScreenView, at: Instant): { cue: Cue; at: Instant }[] {
  const { question } = play
  if (phase !== 'open' || question?.phase !== 'open') return []
  const ticks = [5, 4, 3, 2, 1].map((second) => ({ cue: 'tick' as const, at: question.endsAt - second * 1000 }))
  return [{ cue: 'light' as const, at: question.opensAt }, ...ticks].filter((one) => one.at > at)
}

export const cues: Cues<ScreenView> = { between: cuesBetween, ahead: cuesAhead }
