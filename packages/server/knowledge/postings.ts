/**
 * The articles in which a gram stands, in the order of their numbers, each with where: in the title, a tag, the category,
 * and how often in the body. Packed: how many, then for each the distance from the one before (seven bits a byte) and a byte
 * that says where.
 */

export const inTitle = 0x80
export const inTag = 0x40
export const inCategory = 0x20
/** The lowest bits: how often in the body; so many or more. */
export const often = 0x07
export const inHead = inTitle | inTag | inCategory

export interface Postings {
  articles: Int32Array
  where: Uint8Array
}

export const nowhere: Postings = { articles: new Int32Array(0), where: new Uint8Array(0) }

/** Collects the postings of one gram. */
export class PostingsWriter {
  #bytes = new Uint8Array(16)
  #length = 4
  #last = -1
  #count = 0

  add(article: number, where: number): void {
    if (this.#length + 6 > this.#bytes.length) {
      const longer = new Uint8Array(this.#bytes.length * 2)
      longer.set(this.#bytes)
      this.#bytes = longer
    }
    let distance = article - this.#last - 1
    this.#last = article
    this.#count += 1
    while (distance > 0x7f) {
      this.#bytes[this.#length] = (distance & 0x7f) | 0x80
      this.#length += 1
      distance >>>= 7
    }
    this.#bytes[this.#length] = distance
    this.#bytes[this.#length + 1] = where
    this.#length += 2
  }

  packed(): Uint8Array {
    new DataView(this.#bytes.buffer).setUint32(0, this.#count, true)
    return this.#bytes.subarray(0, this.#length)
  }
}

export function unpack(packed: Uint8Array): Postings {
  const count = new DataView(packed.buffer, packed.byteOffset).getUint32(0, true)
  const articles = new Int32Array(count)
  const where = new Uint8Array(count)
  let at = 4
  let last = -1
  for (let i = 0; i < count; i += 1) {
    let byte = packed[at]!
    let distance = byte & 0x7f
    for (let shift = 7; byte > 0x7f; shift += 7) {
      at += 1
      byte = packed[at]!
      distance |= (byte & 0x7f) << shift
    }
    last += distance + 1
    articles[i] = last
    where[i] = packed[at + 1]!
    at += 2
  }
  return { articles, where }
}

/** Those in which all of these stand, in a field together; how often is how often the rarest does. */
export function together(lists: readonly Postings[]): Postings {
  const [first, ...rest] = lists.toSorted((a, b) => a.articles.length - b.articles.length)
  return rest.reduce((found, list) => (found.articles.length === 0 ? found : meet(found, list)), first ?? nowhere)
}

function meet(few: Postings, many: Postings): Postings {
  const articles = new Int32Array(few.articles.length)
  const where = new Uint8Array(few.articles.length)
  const leap = many.articles.length > few.articles.length * 16
  let count = 0
  let at = 0
  for (let i = 0; i < few.articles.length; i += 1) {
    const article = few.articles[i]!
    if (leap) at = firstFrom(many.articles, article, at)
    else while (at < many.articles.length && many.articles[at]! < article) at += 1
    if (at >= many.articles.length) break
    if (many.articles[at] !== article) continue
    const [a, b] = [few.where[i]!, many.where[at]!]
    const both = (a & b & inHead) | Math.min(a & often, b & often)
    if (both === 0) continue
    articles[count] = article
    where[count] = both
    count += 1
  }
  return { articles: articles.subarray(0, count), where: where.subarray(0, count) }
}

/** The first place from `at` on whose number is not below `article`: in steps that double, then by halves. */
export function firstFrom(articles: Int32Array, article: number, at: number): number {
  let step = 1
  let low = at
  let high = at
  while (high < articles.length && articles[high]! < article) {
    low = high + 1
    high += step
    step *= 2
  }
  high = Math.min(high, articles.length)
  while (low < high) {
    const middle = (low + high) >> 1
    if (articles[middle]! < article) low = middle + 1
    else high = middle
  }
  return low
}
