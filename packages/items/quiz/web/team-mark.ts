/** What a team's place on the screen says beside its score: one mark, the one that matters most now. */
import type { MatchTeamView } from '@leitai/core/match/types.ts'
import type { PlayCommon } from '../types.ts'

export type Mark =
  | 'withdrawn'
  | 'right'
  | 'wrong'
  | 'answering'
  | 'foul'
  | 'level'
  | 'pressed'
  | 'out'
  | 'waits'
  | 'chooses'
  | 'holder'
  | 'challenger'

export interface TeamMark {
  mark: Mark | null
  /** Place in the order of presses, from 1. */
  place: number | null
}

export function markOf(play: PlayCommon, team: MatchTeamView): TeamMark {
  const { code } = team
  if (team.withdrawn !== null) return { mark: 'withdrawn', place: null }
  const { question, packs, challenge } = play
  const buzz = question?.buzz ?? null
  const order = (buzz?.presses ?? []).filter(({ foul }) => !foul)
  const at = order.findIndex((press) => press.code === code)
  const place = at < 0 ? null : at + 1
  const say = (mark: Mark | null): TeamMark => ({ mark, place })

  if (packs?.asks === 'choose') return say(packs.team === code ? 'chooses' : null)
  if (question !== null && question.phase !== 'void') {
    const ruling = question.rulings.findLast((one) => one.code === code)
    if (ruling !== undefined) return say(ruling.right ? 'right' : 'wrong')
    if (question.team === code && question.phase !== 'revealed') return say('answering')
    if (buzz?.fouls.includes(code)) return say('foul')
    // nobody was first: that is said until the start is given again, or one of them answers
    if (question.phase === 'shown' && buzz?.level.includes(code)) return say('level')
    if (place !== null) return say('pressed')
    if (buzz?.out.includes(code)) return say('out')
    if (buzz?.eligible != null && !buzz.eligible.includes(code)) return say('waits')
  }
  if (challenge?.holder === code) return say('holder')
  if (challenge?.challenger === code) return say('challenger')
  return say(null)
}
