/** Articles as they are kept and found: rows in the order in which they are listed, and every gram's postings. */
import type { KnowledgeArticle } from '@leitai/core/knowledge.ts'
import { fold, kindOf, separator } from './fold.ts'
import { spellingOf } from './pinyin.ts'
import { plainText } from './plain-text.ts'
import { inCategory, inTag, inTitle, often, PostingsWriter } from './postings.ts'

/** Raise it when anything in this folder changes what is stored: older collections are then made again from their copies. */
export const indexForm = 1

export interface ArticleRow {
  article: KnowledgeArticle
  text: string
  initials: string
  syllables: string
}

export interface MadeIndex {
  rows: ArticleRow[]
  grams(): IterableIterator<[gram: string, packed: Uint8Array]>
}

/** Of several articles with one id the first counts. */
export function makeIndex(articles: readonly KnowledgeArticle[]): MadeIndex {
  const unique = [...new Map(articles.toReversed().map((article) => [article.id, article])).values()].toReversed()
  const rows = unique.toSorted(listedBefore).map((article) => {
    const spelling = spellingOf(article.title, article.tags)
    return { article, text: plainText(article.body), ...spelling }
  })
  const table = new GramTable()
  for (const [number, { article, text, initials, syllables }] of rows.entries()) {
    table.begin(number)
    table.text(article.title, inTitle)
    for (const tag of article.tags) table.text(tag, inTag)
    for (const name of article.category) table.text(name, inCategory)
    table.text(text, 1)
    for (const [i, some] of initials.split(' ').entries()) table.letters(some, 2, i === 0 ? inTitle : inTag)
    for (const [i, some] of syllables.split('/').entries())
      table.letters(some.replaceAll(' ', ''), 3, i === 0 ? inTitle : inTag)
    table.end()
  }
  return { rows, grams: () => table.grams() }
}

/** Pinned first, then the newest, then by id. */
export function listedBefore(a: KnowledgeArticle, b: KnowledgeArticle): number {
  if (a.pinned !== b.pinned) return a.pinned ? -1 : 1
  if (a.updated !== b.updated) return a.updated < b.updated ? 1 : -1
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0
}

/** Beyond the last code point: the first key of two initials, and of three letters. */
const initialsFrom = 0x20_0000
const spellingFrom = 0x40_0000

/** A hash table of our own, without an object a key: a large collection has fifty million postings. */
class GramTable {
  #size = 1 << 16
  #slots = new Int32Array(this.#size).fill(-1)
  #first: number[] = []
  #second: number[] = []
  #writers: PostingsWriter[] = []
  /** Where the gram stands in the article that is being read; 0: not yet. */
  #where: number[] = []
  #touched: number[] = []
  #article = 0

  begin(article: number): void {
    this.#article = article
  }

  text(text: string, where: number): void {
    const folded = fold(text).text
    let last = 0
    let lastKind: number = separator
    for (let i = 0; i < folded.length; i += 1) {
      const codePoint = folded.codePointAt(i)!
      if (codePoint > 0xffff) i += 1
      const kind = kindOf(codePoint)
      if (kind !== separator) {
        this.#note(codePoint, 0, where)
        if (kind === lastKind) this.#note(last, codePoint, where)
      }
      last = codePoint
      lastKind = kind
    }
  }

  /** Two or three letters at a time; what has no sound of its own is passed over. */
  letters(letters: string, size: 2 | 3, where: number): void {
    for (let i = 0; i + size <= letters.length; i += 1) {
      const [a, b, c] = [letters.charCodeAt(i), letters.charCodeAt(i + 1), letters.charCodeAt(i + 2)]
      if (a > 0x7f || b > 0x7f || (size === 3 && c > 0x7f)) continue
      if (size === 2) this.#note(initialsFrom + a, b, where)
      else this.#note(spellingFrom + a * 128 + b, c, where)
    }
  }

  end(): void {
    for (const gram of this.#touched) {
      this.#writers[gram]!.add(this.#article, this.#where[gram]!)
      this.#where[gram] = 0
    }
    this.#touched.length = 0
  }

  *grams(): IterableIterator<[string, Uint8Array]> {
    for (const [i, writer] of this.#writers.entries()) yield [this.#name(i), writer.packed()]
  }

  #name(gram: number): string {
    const [first, second] = [this.#first[gram]!, this.#second[gram]!]
    if (first >= spellingFrom) {
      const two = first - spellingFrom
      return `p:${String.fromCharCode(two >> 7, two & 127, second)}`
    }
    if (first >= initialsFrom) return `i:${String.fromCharCode(first - initialsFrom, second)}`
    return second === 0 ? String.fromCodePoint(first) : String.fromCodePoint(first, second)
  }

  #note(first: number, second: number, where: number): void {
    const gram = this.#find(first, second)
    const before = this.#where[gram]!
    if (before === 0) this.#touched.push(gram)
    // a place in the head is a bit; in the body it is counted
    if (where === 1) {
      if ((before & often) < often) this.#where[gram] = before + 1
    } else this.#where[gram] = before | where
  }

  #find(first: number, second: number): number {
    let slot = hash(first, second) & (this.#size - 1)
    for (;;) {
      const gram = this.#slots[slot]!
      if (gram < 0) break
      if (this.#first[gram] === first && this.#second[gram] === second) return gram
      slot = (slot + 1) & (this.#size - 1)
    }
    const gram = this.#writers.length
    this.#slots[slot] = gram
    this.#first.push(first)
    this.#second.push(second)
    this.#where.push(0)
    this.#writers.push(new PostingsWriter())
    if (gram * 2 > this.#size) this.#grow()
    return gram
  }

  #grow(): void {
    this.#size *= 2
    this.#slots = new Int32Array(this.#size).fill(-1)
    for (let gram = 0; gram < this.#writers.length; gram += 1) {
      let slot = hash(this.#first[gram]!, this.#second[gram]!) & (this.#size - 1)
      while (this.#slots[slot]! >= 0) slot = (slot + 1) & (this.#size - 1)
      this.#slots[slot] = gram
    }
  }
}

function hash(first: number, second: number): number {
  const mixed = Math.imul(first, 0x9e37_79b1) ^ Math.imul(second + 1, 0x85eb_ca6b)
  return (mixed ^ (mixed >>> 15)) >>> 0
}
