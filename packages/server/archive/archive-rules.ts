/** The rules by type, for whoever replays a stream outside the run host. */
import { contestRules } from '@leitai/core/contest/rules.ts'
import { markingRules } from '@leitai/core/marking/rules.ts'
import type { AnyRules } from '@leitai/core/run.ts'
import { itemRules, rulesOf } from '@leitai/items/rules.ts'

const contest = contestRules(itemRules.map(({ type }) => type))

export function archiveRules(type: string): AnyRules | null {
  return type === contest.type ? contest : type === markingRules.type ? markingRules : rulesOf(type)
}
