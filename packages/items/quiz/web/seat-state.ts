/** What a team's buzzer says. The light is this page's own: it follows the server's clock. */
import type { TeamPlay } from '../types.ts'
import type { Light } from './light.ts'

export type BuzzerState =
  | 'listen'
  | 'ready'
  | 'go'
  | 'pressed'
  | 'foul'
  | 'out'
  | 'ours'
  | 'theirs'
  | 'judging'
  | 'right'
  | 'wrong'
  | 'nobody'
  | 'over'
  | 'void'

/** @param sent this page has sent a press for this start, whether or not the server has answered */
export function buzzerState(play: TeamPlay, light: Light, sent: boolean): BuzzerState {
  const { question, own } = play
  if (question === null) return 'listen'
  const { phase, buzz } = question
  const ruling = question.rulings.findLast(({ code }) => code === own.code)
  const mine = question.team === own.code
  switch (phase) {
    case 'void':
      return 'void'
    case 'answering':
      return mine ? 'ours' : ruling !== undefined ? 'wrong' : own.fouled ? 'foul' : 'theirs'
    case 'judging':
      return mine ? 'judging' : 'theirs'
    case 'ruled':
    case 'revealed':
      if (ruling !== undefined) return ruling.right ? 'right' : 'wrong'
      return question.rulings.length === 0 ? 'nobody' : 'over'
    case 'shown':
    case 'armed':
    case 'deciding':
      if (own.fouled) return 'foul'
      if (own.pressed || sent) return 'pressed'
      if (!own.may.includes('press') || buzz?.out.includes(own.code) === true) return 'out'
      if (phase === 'shown') return 'listen'
      return light === 'on' ? 'go' : 'ready'
  }
}

/** Whether a press is sent now: also before the light, where it is a foul that must be written down. */
export function mayPress(state: BuzzerState): boolean {
  return state === 'listen' || state === 'ready' || state === 'go'
}

/**
 * A press that comes a moment after another team was first still stands in the order, and may answer next. `sinceMs`: how
 * long this page has known that somebody else was first.
 */
export function mayFollow(play: TeamPlay, sinceMs: number): boolean {
  const { question, own } = play
  return (
    sinceMs < followsMs &&
    question?.phase === 'answering' &&
    question.team !== own.code &&
    question.rulings.length === 0 &&
    !own.pressed &&
    !own.fouled &&
    question.buzz !== null &&
    !question.buzz.out.includes(own.code) &&
    (question.buzz.eligible === null || question.buzz.eligible.includes(own.code))
  )
}

const followsMs = 1500
