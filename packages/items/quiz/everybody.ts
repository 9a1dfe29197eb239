/** 全员答题: one question for everybody at once; of thousands, points and ranks are made when it is closed. */
import { refuse, type Refusal } from '@leitai/core/run.ts'
import { exact, shortDecimal } from '@leitai/core/scoring/decimal.ts'
import { clockTime } from '@leitai/core/words.ts'
import { hasAnswered } from './buzzer.ts'
import type { QuizEvent } from './events.ts'
import { isRight, optionCount, withQuestion, type Asked, type Play } from './play.ts'
import { gainedBy, pointsOf } from './points.ts'
import type { EverybodyView, PointLine, RoundOf } from './types.ts'

/** One answer a player; what came in time counts, though it arrived a moment late. */
export function answerWithAll(question: Asked, choice: number[], code: string, when: number): QuizEvent[] | Refusal {
  if (question.phase === 'shown' || question.opensAt === null || when < question.opensAt)
    return refuse(
      'notOpenYet',
      question.opensAt === null ? '本题尚未开放作答' : `本题 ${clockTime(question.opensAt)} 开放作答`,
      question.opensAt === null
        ? 'The question is not open yet'
        : `The question opens at ${clockTime(question.opensAt)}`,
    )
  if (question.phase !== 'armed' || when > question.pressEndsAt!)
    return refuse(
      'closed',
      `本题已于 ${clockTime(question.pressEndsAt!)} 截止`,
      `The question closed at ${clockTime(question.pressEndsAt!)}`,
    )
  if (hasAnswered(question, code)) return []
  return [
    { name: 'answered', payload: { no: question.no, code, choice, afterMs: Math.round(when - question.opensAt) } },
  ]
}

/** 全员答题: everybody's answers become points at once, and ranks in a crowd. */
export function closeForEverybody(play: Play, asked: Asked): Play {
  const round = play.rounds[asked.round] as RoundOf<'everybody'>
  const gained: Record<string, string> = {}
  const chosen: number[] = Array.from({ length: optionCount(asked.question) }, () => 0)
  const lines: PointLine[] = []
  let answered = 0
  let right = 0
  for (const bucket of Object.values(asked.answers ?? {})) {
    for (const [code, { choice, afterMs }] of Object.entries(bucket)) {
      const isSo = isRight(asked.question, choice)
      const points = gainedBy(round, isSo, afterMs)
      gained[code] = points
      answered += 1
      if (isSo) right += 1
      for (const place of choice) if (place < chosen.length) chosen[place]! += 1
      if (play.crowd === null)
        lines.push({ no: asked.no, round: asked.round, code, points, why: 'answer', right: isSo, struck: null })
    }
  }
  const closed = withQuestion({ ...play, lines: [...play.lines, ...lines] }, asked.no, {
    phase: 'ruled',
    clock: { endsAt: null, leftMs: 0, totalMs: round.seconds * 1000 },
    results: { gained, chosen, answered, right },
  })
  return play.crowd === null ? closed : { ...closed, crowd: ranked(play.crowd.points, gained) }
}

function ranked(before: Record<string, string>, gained: Record<string, string>): NonNullable<Play['crowd']> {
  const points = { ...before }
  for (const [code, more] of Object.entries(gained))
    points[code] = shortDecimal(exact(points[code] ?? '0').add(exact(more)))
  const sorted = Object.entries(points)
    .map(([code, text]) => ({ code, value: exact(text) }))
    .toSorted((a, b) => b.value.compare(a.value) || (a.code < b.code ? -1 : 1))
  const ranks: Record<string, number> = {}
  let rank = 0
  for (const [index, { code, value }] of sorted.entries()) {
    if (index === 0 || value.compare(sorted[index - 1]!.value) !== 0) rank = index + 1
    ranks[code] = rank
  }
  return { points, ranks, top: sorted.slice(0, 10).map(({ code }) => code) }
}

export function answeredSoFar(asked: Asked): number {
  return Object.values(asked.answers ?? {}).reduce((sum, bucket) => sum + Object.keys(bucket).length, 0)
}

export function topOf(play: Play): EverybodyView['top'] {
  if (play.crowd !== null)
    return play.crowd.top.map((code) => ({
      code,
      points: play.crowd!.points[code] ?? '0',
      rank: play.crowd!.ranks[code] ?? 0,
    }))
  const totals = play.teams.map((code) => ({ code, points: pointsOf(play, code) }))
  return totals
    .toSorted((a, b) => Number(b.points) - Number(a.points) || (a.code < b.code ? -1 : 1))
    .slice(0, 10)
    .map((one) => ({ ...one, rank: 1 + totals.filter((other) => Number(other.points) > Number(one.points)).length }))
}
