/** The theory paper: one entrant's questions, their latest answers, marks for a later look. */
import { z } from 'zod'
import { refuse, type Recorded, type Refusal } from '@leitai/core/run.ts'
import type { Score, Text } from '@leitai/core/score.ts'
import { exact, shortDecimal, zero } from '@leitai/core/scoring/decimal.ts'
import { sitting } from '@leitai/core/sitting/sitting.ts'
import { markAnswer } from './marking.ts'
import { examMaterial, letterIndex } from './material.ts'
import { examOptions } from './options.ts'
import { kindNames, makePaper, shown, type Paper, type PaperQuestion } from './paper.ts'
import type {
  Answer,
  AnswerValue,
  ExamCommand,
  ExamInspection,
  ExamMaterial,
  ExamOptions,
  ExamPiece,
  ExamWorkView,
  QuestionKind,
  QuestionResult,
} from './types.ts'

export type ExamEvent =
  | { name: 'answered'; payload: { question: string; value: AnswerValue; revision: number } }
  | { name: 'flagged'; payload: { question: string; flagged: boolean } }

export interface ExamWork {
  paper: Paper
  answers: Readonly<Record<string, Answer>>
  flags: Readonly<Record<string, true>>
  /** How many questions have an answer. */
  done: number
}

const value = z.union([z.string().max(10_000), z.boolean(), z.array(z.string().max(400)).max(20), z.null()])
const commands = {
  answer: z.strictObject({ question: z.string().max(60), value, revision: z.number().int().min(1) }),
  flag: z.strictObject({ question: z.string().max(60), flagged: z.boolean() }),
}

export const rules = sitting<
  ExamOptions,
  ExamMaterial,
  Paper,
  ExamWork,
  ExamCommand,
  ExamEvent,
  ExamWorkView,
  ExamInspection
>({
  type: 'exam',
  stateVersion: 1,
  options: examOptions,
  material: examMaterial,
  commands,

  prepare: makePaper,

  begin: (paper) => ({ paper, answers: {}, flags: {}, done: 0 }),

  decide(work, command) {
    const one = shown(work.paper).byId.get(command.payload.question)
    if (one === undefined) return refuse('noSuchQuestion', '试卷中没有这道题', 'The paper has no such question')
    switch (command.name) {
      case 'answer': {
        const { question, revision } = command.payload
        // An older or repeated save has no effect, whatever order saves arrive in.
        if (revision <= (work.answers[question]?.revision ?? 0)) return []
        const fitting = fit(one, command.payload.value)
        return isMisfit(fitting) ? fitting : [{ name: 'answered', payload: { question, value: fitting, revision } }]
      }
      case 'flag': {
        const { question, flagged } = command.payload
        return flagged === question in work.flags ? [] : [{ name: 'flagged', payload: { question, flagged } }]
      }
    }
  },

  evolve(work, event: Recorded<ExamEvent>) {
    switch (event.name) {
      case 'answered': {
        const { question, ...answer } = event.payload
        const before = work.answers[question]
        const step = Number(isAnswered(answer.value)) - Number(before !== undefined && isAnswered(before.value))
        return { ...work, answers: { ...work.answers, [question]: answer }, done: work.done + step }
      }
      case 'flagged': {
        const { [event.payload.question]: _, ...others } = work.flags
        return { ...work, flags: event.payload.flagged ? { ...work.flags, [event.payload.question]: true } : others }
      }
    }
  },

  view(work, showing) {
    const { paper, answers, flags } = work
    const { sections, points, questions } = shown(paper)
    const known: ExamWorkView = {
      sections,
      count: questions.length,
      points,
      onePerPage: paper.onePerPage,
      partialCredit: paper.partialCredit,
    }
    switch (showing) {
      case 'waiting':
      case 'closed':
        return known
      case 'working':
        return { ...known, questions, answers, flags }
      case 'answers':
        return { ...known, questions, answers, flags, results: results(work) }
    }
  },

  inspect(work) {
    const { points, max } = score(work)
    return { questions: shown(work.paper).questions, answers: work.answers, results: results(work), points, max: max! }
  },

  progress: (work) => ({ done: work.done, total: work.paper.questions.length }),

  score,

  piece,

  asks: (work) =>
    leftToPeople(work).map(({ one, number }) => ({
      id: one.question.id,
      label: numbered(number, one.question.kind),
      max: one.points,
    })),
})

