/** A simulated entrant at a theory paper: answers in order, marks some for later, comes back and changes a few. */
import type { Chance } from '@leitai/core/seed.ts'
import type { ItemRehearsal } from '@leitai/items/plug.ts'
import { letterAt, letterIndex } from './material.ts'
import type { AnswerValue, ExamMaterial, ExamWorkView, Question, QuestionView } from './types.ts'

/** Nobody takes longer than this for a question, however much time there is. */
const mostMsPerQuestion = 25_000

export const rehearsal: ItemRehearsal = {
  type: 'exam',
  plan({ view, material, skill, chance }) {
    const { questions = [] } = (view.work ?? {}) as Partial<ExamWorkView>
    if (questions.length === 0) return []
    const bank = new Map((material as ExamMaterial).questions.map((question) => [question.id, question]))
    const happens = (odds: number) => chance.below(1000) < odds * 1000
    const paceMs = Math.min(mostMsPerQuestion, (view.seconds * 800) / questions.length)
    const think = (share: number) => Math.round(paceMs * share * (0.5 + chance.below(1000) / 1000))

    const steps: ReturnType<ItemRehearsal['plan']> = []
    const later: QuestionView[] = []
    for (const question of questions) {
      const known = happens(skill)
      if (!known && happens(0.3)) {
        later.push(question)
        steps.push({ afterMs: think(0.4), name: 'flag', payload: { question: question.id, flagged: true } })
        // The weakest leave what they put off.
        if (happens(0.5)) continue
      }
      steps.push({
        afterMs: think(0.8),
        name: 'answer',
        payload: { question: question.id, value: answer(bank.get(question.id)!, question, known, chance), revision: 1 },
      })
    }
    for (const question of later) {
      steps.push({
        afterMs: think(0.3),
        name: 'answer',
        payload: {
          question: question.id,
          value: answer(bank.get(question.id)!, question, happens(skill), chance),
          revision: 2,
        },
      })
      steps.push({ afterMs: think(0.1), name: 'flag', payload: { question: question.id, flagged: false } })
    }
    return steps
  },
}

function answer(question: Question, shown: QuestionView, right: boolean, chance: Chance): AnswerValue {
  switch (question.kind) {
    case 'single':
    case 'multiple': {
      const rightTexts = new Set([...question.key].map((letter) => question.options[letterIndex(letter)]))
      const options = shown.options ?? []
      const key = options.flatMap((option, i) => (rightTexts.has(option) ? [letterAt(i)] : []))
      if (right) return key.join('')
      const others = options.flatMap((option, i) => (rightTexts.has(option) ? [] : [letterAt(i)]))
      if (question.kind === 'single') return others[chance.below(others.length)]!
      // One too few or one too many.
      const left = chance.below(key.length)
      return others.length === 0 || (key.length > 1 && chance.below(2) === 0)
        ? key.filter((_, i) => i !== left).join('') || null
        : [...key, others[chance.below(others.length)]!].toSorted().join('')
    }
    case 'trueFalse':
      return right ? question.key : !question.key
    case 'fillIn':
      return question.blanks.map((accepted, i) =>
        right || i > 0 ? accepted[chance.below(accepted.length)]! : '不知道',
      )
    case 'shortAnswer':
      return right ? question.model || '略' : question.points.slice(0, 1).join('') || '略'
  }
}
