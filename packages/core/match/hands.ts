/** As what somebody acts or looks in a match: a role of the contest, or a seat of one of its teams. */
import type { Actor, Viewer } from '../run.ts'
import type { Hand, MatchState, Seer } from './types.ts'

const conducting = new Set(['host', 'staff', 'organiser', 'chiefJudge'])
const ruling = new Set(['judge', 'chiefJudge'])

/** Whether this code is in the match; in a crowd everybody is. */
export function plays({ setup }: MatchState<unknown>, code: string): boolean {
  return setup.crowd || setup.teams.some((team) => team.code === code)
}

/** As what this one may send something that these hands may send; null: not at all. */
export function handFor(state: MatchState<unknown>, hands: readonly Hand[], by: Actor): Hand | null {
  const held = (hand: Hand): boolean => {
    switch (hand) {
      case 'server':
        return by.kind === 'server'
      case 'team':
        return by.kind === 'seat' && plays(state, by.code)
      case 'host':
        return by.kind === 'person' && by.roles.some((role) => conducting.has(role))
      case 'judge':
        return by.kind === 'person' && by.roles.some((role) => ruling.has(role))
    }
  }
  return hands.find(held) ?? null
}

/** As what this one looks; null: the match is not theirs to see. */
export function seerOf(state: MatchState<unknown>, viewer: Viewer): Seer | null {
  switch (viewer.as) {
    case 'host':
      return { as: 'host' }
    case 'judge':
      return { as: 'judge' }
    case 'official':
      return viewer.roles.includes('chiefJudge') ? { as: 'judge' } : { as: 'screen' }
    case 'contestant':
    case 'trainee':
      return plays(state, viewer.code) ? { as: 'team', code: viewer.code } : null
    // Staff and organiser help to run it; answers are not theirs to know.
    case 'staff':
    case 'organiser':
    case 'screen':
      return { as: 'screen' }
  }
}
