/** Keys that press: USB buzzers act as keyboards and send one of these. Named as `KeyboardEvent.code` names them. */
const buzzerKey = /^(Space|Enter|NumpadEnter|(Digit|Numpad)\d)$/

export function isBuzzerKey(code: string): boolean {
  return buzzerKey.test(code)
}
