/** Reading a rulebook's YAML in the browser, for showing it. The server's check stays the one that decides. */
import { parseRulebook, type RulebookProblem } from '@leitai/core/rulebook/parse.ts'
import { withRounds } from '@leitai/core/rulebook/rounds.ts'
import type { Rulebook } from '@leitai/core/rulebook/schema.ts'

export type ReadRulebook = { rulebook: Rulebook } | { problems: RulebookProblem[] }

export function readRulebook(yaml: string): ReadRulebook {
  const parsed = parseRulebook(yaml)
  return parsed.rulebook === undefined ? { problems: parsed.problems } : { rulebook: parsed.rulebook }
}

/** As it is held: with a stage for each round. What is edited is the rulebook as it is written. */
export function heldRulebook(yaml: string): ReadRulebook {
  const read = readRulebook(yaml)
  return 'rulebook' in read ? { rulebook: withRounds(read.rulebook) } : read
}
