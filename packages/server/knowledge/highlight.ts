/** Where what was looked for stands in a title, and the piece of a body around it. */
import type { KnowledgeRange, Marked } from '@leitai/core/knowledge.ts'
import { fold, mark, rangeIn, type Folded } from './fold.ts'
import { pairsOf, type Word } from './grams.ts'
import { sounds, spelledAt } from './pinyin.ts'

const snippetLength = 110
/** So much before the first find. */
const lead = 24
/** A body in which a word stands all over is not gone through to its end. */
const mostPlaces = 40

export interface BodyText {
  text: string
  folded: Folded
}

export const bodyText = (text: string): BodyText => ({ text, folded: fold(text) })

/** Also where it was found by its sounds: these letters are in `typed`. */
export function markedTitle(
  title: string,
  words: readonly Word[],
  spelling: { initials: string; syllables: string },
): Marked {
  const folded = fold(title)
  const places = placesIn(folded.text, words)
  const ranges = places.map(({ at, length }) => rangeIn(folded, at, length))
  for (const { text } of words.filter((word) => word.spelling && !folded.text.includes(word.text))) {
    const sounding = soundingUnits(folded.text)
    const initials = spelling.initials.split(' ', 1)[0]!
    const at = initials.indexOf(text)
    const from = Array.from(initials.slice(0, at)).length
    const spelled = at < 0 ? spelledAt(spelling.syllables, text) : { text: 0, from, to: from + text.length }
    const first = sounding[spelled?.from ?? -1]
    const last = sounding[(spelled?.to ?? 0) - 1]
    if (spelled?.text === 0 && first !== undefined && last !== undefined)
      ranges.push([rangeIn(folded, first, 1)[0], rangeIn(folded, last, 1)[1]])
  }
  return { text: title, ranges: merged(ranges) }
}

/** Where in the folded text the characters begin that take part in its spelling. */
function soundingUnits(text: string): number[] {
  const units: number[] = []
  let at = 0
  for (const character of text) {
    if (sounds(character.codePointAt(0)!)) units.push(at)
    at += character.length
  }
  return units
}

interface Place {
  at: number
  length: number
  word: number
}

/** Where the words stand in the folded text from one unit to another, so many times each at most. */
function placesIn(text: string, words: readonly Word[], from = 0, to = text.length, most = Infinity): Place[] {
  const places: Place[] = []
  for (const [word, { text: sought, characters, kind }] of words.entries()) {
    // found by its pairs, which stand apart: those are marked
    if (characters.length > 2 && kind !== mark && !text.includes(sought))
      for (const pair of pairsOf(characters)) collect(places, text, pair, word, from, to, most)
    else collect(places, text, sought, word, from, to, most)
  }
  return words.length === 1 && words[0]!.characters.length < 3 ? places : places.toSorted((a, b) => a.at - b.at)
}

function collect(places: Place[], text: string, sought: string, word: number, from: number, to: number, most: number) {
  let left = most
  for (let at = text.indexOf(sought, from); at >= 0 && at < to && left > 0; at = text.indexOf(sought, at + 1)) {
    places.push({ at, length: sought.length, word })
    left -= 1
  }
}

/** The piece with the most of the words, its finds marked; the beginning where none stands in the body. */
export function snippetOf({ text, folded }: BodyText, words: readonly Word[]): Marked {
  const best = bestPlace(placesIn(folded.text, words, 0, folded.text.length, words.length === 1 ? 1 : mostPlaces))
  const begin = best === null ? 0 : rangeIn(folded, best.at, best.length)[0]
  const from = wholeCharacter(text, begin <= lead ? 0 : begin - lead)
  const to = wholeCharacter(text, Math.min(text.length, from + snippetLength))
  const before = from > 0 ? '…' : ''
  const ranges: [number, number][] = []
  if (best !== null) {
    // what folds to more units is a little further on: the ends are looked at again
    const reach = folded.from === null ? snippetLength : snippetLength * 4
    for (const { at, length } of placesIn(folded.text, words, Math.max(0, best.at - reach), best.at + reach)) {
      const [a, b] = rangeIn(folded, at, length)
      if (a >= from && b <= to) ranges.push([a - from + before.length, b - from + before.length])
    }
  }
  const piece = text.slice(from, to).replace(/\s/g, ' ')
  return { text: `${before}${piece}${to < text.length ? '…' : ''}`, ranges: merged(ranges) }
}

/** From where on the most different words stand within one piece, the earliest of equals. */
function bestPlace(places: readonly Place[]): Place | null {
  let best: Place | null = null
  let most = 0
  for (const [i, place] of places.entries()) {
    let seen = 0
    // thirty words are enough to tell pieces apart
    for (let j = i; j < places.length && places[j]!.at + places[j]!.length - place.at <= snippetLength - lead; j += 1)
      seen |= 1 << (places[j]!.word % 30)
    const different = bitsIn(seen)
    if (different > most) [best, most] = [place, different]
  }
  return best
}

function bitsIn(set: number): number {
  let count = 0
  for (let rest = set; rest !== 0; rest &= rest - 1) count += 1
  return count
}

/** Not between the halves of a character. */
function wholeCharacter(text: string, at: number): number {
  return at > 0 && at < text.length && /^[\udc00-\udfff]$/.test(text[at]!) ? at - 1 : at
}

function merged(ranges: readonly (readonly [number, number])[]): KnowledgeRange[] {
  const out: [number, number][] = []
  for (const [from, to] of ranges.toSorted((a, b) => a[0] - b[0])) {
    const last = out.at(-1)
    if (last !== undefined && from <= last[1]) last[1] = Math.max(last[1], to)
    else out.push([from, to])
  }
  return out
}
