/** How options are called on a screen. */
import type { ShownQuestion } from '../types.ts'

export const letters = 'ABCDEFGH'

/** What there is to choose from; nothing for an open question. */
export function optionsOf(question: ShownQuestion, w: { yes: string; no: string }): string[] {
  switch (question.kind) {
    case 'trueFalse':
      return [w.yes, w.no]
    case 'open':
      return []
    case 'single':
    case 'multiple':
      return question.options
  }
}
