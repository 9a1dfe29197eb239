/** How teams are called on every screen of a match. */
import type { MatchFrame, MatchTeamView } from '@leitai/core/match/types.ts'

/** A sealed team has no name; its code stands for it. */
export function nameOf(team: Pick<MatchTeamView, 'name' | 'code'>): string {
  return team.name ?? team.code
}

/** In a crowd nobody is listed: the code is the name. */
export function nameIn(frame: MatchFrame, code: string): string {
  const team = frame.teams.find((one) => one.code === code)
  return team === undefined ? code : nameOf(team)
}
