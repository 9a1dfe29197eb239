/** Points: lines that are added and struck, never changed. */
import { exact, roundHalfUp, shortDecimal, whole, zero } from '@leitai/core/scoring/decimal.ts'
import type { Asked, Play } from './play.ts'
import type { PointLine, QuizRound } from './types.ts'

/** What a team has so far. */
export function pointsOf(play: Play, code: string): string {
  if (play.crowd !== null) return play.crowd.points[code] ?? '0'
  return sumOf(play.lines.filter((line) => line.code === code))
}

export function sumOf(lines: readonly PointLine[]): string {
  return shortDecimal(lines.reduce((sum, { points, struck }) => (struck === null ? sum.add(exact(points)) : sum), zero))
}

/** What a team won in this round so far: what a wrong answer at risk may cost. */
export function wonInRound(play: Play, round: number, code: string): string {
  return sumOf(play.lines.filter((line) => line.round === round && line.code === code))
}

/** The lines that an answer makes. */
export function linesFor(play: Play, asked: Asked, code: string, right: boolean): PointLine[] {
  const round = play.rounds[asked.round]
  const line = (points: string, why: PointLine['why']): PointLine => ({
    no: asked.no,
    round: asked.round,
    code,
    points,
    why,
    right: why === 'lostRound' ? null : right,
    struck: null,
  })
  const own = line(right ? asked.worth.right : asked.worth.wrong, 'answer')
  if (right || round?.kind !== 'risk' || round.wrong !== 'loseRound') return [own]
  const lost = exact(wonInRound(play, asked.round, code))
  return lost.compare(zero) > 0 ? [own, line(shortDecimal(zero.sub(lost)), 'lostRound')] : [own]
}

/** What a press before the start costs; null: nothing. */
export function foulLine(asked: Asked, round: QuizRound, code: string): PointLine | null {
  if (!('foul' in round) || exact(round.foul.points).compare(zero) === 0) return null
  const { no } = asked
  return { no, round: asked.round, code, points: round.foul.points, why: 'foul', right: null, struck: null }
}

/** 全员答题: full points at once, of which a part melts away evenly over the time; whole points, half up. */
export function gainedBy(round: Extract<QuizRound, { kind: 'everybody' }>, right: boolean, afterMs: number): string {
  if (!right) return round.wrong
  if (round.speedPercent === 0) return round.right
  const totalMs = round.seconds * 1000
  const spent = Math.round(Math.min(Math.max(afterMs, 0), totalMs))
  const melted = whole(round.speedPercent).div(100).mul(whole(spent)).div(whole(totalMs))
  return shortDecimal(roundHalfUp(exact(round.right).mul(whole(1).sub(melted)), 0))
}

export function striking(lines: readonly PointLine[], test: (line: PointLine) => boolean, reason: string): PointLine[] {
  return lines.map((line) => (line.struck === null && test(line) ? { ...line, struck: reason } : line))
}
