import type { StepId } from '@leitai/core/contest/view.ts'
import { useWords } from '@leitai/design/language.ts'
import { contestWords } from './words.ts'

/** A step's name where the step comes as text from a list. */
export function useStepName(): (step: string) => string {
  const w = useWords(contestWords)
  return (step) => (step in w.steps ? w.steps[step as StepId] : step)
}
