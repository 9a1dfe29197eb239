/** Reading a rulebook's YAML in the browser, for showing it. The server's check stays the one that decides. */
import { parseRulebook, type RulebookProblem } from '@leitai/core/rulebook/parse.ts'
import type { Rulebook } from '@leitai/core/rulebook/schema.ts'

export type ReadRulebook = { rulebook: Rulebook } | { problems: RulebookProblem[] }

export function readRulebook(yaml: string): ReadRulebook {
  const parsed = parseRulebook(yaml)
  return parsed.rulebook === undefined ? { problems: parsed.problems } : { rulebook: parsed.rulebook }
}
