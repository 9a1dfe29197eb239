/**
 * What is looked up. Of text: each character, and each two of one kind that stand side by side. Of spellings: two initials
 * (`i:tc`), three letters of the syllables (`p:tao`). A text of one or two characters is one gram, longer ones are found by
 * all of theirs.
 */
import { fold, kindOf, letter, mark, separator, type Kind } from './fold.ts'

export interface Word {
  /** Folded. */
  text: string
  kind: Kind
  characters: readonly string[]
  /** Letters and digits alone, at least two and one of them a letter: it may be a spelling. */
  spelling: boolean
}

/** Ends and pauses of sentences: passed over where there is anything else to look for. */
const pauses = new Set(',.!?;:()[]{}"\'、。〈〉《》「」『』【】〔〕“”‘’…—·-~')

/** The words of a question; all are looked for. */
export function wordsOf(query: string): Word[] {
  const words: Word[] = []
  let kind: Kind = separator
  let characters: string[] = []
  const end = () => {
    const text = characters.join('')
    if (kind !== separator && !words.some((word) => word.text === text))
      words.push({ text, kind, characters, spelling: kind === letter && /^(?=.*[a-z])[a-z0-9]{2,}$/.test(text) })
    characters = []
  }
  for (const character of fold(query.normalize('NFC')).text) {
    const next = kindOf(character.codePointAt(0)!)
    if (next !== kind) {
      end()
      kind = next
    }
    characters.push(character)
  }
  end()
  const telling = words.filter((word) => word.kind !== mark || word.characters.some((one) => !pauses.has(one)))
  return telling.length > 0 ? telling : words
}

/** Ideographs are looked for as one word however many; the pairs that must all be there. */
export function pairsOf(characters: readonly string[]): string[] {
  if (characters.length < 2) return [...characters]
  return [...new Set(characters.slice(1).map((character, i) => characters[i]! + character))]
}

export const initialsGram = (two: string): string => `i:${two}`
export const spellingGram = (three: string): string => `p:${three}`

export function initialsGrams(typed: string): string[] {
  return [...new Set(Array.from({ length: typed.length - 1 }, (_, i) => initialsGram(typed.slice(i, i + 2))))]
}

export function spellingGrams(typed: string): string[] {
  return [
    ...new Set(Array.from({ length: Math.max(0, typed.length - 2) }, (_, i) => spellingGram(typed.slice(i, i + 3)))),
  ]
}
