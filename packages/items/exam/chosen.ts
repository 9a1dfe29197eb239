/** What an entrant chose, question by question, in the bank's own letters: every paper may have shuffled its options. */
import type { SittingState } from '@leitai/core/sitting/sitting.ts'
import { letterAt, letterIndex } from './material.ts'
import type { ExamWork } from './rules.ts'

/** Choice questions and true or false; empty text for no answer. Other kinds have nothing to count. */
export function chosen({ work: { paper, answers } }: SittingState<ExamWork>): Record<string, string> {
  return Object.fromEntries(
    paper.questions.flatMap(({ question: { id, kind }, order }): [string, string][] => {
      const value = answers[id]?.value ?? null
      switch (kind) {
        case 'single':
        case 'multiple': {
          const letters = typeof value === 'string' ? [...value] : []
          const inBank = letters.map((letter) => letterAt(order[letterIndex(letter)]!))
          return [[id, inBank.toSorted().join('')]]
        }
        case 'trueFalse':
          return [[id, value === true ? '√' : value === false ? '×' : '']]
        case 'fillIn':
        case 'shortAnswer':
          return []
      }
    }),
  )
}
