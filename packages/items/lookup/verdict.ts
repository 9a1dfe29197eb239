/** What an answer is worth beside the others: who was first with a right one, and what everybody else's came to. */
import { verdictOf } from '@leitai/core/match/fair-order.ts'
import type { Answer, Asked } from './play.ts'
import { sameAnswer } from './same-answer.ts'
import type { LookupOptions, LookupQuestion, LookupVerdict, Standing } from './types.ts'

export function matches({ answers }: LookupQuestion, text: string): boolean {
  return answers.some((key) => sameAnswer(key, text))
}

export function evidenceFits(question: LookupQuestion, evidence: string | null): boolean {
  return evidence !== null && question.evidence.includes(evidence)
}

export function isRight(
  question: LookupQuestion,
  { text, evidence }: Pick<Answer, 'text' | 'evidence'>,
  options: LookupOptions,
): boolean {
  return matches(question, text) && (options.evidence === 'optional' || evidenceFits(question, evidence))
}

const rightOnes = ({ answers }: Asked): Answer[] => answers.filter(({ right }) => right === true)

/** Null: no right one. */
export function verdictFor(question: Asked): LookupVerdict | null {
  const right = rightOnes(question)
  const { order, first, marginMs, uncertaintyMs } = verdictOf(right.map(({ press }) => press))
  const [earliest] = order
  if (earliest === undefined) return null
  return { first, marginMs, uncertaintyMs, afterMs: right.find(({ press }) => press === earliest)!.afterMs }
}

/** Answers that nobody has judged and on which it depends who was first. */
export function mustBeRuled(question: Asked): Answer[] {
  const right = rightOnes(question).map(({ press }) => press)
  return question.answers.filter(
    (one) => one.right === null && verdictOf([...right, one.press]).first.includes(one.code),
  )
}

/** When the points were gone; undefined: they were not. */
function goneAt(question: Asked): number | undefined {
  const right = rightOnes(question).map(({ press }) => press.at)
  return right.length === 0 ? undefined : Math.min(...right)
}

export function standingOf(question: Asked, answer: Answer): Standing {
  const gone = goneAt(question)
  const decided = question.phase === 'ruled' || question.phase === 'revealed' || question.phase === 'void'
  const late = gone !== undefined && answer.press.at > gone
  if (!decided) return answer.right === false && !late ? 'wrong' : 'waiting'
  switch (answer.right) {
    case null:
      return 'late'
    case false:
      return late ? 'late' : 'wrong'
    case true:
      return takesPoints(question, answer) ? 'first' : 'right'
  }
}

/** Several right ones of one team: its earliest. */
function takesPoints({ verdict, answers }: Asked, answer: Answer): boolean {
  if (verdict === null || !verdict.first.includes(answer.code)) return false
  const own = answers.filter(({ code, right }) => code === answer.code && right === true)
  return own.every(({ press, id }) => press.at > answer.press.at || (press.at === answer.press.at && id >= answer.id))
}
