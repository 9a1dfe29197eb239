/** 擂台: the holder meets one challenger after another. */
import { exact, zero } from '@leitai/core/scoring/decimal.ts'
import { roundNow, type ChallengeState, type Play } from './play.ts'
import { pointsOf, sumOf } from './points.ts'
import type { PointLine, RoundOf } from './types.ts'

export function beginChallenge(play: Play, round: RoundOf<'challenge'>): Play {
  const teams = play.teams.filter((code) => !play.withdrawn.includes(code))
  const leader = teams.toSorted((a, b) => exact(pointsOf(play, b)).compare(exact(pointsOf(play, a))))[0]
  const holder = (round.firstHolder === 'leader' ? leader : teams[0]) ?? ''
  const challengers = teams.filter((code) => code !== holder)
  return {
    ...play,
    challenge: {
      holder,
      challengers,
      duel: 1,
      duels: challengers.length,
      askedInDuel: 0,
      linesBefore: play.lines.length,
      defences: {},
    },
  }
}

export function endDuel(play: Play, kept: boolean): Play {
  const challenge = play.challenge!
  const round = roundNow(play) as RoundOf<'challenge'>
  const [challenger, ...rest] = challenge.challengers
  const no = play.asked.at(-1)!.no
  const defence: PointLine[] =
    kept && exact(round.defence).compare(zero) !== 0
      ? [
          {
            no,
            round: play.round,
            code: challenge.holder,
            points: round.defence,
            why: 'defence',
            right: null,
            struck: null,
          },
        ]
      : []
  const lines = [...play.lines, ...defence]
  return {
    ...play,
    lines,
    challenge: {
      ...challenge,
      holder: kept ? challenge.holder : challenger!,
      challengers: rest,
      duel: challenge.duel + 1,
      askedInDuel: 0,
      linesBefore: lines.length,
      defences: kept
        ? { ...challenge.defences, [challenge.holder]: (challenge.defences[challenge.holder] ?? 0) + 1 }
        : challenge.defences,
    },
  }
}

/** What this one has won in the duel that is on. */
export function wonInDuel(play: Play, { linesBefore }: ChallengeState, code: string): string {
  return sumOf(play.lines.slice(linesBefore).filter((line) => line.code === code))
}
