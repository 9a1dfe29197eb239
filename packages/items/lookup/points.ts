/** Points are never kept: they follow from rulings and verdicts, so that a line and a sum cannot differ. */
import type { Score } from '@leitai/core/score.ts'
import { exact, shortDecimal, whole, zero } from '@leitai/core/scoring/decimal.ts'
import { answersOf, countOf, numberOf, questionNow, type Asked, type Play } from './play.ts'
import type { PointLine } from './types.ts'
import { standingOf } from './verdict.ts'

/** Lines of one question, the first one's before the wrong ones'. */
export function linesOf(play: Play, question: Asked): PointLine[] {
  if (question.voided !== null) return []
  const { right, wrong } = play.options
  const number = numberOf(play, question.no)
  const lines = question.answers.flatMap((answer): PointLine[] => {
    const standing = standingOf(question, answer)
    if (standing !== 'first' && standing !== 'wrong') return []
    return [{ no: question.no, number, code: answer.code, points: standing === 'first' ? right : wrong, standing }]
  })
  return lines.toSorted((a, b) => Number(a.standing === 'wrong') - Number(b.standing === 'wrong'))
}

export function points(play: Play, code: string): string {
  let sum = zero
  for (const question of play.asked)
    for (const line of linesOf(play, question)) if (line.code === code) sum = sum.add(exact(line.points))
  return shortDecimal(sum)
}

const mostRecent = 8

/** The newest first. */
export function recentLines(play: Play): PointLine[] {
  const lines: PointLine[] = []
  for (const question of play.asked.toReversed()) {
    lines.push(...linesOf(play, question).filter((line) => !exact(line.points).equals(zero)))
    if (lines.length >= mostRecent) break
  }
  return lines.slice(0, mostRecent)
}

export function score(play: Play, code: string): Score {
  const { clause, right } = play.options
  const withClause = clause === undefined ? {} : { clause }
  const count = countOf(play)
  return {
    id: 'lookup',
    label: { zh: '知识库查询', en: 'Lookup race' },
    points: points(play, code),
    max: shortDecimal(exact(right).mul(whole(count))),
    rule: { zh: `最先答对得 ${right} 分`, en: `${right} for the first right answer` },
    ...withClause,
    children: play.asked.map((question) => ({ ...questionScore(play, question, code), ...withClause })),
  }
}

function questionScore(play: Play, question: Asked, code: string): Score {
  const number = numberOf(play, question.no)
  const base = { id: `q${question.no}`, label: { zh: `第 ${number} 题`, en: `Question ${number}` } }
  if (question.voided !== null)
    return {
      ...base,
      points: '0',
      max: '0',
      rule: { zh: '本题作废', en: 'The question is void' },
    }
  const own = linesOf(play, question).filter((line) => line.code === code)
  const sum = own.reduce((total, line) => total.add(exact(line.points)), zero)
  const mine = answersOf(question, code)
  const { afterMs } = mine.at(-1) ?? {}
  return {
    ...base,
    points: shortDecimal(sum),
    max: play.options.right,
    rule: ruleOf(play, question, own, mine.length),
    ...(afterMs === undefined ? {} : { facts: { afterMs: shortDecimal(exact(afterMs.toFixed(3))) } }),
  }
}

function ruleOf(play: Play, question: Asked, own: readonly PointLine[], answers: number): NonNullable<Score['rule']> {
  const { verdict } = question
  const wrong = own.filter(({ standing }) => standing === 'wrong').length
  const cost = exact(play.options.wrong).equals(zero) ? '' : `，每次 ${play.options.wrong} 分`
  const also = wrong === 0 ? { zh: '', en: '' } : { zh: `，另答错 ${wrong} 次${cost}`, en: `, and ${wrong} wrong` }
  if (own.some(({ standing }) => standing === 'first')) {
    if (verdict !== null && verdict.first.length > 1)
      return { zh: `与他队同时最先答对${also.zh}`, en: `Right first, level with others${also.en}` }
    const margin = verdict?.marginMs ?? null
    return margin === null
      ? { zh: `最先答对${also.zh}`, en: `The first right answer${also.en}` }
      : { zh: `最先答对，领先 ${margin} 毫秒${also.zh}`, en: `The first right answer, by ${margin} ms${also.en}` }
  }
  if (wrong > 0) return { zh: `答错 ${wrong} 次${cost}`, en: `${wrong} wrong` }
  if (answers > 0) return { zh: '不是最先答对', en: 'Not the first right answer' }
  return question === questionNow(play) && question.endedAt === null
    ? { zh: '作答中', en: 'Under way' }
    : { zh: '未作答', en: 'No answer' }
}
