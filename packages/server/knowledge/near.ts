/**
 * Where nothing holds all that was looked for: titles and tags that sound like it (套餐便更 for 套餐变更), titles with most
 * of its characters, and bodies with most of its pairs (several words typed as one). Best first, as far as it is worth showing.
 */
import type { Directory } from './directory.ts'
import { initialsGrams, pairsOf, spellingGrams, type Word } from './grams.ts'
import { ideograph, mark } from './fold.ts'
import { either, nothing, spelled, type Lists, type Matches } from './match.ts'
import { syllablesOf } from './pinyin.ts'
import { inTitle, nowhere } from './postings.ts'

/** Of all characters and pairs, in titles; of the pairs alone, anywhere. */
const titleShare = 0.5
const anywhereShare = 0.6
const most = 100

/** What the words sound like together; null where nothing of them is spelled by sound. */
function soundOf(words: readonly Word[]): string | null {
  if (!words.some(({ kind, characters }) => kind === ideograph && characters.length > 1)) return null
  const sound = words.flatMap(({ text }) => syllablesOf(text)).join('')
  return /^[a-z0-9]{3,60}$/.test(sound) ? sound : null
}

export function nearGrams(words: readonly Word[]): string[] {
  const sound = soundOf(words)
  const grams = words.flatMap(({ characters }) => [...characters, ...pairsOf(characters)])
  return [...new Set([...grams, ...(sound === null ? [] : [...initialsGrams(sound), ...spellingGrams(sound)])])]
}

export function near(directory: Directory, words: readonly Word[], lists: Lists): Matches {
  const sound = soundOf(words)
  const alike = sound === null ? nothing : spelled(directory, sound, lists)
  return either(alike, sharing(directory, words, lists))
}

function sharing({ count }: Directory, all: readonly Word[], lists: Lists): Matches {
  const words = all.filter(({ kind }) => kind !== mark)
  const single = new Set(words.flatMap(({ characters }) => characters))
  const pairs = new Set(words.flatMap(({ characters }) => (characters.length > 1 ? pairsOf(characters) : [])))
  if (pairs.size === 0) return nothing
  const inTitles = new Uint16Array(count)
  const anywhere = new Uint16Array(count)
  const add = (gram: string, weight: number, isPair: boolean) => {
    const { articles, where } = lists.get(gram) ?? nowhere
    for (let i = 0; i < articles.length; i += 1) {
      const article = articles[i]!
      if (where[i]! & inTitle) inTitles[article]! += weight
      if (isPair) anywhere[article]! += 1
    }
  }
  for (const gram of single) add(gram, 1, false)
  for (const gram of pairs) add(gram, 2, true)
  const whole = single.size + 2 * pairs.size
  const scoreOf = (article: number) => {
    const title = inTitles[article]! / whole
    const body = anywhere[article]! / pairs.size
    return Math.max(title >= titleShare ? 50 * title : 0, body >= anywhereShare ? 35 * body : 0)
  }
  const found: { article: number; score: number }[] = []
  for (let article = 0; article < count; article += 1) {
    const score = scoreOf(article)
    if (score > 0) found.push({ article, score })
  }
  const best = found
    .toSorted((a, b) => b.score - a.score || a.article - b.article)
    .slice(0, most)
    .toSorted((a, b) => a.article - b.article)
  return {
    articles: Int32Array.from(best, ({ article }) => article),
    scores: Uint16Array.from(best, ({ score }) => Math.round(score)),
  }
}
