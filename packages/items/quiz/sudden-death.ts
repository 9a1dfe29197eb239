/** Sudden death on the buzzer, among those who are equal for a place. */
import { usesKeys } from './draw.ts'
import type { Play } from './play.ts'
import type { QuizRound } from './types.ts'

export function beginSuddenDeath(play: Play, teams: string[]): Play {
  const rule = play.options.suddenDeath!
  const round: QuizRound = {
    kind: 'suddenDeath',
    seconds: rule.seconds,
    pressSeconds: rule.pressSeconds,
    answer: play.options.rounds.every(usesKeys) ? 'keys' : 'spoken',
    teams,
    ...(rule.clause === undefined ? {} : { clause: rule.clause }),
  }
  return { ...play, rounds: [...play.rounds, round], sudden: { teams, winner: null, done: false } }
}

export function afterSuddenDeath(play: Play, code: string, right: boolean): Play {
  const sudden = play.sudden!
  if (right) return { ...play, sudden: { ...sudden, winner: code } }
  const left = sudden.teams.filter((team) => team !== code && !play.withdrawn.includes(team))
  // Of two, the other one wins; of more, the one who was wrong plays on no more.
  return left.length === 1
    ? { ...play, sudden: { ...sudden, winner: left[0]! } }
    : { ...play, sudden: { ...sudden, teams: left } }
}
