/** How teams, options and rounds are called on a screen. */
import type { MatchFrame, MatchTeamView } from '@leitai/core/match/types.ts'
import type { ShownQuestion } from '../types.ts'

export const letters = 'ABCDEFGH'

/** A sealed team has no name; its code stands for it. */
export function nameOf(team: Pick<MatchTeamView, 'name' | 'code'>): string {
  return team.name ?? team.code
}

/** In a crowd nobody is listed: the code is the name. */
export function nameIn(frame: MatchFrame, code: string): string {
  const team = frame.teams.find((one) => one.code === code)
  return team === undefined ? code : nameOf(team)
}

/** What there is to choose from; nothing for an open question. */
export function optionsOf(question: ShownQuestion, w: { yes: string; no: string }): string[] {
  switch (question.kind) {
    case 'trueFalse':
      return [w.yes, w.no]
    case 'open':
      return []
    case 'single':
    case 'multiple':
      return question.options
  }
}
