/** A knockout as a bracket shows it: all its rounds, those not drawn yet as empty places. */
import { knockoutTitle } from '../rulebook/rounds.ts'
import type { Text } from '../score.ts'
import type { MatchesView, MatchView } from './view.ts'

export interface BracketPlace {
  /** Null: nobody yet, or nobody at all. */
  code: string | null
  /** The entrant's name; the code while names are sealed. */
  name: string
  score: string | null
  outcome: 'won' | 'lost' | 'open'
}

export interface BracketMatch {
  /** Drawn: who is not there will not come. */
  drawn: boolean
  places: [BracketPlace, BracketPlace]
}

export interface BracketRound {
  title: Text
  matches: BracketMatch[]
}

export interface BracketData {
  rounds: BracketRound[]
  thirdPlace: BracketMatch | null
}

const nobody: BracketPlace = { code: null, name: '', score: null, outcome: 'open' }
const empty: BracketMatch = { drawn: false, places: [nobody, nobody] }

/**
 * `matches`: one written stage's rounds as far as they are drawn. A round's titles come without the stage's own. Null
 * before the first round.
 */
export function bracketOf(matches: readonly MatchesView[], of: string): BracketData | null {
  const drawn = matches.filter((one) => one.by === 'knockout' && one.of === of)
  const first = drawn.find((one) => (one.round?.number ?? 1) === 1)
  if (first === undefined) return null
  const count = first.round?.count ?? 1
  const last = drawn.find((one) => one.round?.number === count)
  return {
    rounds: Array.from({ length: count }, (_, index): BracketRound => {
      const here = drawn.find((one) => (one.round?.number ?? 1) === index + 1)
      const size = 2 ** (count - index)
      return {
        title: knockoutTitle(size, false),
        matches: Array.from({ length: size / 2 }, (__, place) => {
          const match = here?.groups.find(({ number }) => number === place + 1)
          return match === undefined ? empty : matchOf(match)
        }),
      }
    }),
    thirdPlace: last?.thirdPlace === true ? matchOf(last.groups[1]!) : null,
  }
}

export function nameOf(match: MatchView, code: string): string {
  return match.names?.[code] ?? code
}

function matchOf(match: MatchView): BracketMatch {
  const place = (code: string | undefined): BracketPlace =>
    code === undefined
      ? nobody
      : {
          code,
          name: nameOf(match, code),
          score: match.scores?.[code] ?? null,
          outcome: match.winner === undefined ? 'open' : match.winner === code ? 'won' : 'lost',
        }
  return { drawn: true, places: [place(match.codes[0]), place(match.codes[1])] }
}
