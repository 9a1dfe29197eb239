/** From all that match to a page of them: filters, counts by category, the best first, equals in the order of listing. */
import type { CategoryCount, KnowledgeFilters } from '@leitai/core/knowledge.ts'
import { categoryCounts, dayNumber, type Directory } from './directory.ts'
import { both, nothing, type Matches } from './match.ts'

export interface Page {
  /** Numbers of articles. */
  articles: number[]
  total: number
  categories: CategoryCount[]
}

/** How many have each score; fifty words with all points stay below. Used within one call. */
const tally = new Int32Array(1 << 14)

/** All of the collection, none better than another. */
export function everything({ count }: Directory): Matches {
  return { articles: Int32Array.from({ length: count }, (_, i) => i), scores: new Uint16Array(count) }
}

export function pageOf(
  directory: Directory,
  matches: Matches,
  { category, tag, since }: KnowledgeFilters,
  from: number,
  to: number,
): Page {
  const { articles, scores } = tag === undefined ? matches : tagged(directory, matches, tag)
  const { categoryOf, days } = directory
  const [low, high] = rangeOf(directory, category)
  const sinceDay = since === undefined ? 0 : dayNumber(since)
  const counts = new Int32Array(directory.categories.length)
  tally.fill(0)
  let best = 0
  let total = 0
  for (let i = 0; i < articles.length; i += 1) {
    const article = articles[i]!
    if (days[article]! < sinceDay) continue
    const place = categoryOf[article]!
    counts[place]! += 1
    if (place < low || place >= high) continue
    total += 1
    const score = scores[i]!
    tally[score]! += 1
    if (score > best) best = score
  }
  // the lowest score of which some are on this page or before it
  let lowest = best
  let above = 0
  while (lowest > 0 && above + tally[lowest]! < to) {
    above += tally[lowest]!
    lowest -= 1
  }
  let equals = to - above
  const chosen: { article: number; score: number }[] = []
  for (let i = 0; i < articles.length; i += 1) {
    const score = scores[i]!
    if (score < lowest || (score === lowest && equals <= 0)) continue
    const article = articles[i]!
    const place = categoryOf[article]!
    if (place < low || place >= high || days[article]! < sinceDay) continue
    if (score === lowest) equals -= 1
    chosen.push({ article, score })
  }
  chosen.sort((a, b) => b.score - a.score || a.article - b.article)
  return {
    articles: chosen.slice(from, to).map(({ article }) => article),
    total,
    categories: categoryCounts(directory, counts),
  }
}

function tagged({ byTag }: Directory, matches: Matches, tag: string): Matches {
  const articles = byTag.get(tag)
  return articles === undefined ? nothing : both(matches, { articles, scores: new Uint16Array(articles.length) })
}

/** The places in the tree that a category takes with all below it. */
function rangeOf({ categories }: Directory, category: readonly string[] = []): [number, number] {
  if (category.length === 0) return [0, categories.length]
  const at = categories.findIndex(
    ({ path }) => path.length === category.length && path.every((name, i) => name === category[i]),
  )
  return at < 0 ? [0, 0] : [at, categories[at]!.end]
}
