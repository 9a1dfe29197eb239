/** Marks one answer. Partial credit is rounded half up to 2 decimals, question by question. */
import { exact, roundHalfUp, shortDecimal, whole, zero, type Exact } from '@leitai/core/scoring/decimal.ts'
import type { Text } from '@leitai/core/score.ts'
import { shownKey, type Paper, type PaperQuestion } from './paper.ts'
import type { AnswerValue, QuestionResult } from './types.ts'

export interface Mark {
  result: QuestionResult
  rule: Text
}

export function markAnswer(paper: Paper, one: PaperQuestion, value: AnswerValue): Mark {
  const { question } = one
  const full = exact(one.points)
  const explanation = question.explanation
  switch (question.kind) {
    case 'single':
    case 'multiple': {
      const key = shownKey(one)
      const chosen = typeof value === 'string' ? value : ''
      const earned = chosen === key ? full : question.kind === 'single' ? zero : partial(paper, full, key, chosen)
      return {
        result: { key, explanation, right: chosen === key, earned: shortDecimal(earned) },
        rule: told(chosen, earned, full),
      }
    }
    case 'trueFalse': {
      const { key } = question
      const right = value === key
      const words = (v: unknown) => (v === true ? '√' : v === false ? '×' : '')
      const earned = right ? full : zero
      return {
        result: { key, explanation, right, earned: shortDecimal(earned) },
        rule: told(words(value), earned, full),
      }
    }
    case 'fillIn': {
      const given = Array.isArray(value) ? value : []
      const blanksRight = question.blanks.map((accepted, i) => {
        const text = comparable(given[i] ?? '', paper.fillIn)
        return text !== '' && accepted.some((one) => comparable(one, paper.fillIn) === text)
      })
      const rightCount = blanksRight.filter(Boolean).length
      const right = rightCount === blanksRight.length
      const earned = right ? full : share(full, rightCount, blanksRight.length)
      return {
        result: { blanks: question.blanks, blanksRight, explanation, right, earned: shortDecimal(earned) },
        rule: {
          zh: `${blanksRight.length} 空对 ${rightCount} 空，得 ${shortDecimal(earned)} / ${one.points} 分`,
          en: `${rightCount} of ${blanksRight.length} blanks right: ${shortDecimal(earned)} of ${one.points}`,
        },
      }
    }
    case 'shortAnswer': {
      const result: QuestionResult = {
        model: question.model,
        lookFor: question.points,
        explanation,
        right: null,
        earned: '0',
      }
      const empty = typeof value !== 'string' || value.trim() === ''
      return empty
        ? { result: { ...result, right: false }, rule: { zh: '未作答，得 0 分', en: 'Not answered: 0' } }
        : { result, rule: { zh: '等待裁判评分', en: 'Waits for the judges' } }
    }
  }
}

/** `perRight`: nothing once a wrong one is chosen. `proportional`: right less wrong, never below nothing. */
function partial(paper: Paper, full: Exact, key: string, chosen: string): Exact {
  const right = [...chosen].filter((letter) => key.includes(letter)).length
  const wrong = chosen.length - right
  switch (paper.partialCredit) {
    case 'none':
      return zero
    case 'perRight':
      return wrong > 0 ? zero : share(full, right, key.length)
    case 'proportional':
      return share(full, Math.max(0, right - wrong), key.length)
  }
}

function share(full: Exact, part: number, all: number): Exact {
  return roundHalfUp(full.mul(whole(part)).div(whole(all)), 2)
}

/** Says nothing of the key: score sheets are printed, and keys may stay secret for the next contest. */
function told(given: string, earned: Exact, full: Exact): Text {
  const points = `${shortDecimal(earned)} / ${shortDecimal(full)}`
  if (given === '') return { zh: `未作答，得 ${points} 分`, en: `Not answered: ${points}` }
  const [zh, en] = earned.equals(full)
    ? ['正确', 'right']
    : earned.equals(zero)
      ? ['错误', 'wrong']
      : ['部分正确', 'partly right']
  return { zh: `作答 ${given}，${zh}，得 ${points} 分`, en: `Answered ${given}, ${en}: ${points}` }
}

/** A blank's text as it is compared: NFKC, and what the rulebook leaves out of account. */
export function comparable(text: string, rules: Paper['fillIn']): string {
  let out = text.normalize('NFKC')
  if (rules.ignoreCase) out = out.toLowerCase()
  out = rules.ignoreSpaces ? out.replaceAll(/[\s\p{Z}]/gu, '') : out.trim()
  return rules.ignorePunctuation ? out.replaceAll(/\p{P}/gu, '') : out
}
