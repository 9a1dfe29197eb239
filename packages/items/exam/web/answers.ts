/** A contestant's answers as the screen shows them: the newest of what was just done, what is not acknowledged yet, and what the server has. */
import type { ContestantProps } from '@leitai/items/web-plug.ts'
import { useCallback, useState } from 'react'
import type { Answer, AnswerValue, ExamWorkView } from '../types.ts'

export interface Answers {
  value(question: string): AnswerValue
  answer(question: string, value: AnswerValue): void
  isFlagged(question: string): boolean
  flag(question: string, flagged: boolean): void
}

export function isAnswered(value: AnswerValue): boolean {
  if (Array.isArray(value)) return value.some((text) => text.trim() !== '')
  return typeof value === 'string' ? value.trim() !== '' : value !== null
}

export function useAnswers(
  work: ExamWorkView,
  act: ContestantProps<ExamWorkView>['act'],
  unsent: ContestantProps<ExamWorkView>['unsent'],
): Answers {
  const [local, setLocal] = useState<Readonly<Record<string, Answer>>>({})
  const [localFlags, setLocalFlags] = useState<Readonly<Record<string, boolean>>>({})

  const newest = useCallback(
    (question: string): Answer | undefined => {
      const waiting = unsent(`answer:${question}`) as Answer | undefined
      let best = work.answers?.[question]
      for (const other of [waiting, local[question]])
        if (other !== undefined && other.revision >= (best?.revision ?? 0)) best = other
      return best
    },
    [work.answers, unsent, local],
  )

  return {
    value: (question) => newest(question)?.value ?? null,
    answer(question, value) {
      const revision = (newest(question)?.revision ?? 0) + 1
      setLocal((known) => ({ ...known, [question]: { value, revision } }))
      void act('answer', { question, value, revision }, `answer:${question}`)
    },
    isFlagged: (question) =>
      localFlags[question] ??
      (unsent(`flag:${question}`) as { flagged: boolean } | undefined)?.flagged ??
      question in (work.flags ?? {}),
    flag(question, flagged) {
      setLocalFlags((known) => ({ ...known, [question]: flagged }))
      void act('flag', { question, flagged }, `flag:${question}`)
    },
  }
}