/** The short answers that were given: exactly these wait in the score, and nobody marks an empty one. */
function leftToPeople({ paper, answers }: ExamWork) {
  return paper.questions.flatMap((one, i) => {
    const { question } = one
    const answer = answers[question.id]?.value ?? null
    return question.kind === 'shortAnswer' && typeof answer === 'string' && isAnswered(answer)
      ? [{ one, question, answer, number: i + 1 }]
      : []
  })
}

/** Nothing else of the paper: what the system marks is none of a judge's business. */
function piece(work: ExamWork): ExamPiece {
  return {
    questions: leftToPeople(work).map(({ one, question, answer, number }) => ({
      id: question.id,
      number,
      stem: question.stem,
      points: one.points,
      model: question.model,
      lookFor: question.points,
      answer,
    })),
  }
}

function numbered(number: number, kind: QuestionKind): Text {
  const name = kindNames[kind]
  return { zh: `第 ${number} 题（${name.zh}）`, en: `Question ${number} (${name.en})` }
}

function isAnswered(given: AnswerValue): boolean {
  if (Array.isArray(given)) return given.some((text) => text.trim() !== '')
  return typeof given === 'string' ? given.trim() !== '' : given !== null
}

function isMisfit(given: AnswerValue | Refusal): given is Refusal {
  return typeof given === 'object' && given !== null && 'refused' in given
}

/** The answer in the form in which it is kept, or why it is no answer to this question. */
function fit({ question, order }: PaperQuestion, given: AnswerValue): AnswerValue | Refusal {
  const misfit = refuse(
    'notAnAnswer',
    '作答内容与题型不符，请重新作答',
    'This is no answer to a question of this kind; please answer again',
  )
  if (given === null) return null
  switch (question.kind) {
    case 'single':
    case 'multiple': {
      if (typeof given !== 'string' || !/^[A-H]*$/.test(given)) return misfit
      const letters = [...new Set(given)].toSorted()
      if (letters.some((letter) => letterIndex(letter) >= order.length)) return misfit
      if (question.kind === 'single' && letters.length > 1) return misfit
      return letters.join('') || null
    }
    case 'trueFalse':
      return typeof given === 'boolean' ? given : misfit
    case 'fillIn':
      return Array.isArray(given) && given.length === question.blanks.length ? given : misfit
    case 'shortAnswer':
      return typeof given === 'string' ? given : misfit
  }
}

function results({ paper, answers }: ExamWork): Record<string, QuestionResult> {
  return Object.fromEntries(
    paper.questions.map((one) => [
      one.question.id,
      markAnswer(paper, one, answers[one.question.id]?.value ?? null).result,
    ]),
  )
}

/** Points of the paper; the contest scales them to the item's points (points ÷ max × item points). */
function score({ paper, answers }: ExamWork): Score & { max: string } {
  let sum = zero
  let pending = false
  const children = paper.questions.map((one, i): Score => {
    const { result, rule } = markAnswer(paper, one, answers[one.question.id]?.value ?? null)
    sum = sum.add(exact(result.earned))
    const owed = result.right === null
    pending ||= owed
    return {
      id: one.question.id,
      label: numbered(i + 1, one.question.kind),
      points: result.earned,
      max: one.points,
      rule,
      ...(owed ? { pending: true as const } : {}),
    }
  })
  const { points: max } = shown(paper)
  return {
    id: 'paper',
    label: { zh: '理论试卷', en: 'Theory paper' },
    points: shortDecimal(sum),
    max,
    rule: { zh: `各题得分之和，卷面满分 ${max} 分`, en: `Sum of the questions, ${max} in all` },
    ...(pending ? { pending: true as const } : {}),
    children,
  }
}
