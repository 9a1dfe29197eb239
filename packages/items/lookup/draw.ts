/**
 * Which questions a match gets. They are shuffled once by a seed; every match takes what it needs and passes over what earlier
 * ones took, so that none comes twice until they are used up. With `draw: same` all matches of an item take the same. Articles
 * stay outside: hundreds of thousands must not be in a journal.
 */
import type { MatchSetup } from '@leitai/core/match/types.ts'
import { chance, deriveSeed } from '@leitai/core/seed.ts'
import type { Play } from './play.ts'
import type { Level, LookupMaterial, LookupOptions, LookupQuestion } from './types.ts'

const levels: readonly Level[] = ['easy', 'medium', 'hard']

export function prepare(
  options: LookupOptions,
  material: LookupMaterial,
  setup: MatchSetup,
  { itemSeed }: { itemSeed: string },
): Play {
  const seed = deriveSeed(itemSeed, 'questions')
  const shuffled = chance(seed).shuffle(material.questions.toSorted((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)))
  const used = new Set(options.draw === 'same' ? setup.used.byOtherItems : setup.used.byMatches)
  const inOrder = [...shuffled.filter(({ id }) => !used.has(id)), ...shuffled.filter(({ id }) => used.has(id))]
  const taken = inOrder.slice(0, options.questions + options.spares)
  const drawn = taken.slice(0, options.questions)
  if (options.order === 'rising') drawn.sort((a, b) => levels.indexOf(a.level) - levels.indexOf(b.level))
  return {
    options,
    company: material.company,
    about: material.about,
    seed,
    teams: setup.teams.map(({ code }) => code),
    coming: drawn.map((question) => ({ question, spare: false })),
    spares: taken.slice(options.questions),
    asked: [],
    titles: titlesOf(taken, material),
    files: [...new Set(material.articles.flatMap(({ attachments }) => attachments.map(({ hash }) => hash)))],
    trails: {},
    read: {},
  }
}

function titlesOf(questions: readonly LookupQuestion[], { articles }: LookupMaterial): Record<string, string> {
  const named = new Set(questions.flatMap(({ evidence }) => evidence))
  return Object.fromEntries(articles.filter(({ id }) => named.has(id)).map(({ id, title }) => [id, title]))
}

/** One of the same level where there is one; undefined: none is left. */
export function spareFor(spares: readonly LookupQuestion[], level: Level): LookupQuestion | undefined {
  return spares.find((one) => one.level === level) ?? spares[0]
}
