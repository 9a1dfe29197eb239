/** Sentences on the command line come in both languages, Chinese first: a log is read by whoever finds it. */
import type { Text } from '@leitai/core/score.ts'

export function say(text: Text): string {
  return text.zh === text.en ? text.zh : `${text.zh} / ${text.en}`
}
