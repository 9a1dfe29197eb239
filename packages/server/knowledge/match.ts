/**
 * Which articles hold what was looked for, and how well. A word in the title counts more than in a tag, that more than in
 * the category, that more than in the body; in the title the more, the more of it the word is. All words must be there.
 */
import type { Directory } from './directory.ts'
import { initialsGrams, pairsOf, spellingGrams, type Word } from './grams.ts'
import { spelledAt } from './pinyin.ts'
import { firstFrom, inCategory, inTag, inTitle, nowhere, often, together, type Postings } from './postings.ts'

/** In the order of their numbers. */
export interface Matches {
  articles: Int32Array
  scores: Uint16Array
}

export type Lists = ReadonlyMap<string, Postings>

export const nothing: Matches = { articles: new Int32Array(0), scores: new Uint16Array(0) }

const titlePoints = 60
const wholeTitlePoints = 30
const tagPoints = 25
const categoryPoints = 12
/** By how often it stands in the body: the second time tells less than the first. */
const bodyPoints = [0, 8, 11, 13, 14, 15, 16, 16]
/** What is found by its sounds stands behind what is found as it was typed. */
const spelledTitlePoints = 55
const spelledTagPoints = 20

/** By where a gram stands, as postings tell it. */
const pointsOf = Uint16Array.from(
  { length: 256 },
  (_, where) =>
    (where & inTitle ? titlePoints : 0) +
    (where & inTag ? tagPoints : 0) +
    (where & inCategory ? categoryPoints : 0) +
    bodyPoints[where & often]!,
)

/** The grams whose postings `match` asks for. */
export function gramsOf(words: readonly Word[]): string[] {
  return [
    ...new Set(
      words.flatMap(({ characters, text, spelling }) =>
        spelling ? [...pairsOf(characters), ...initialsGrams(text), ...spellingGrams(text)] : pairsOf(characters),
      ),
    ),
  ]
}

export function match(directory: Directory, words: readonly Word[], lists: Lists): Matches {
  let found: Matches | null = null
  for (const word of words) {
    const those = matchWord(directory, word, lists)
    found = found === null ? those : both(found, those)
    if (found.articles.length === 0) return nothing
  }
  return found ?? nothing
}

function matchWord(directory: Directory, word: Word, lists: Lists): Matches {
  const typed = scored(directory, word, together(pairsOf(word.characters).map((gram) => lists.get(gram) ?? nowhere)))
  return word.spelling ? either(typed, spelled(directory, word.text, lists)) : typed
}

function scored({ titleLengths }: Directory, word: Word, { articles, where }: Postings): Matches {
  const scores = new Uint16Array(articles.length)
  for (let i = 0; i < articles.length; i += 1) {
    const place = where[i]!
    scores[i] = pointsOf[place]!
    if (place & inTitle) scores[i]! += wholeTitle(word.text.length, titleLengths[articles[i]!]!)
  }
  return { articles, scores }
}

function wholeTitle(length: number, titleLength: number): number {
  return (wholeTitlePoints * Math.min(length, titleLength)) / titleLength
}

/** Titles and tags whose initials, or whole sounds, are these letters. */
export function spelled(directory: Directory, letters: string, lists: Lists): Matches {
  const named = (grams: readonly string[]) => together(grams.map((gram) => lists.get(gram) ?? nowhere))
  const initials = named(initialsGrams(letters))
  const byInitials = kept(directory, letters.length, initials, (article) =>
    // two letters are one gram: it stands there
    letters.length === 2 ? true : directory.initials[article]!.includes(letters),
  )
  if (letters.length < 3) return byInitials
  const whole = named(spellingGrams(letters))
  const bySounds = kept(
    directory,
    letters.length / 3,
    whole,
    (article) => spelledAt(directory.syllables[article]!, letters) !== null,
  )
  return either(byInitials, bySounds)
}

function kept(
  { titleLengths }: Directory,
  length: number,
  { articles, where }: Postings,
  holds: (article: number) => boolean,
): Matches {
  const out: Matches = { articles: new Int32Array(articles.length), scores: new Uint16Array(articles.length) }
  let count = 0
  for (let i = 0; i < articles.length; i += 1) {
    const article = articles[i]!
    if (!holds(article)) continue
    out.articles[count] = article
    out.scores[count] =
      where[i]! & inTitle ? spelledTitlePoints + wholeTitle(length, titleLengths[article]!) : spelledTagPoints
    count += 1
  }
  return { articles: out.articles.subarray(0, count), scores: out.scores.subarray(0, count) }
}

/** In both; points are added. */
export function both(a: Matches, b: Matches): Matches {
  const [few, many] = a.articles.length <= b.articles.length ? [a, b] : [b, a]
  const articles = new Int32Array(few.articles.length)
  const scores = new Uint16Array(few.articles.length)
  const leap = many.articles.length > few.articles.length * 16
  let count = 0
  let at = 0
  for (let i = 0; i < few.articles.length; i += 1) {
    const article = few.articles[i]!
    if (leap) at = firstFrom(many.articles, article, at)
    else while (at < many.articles.length && many.articles[at]! < article) at += 1
    if (at >= many.articles.length) break
    if (many.articles[at] !== article) continue
    articles[count] = article
    scores[count] = few.scores[i]! + many.scores[at]!
    count += 1
  }
  return { articles: articles.subarray(0, count), scores: scores.subarray(0, count) }
}

/** Above every article's number. */
const beyond = 0x7fff_ffff

/** In one of them; the better points count. */
export function either(a: Matches, b: Matches): Matches {
  if (a.articles.length === 0) return b
  if (b.articles.length === 0) return a
  const most = a.articles.length + b.articles.length
  const articles = new Int32Array(most)
  const scores = new Uint16Array(most)
  let count = 0
  let i = 0
  let j = 0
  while (i < a.articles.length || j < b.articles.length) {
    const one = i < a.articles.length ? a.articles[i]! : beyond
    const other = j < b.articles.length ? b.articles[j]! : beyond
    articles[count] = Math.min(one, other)
    scores[count] = Math.max(one <= other ? a.scores[i]! : 0, other <= one ? b.scores[j]! : 0)
    count += 1
    if (one <= other) i += 1
    if (other <= one) j += 1
  }
  return { articles: articles.subarray(0, count), scores: scores.subarray(0, count) }
}
