/**
 * Text as it is compared: without case, width and accents, so that `５Ｇ` is `5g`. Where that changes lengths, every unit
 * knows the character it came from, so that what was found can be marked in the text as it stands.
 */

export interface Folded {
  text: string
  /** Where the original character of each unit begins and ends; null: nothing moved. */
  from: Uint32Array | null
  to: Uint32Array | null
}

/** Nothing here folds to anything else: ASCII without capitals, ideographs, the two commonest marks. */
const plain = /^[\t\n -@[-~\u3001\u3002\u4e00-\u9fff]*$/
const accents = /\p{M}+/gu

export function fold(original: string): Folded {
  if (plain.test(original)) return { text: original, from: null, to: null }
  let text = ''
  let moved = false
  const from: number[] = []
  const to: number[] = []
  let at = 0
  for (const character of original) {
    const end = at + character.length
    const folded = foldCharacter(character)
    // two units of one character keep its whole range
    if (folded.length !== 1 || character.length !== 1) moved = true
    for (let unit = 0; unit < folded.length; unit += 1) {
      from.push(at)
      to.push(end)
    }
    text += folded
    at = end
  }
  return moved ? { text, from: Uint32Array.from(from), to: Uint32Array.from(to) } : { text, from: null, to: null }
}

const known = new Map<string, string>()

function foldCharacter(character: string): string {
  const before = known.get(character)
  if (before !== undefined) return before
  const folded = character.normalize('NFKD').toLowerCase().replace(accents, '')
  // enough for any language; a text of all of Unicode must not fill the memory
  if (known.size < 10_000) known.set(character, folded)
  return folded
}

/** What stands in the folded text from unit `at`, `length` units long, as a range of the original. */
export function rangeIn({ from, to }: Folded, at: number, length: number): [number, number] {
  return from === null || to === null ? [at, at + length] : [from[at]!, to[at + length - 1]!]
}

/** Characters of one kind side by side are looked for together; kinds meet as if a space stood between them. */
export const separator = 0
/** Ideographs, kana, hangul: words are not set apart. */
export const ideograph = 1
/** Letters and digits of all other writings. */
export const letter = 2
/** Everything else that can be seen. */
export const mark = 3
export type Kind = typeof separator | typeof ideograph | typeof letter | typeof mark

const kinds = new Map<number, Kind>()

/** Of a folded character. */
export function kindOf(codePoint: number): Kind {
  if (codePoint >= 0x4e00 && codePoint <= 0x9fff) return ideograph
  if (codePoint < 0x80) {
    if ((codePoint >= 0x61 && codePoint <= 0x7a) || (codePoint >= 0x30 && codePoint <= 0x39)) return letter
    return codePoint <= 0x20 || codePoint === 0x7f ? separator : mark
  }
  const before = kinds.get(codePoint)
  if (before !== undefined) return before
  const character = String.fromCodePoint(codePoint)
  const kind = /[\p{L}\p{N}]/u.test(character)
    ? codePoint >= 0x2e80
      ? ideograph
      : letter
    : /[\p{Z}\p{C}]/u.test(character)
      ? separator
      : mark
  if (kinds.size < 10_000) kinds.set(codePoint, kind)
  return kind
}
