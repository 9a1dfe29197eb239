/** Keys that press: USB buzzers act as keyboards and send one of these. Named as `KeyboardEvent.code` names them. */
import type { Text } from '../score.ts'

/** A screen that was touched instead. */
export const touchKey = 'Touch'

const buzzerKey = /^(Space|Enter|NumpadEnter|(Digit|Numpad)\d)$/

export function isBuzzerKey(code: string): boolean {
  return code === touchKey || buzzerKey.test(code)
}

/** A key as people call it. */
export function keyTitle(code: string): Text {
  if (code === 'Space') return { zh: '空格', en: 'Space' }
  if (code === 'Enter' || code === 'NumpadEnter') return { zh: '回车', en: 'Enter' }
  if (code === touchKey) return { zh: '触屏', en: 'touch' }
  const digit = /^(?:Digit|Numpad)(\d)$/.exec(code)?.[1]
  return digit === undefined ? { zh: code, en: code } : { zh: `数字 ${digit}`, en: `digit ${digit}` }
}
