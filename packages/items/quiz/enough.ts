/** Whether a bank can fill a match at all. How many teams meet is not known yet: it must do for the fewest. */
import { refuse, type Refusal } from '@leitai/core/run.ts'
import { needOf, usesKeys } from './draw.ts'
import type { QuizMaterial, QuizOptions } from './types.ts'

const fewestTeams = 2
/** 限时快答 without a number takes what there is; with fewer a fast team would sit idle. */
const fewestInRapid = 20

export function whatIsMissing(options: QuizOptions, { questions }: QuizMaterial): Refusal | null {
  const teams = options.crowd ? 0 : fewestTeams
  const rounds = options.rounds.map((round) =>
    round.kind === 'rapid' ? { ...round, questions: round.questions ?? fewestInRapid } : round,
  )
  const need = needOf({ ...options, rounds }, teams)
  if (questions.length < need)
    return refuse(
      'tooFewQuestions',
      `题库只有 ${questions.length} 题，${teams === 0 ? '' : `按最少 ${teams} 队计，`}本场至少需要 ${need} 题（含备用题）`,
      `The bank has ${questions.length} questions; ${teams === 0 ? 'this match' : `a match of ${teams} teams`} needs ${need} at least, spares among them`,
      { has: questions.length, need },
    )
  const { suddenDeath: _, ...rest } = options
  const needWithKeys = needOf({ ...rest, rounds: rounds.filter(usesKeys), spares: 0 }, teams)
  const withKeys = questions.filter(({ kind }) => kind !== 'open').length
  return withKeys < needWithKeys
    ? refuse(
        'tooFewChoices',
        `用键作答的环节至少需要 ${needWithKeys} 道选择或判断题，题库只有 ${withKeys} 道（问答题不能用键作答）`,
        `Rounds that are answered with keys need ${needWithKeys} choice or true/false questions; the bank has ${withKeys}`,
        { has: withKeys, need: needWithKeys },
      )
    : null
}
