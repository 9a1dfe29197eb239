/** How titles, tags and questions are typed by their sounds: `tcbg` and `taocanbiangeng` for 套餐变更. */
import { pinyin } from 'pinyin-pro'
import { fold, ideograph, kindOf, letter } from './fold.ts'

/** Only so much of a text is spelled out; titles are shorter. */
const longest = 160

/** The sound of each character that has one, in their order; a letter or digit stands for itself. Marks have none. */
export function syllablesOf(text: string): string[] {
  const sounding = Array.from(fold(text.slice(0, longest)).text).filter((character) =>
    sounds(character.codePointAt(0)!),
  )
  const spell = (some: string) => pinyin(some, { toneType: 'none', type: 'array', v: true })
  const together = spell(sounding.join(''))
  const spelled =
    together.length === sounding.length ? together : sounding.map((character) => spell(character)[0] ?? '')
  return sounding.map((character, i) => (/^[a-z0-9]+$/.test(spelled[i]!) ? spelled[i]! : character))
}

/** Whether a folded character takes part in the spelling. */
export const sounds = (codePoint: number): boolean => {
  const kind = kindOf(codePoint)
  return kind === ideograph || kind === letter
}

export interface Spelling {
  /** `tcbg cx`: the title's, then each tag's. */
  initials: string
  /** `tao can bian geng/cha xun` */
  syllables: string
}

export function spellingOf(title: string, tags: readonly string[]): Spelling {
  const all = [title, ...tags].map(syllablesOf)
  return {
    initials: all
      .map((syllables) => syllables.map((syllable) => String.fromCodePoint(syllable.codePointAt(0)!)).join(''))
      .join(' '),
    syllables: all.map((syllables) => syllables.join(' ')).join('/'),
  }
}

/**
 * Where `typed` stands in `a b c/d e`, from the beginning of a syllable on; the last may be begun only. As numbers of the
 * text (0: the title) and of its syllables, the last excluded; null: nowhere.
 */
export function spelledAt(syllables: string, typed: string): { text: number; from: number; to: number } | null {
  let text = 0
  let number = 0
  for (let at = 0; at < syllables.length;) {
    let typedAt = 0
    let i = at
    let passed = 0
    for (; i < syllables.length && typedAt < typed.length; i += 1) {
      const unit = syllables[i]
      if (unit === ' ') passed += 1
      else if (unit === typed[typedAt]) typedAt += 1
      else break
    }
    if (typedAt === typed.length) return { text, from: number, to: number + passed + 1 }
    while (at < syllables.length && syllables[at] !== ' ' && syllables[at] !== '/') at += 1
    if (syllables[at] === '/') {
      text += 1
      number = 0
    } else number += 1
    at += 1
  }
  return null
}
