/** The rulebooks that are shipped, and what is asked of a contest's own copy. */
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { rulebookDifferences, type RulebookDifference } from '@leitai/core/rulebook/difference.ts'
import { parseRulebook, type RulebookProblem } from '@leitai/core/rulebook/parse.ts'
import { withRounds } from '@leitai/core/rulebook/rounds.ts'
import type { Item, Rulebook } from '@leitai/core/rulebook/schema.ts'
import type { ItemTypes } from './item-types.ts'

export interface Shipped {
  yaml: string
  rulebook: Rulebook
}

/** By their ids, in the order of their names. A file that cannot be read is a bug of ours, and is logged. */
export async function shippedRulebooks(
  folder: string,
  items: ItemTypes,
  log: (line: string) => void,
): Promise<Shipped[]> {
  const names = (await readdir(folder).catch(() => [])).filter((name) => /\.ya?ml$/.test(name)).toSorted()
  const read = await Promise.all(
    names.map(async (name) => ({ name, yaml: await readFile(join(folder, name), 'utf8') })),
  )
  return read.flatMap(({ name, yaml }) => {
    const { rulebook, problems } = parseRulebook(yaml, items)
    if (rulebook !== undefined) return [{ yaml, rulebook }]
    log(`rulebook ${name}: ${problems.map((problem) => `line ${problem.line}: ${problem.message.en}`).join('; ')}`)
    return []
  })
}

export interface Checked {
  /** Null while the text has problems. */
  rulebook: Rulebook | null
  problems: RulebookProblem[]
}

export function checkRulebook(yaml: string, items: ItemTypes): Checked {
  const { rulebook, problems } = parseRulebook(yaml, items)
  return { rulebook: rulebook ?? null, problems: problems ?? [] }
}

/** What the organiser changed against the shipped text; nothing while one of them cannot be read. */
export function differences(shipped: string, yaml: string, items: ItemTypes): RulebookDifference[] {
  const before = checkRulebook(shipped, items).rulebook
  const after = checkRulebook(yaml, items).rulebook
  return before === null || after === null ? [] : rulebookDifferences(before, after)
}

/** As they are held: each round has its own. */
export function itemsOf(rulebook: Rulebook): (Item & { stage: string })[] {
  return withRounds(rulebook).stages.flatMap((stage) => stage.items.map((item) => ({ ...item, stage: stage.id })))
}
