/** Which questions a match gets. Articles stay outside: hundreds of thousands must not be in a journal. */
import { passedOver, shuffledBank } from '@leitai/core/match/draw.ts'
import type { MatchSetup } from '@leitai/core/match/types.ts'
import { deriveSeed } from '@leitai/core/seed.ts'
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
  const shuffled = shuffledBank(material.questions, seed)
  const used = passedOver(options.draw, setup)
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
