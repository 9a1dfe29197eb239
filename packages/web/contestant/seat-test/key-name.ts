import type { seatTestWords } from './words.ts'

/** On a screen that was touched instead. */
export const touchKey = 'Touch'

/** A key as people call it. */
export function keyName(code: string, words: typeof seatTestWords.zh.keys): string {
  if (code === 'Space') return words.space
  if (code === 'Enter' || code === 'NumpadEnter') return words.enter
  if (code === touchKey) return words.touch
  const digit = /^(?:Digit|Numpad)(\d)$/.exec(code)?.[1]
  return digit === undefined ? code : words.digit.replace('{n}', digit)
}
