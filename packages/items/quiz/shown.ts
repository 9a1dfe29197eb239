/** A question without its key, and the key in words. */
import { keyOf } from './play.ts'
import type { Key, QuizQuestion, ShownQuestion } from './types.ts'

export function shown(question: QuizQuestion, removed: readonly number[] = []): ShownQuestion {
  const { kind, text, topic, level } = question
  return { kind, text, options: 'options' in question ? question.options : [], topic, level, removed: [...removed] }
}

export function keyView(question: QuizQuestion): Key {
  const places = keyOf(question)
  const text =
    question.kind === 'open'
      ? question.answer
      : question.kind === 'trueFalse'
        ? question.answer
          ? '对'
          : '错'
        : places.map((place) => `${String.fromCharCode(65 + place)} ${question.options[place]}`).join('；')
  return { places, text, explanation: question.explanation }
}
