/** What a code's work in an item gives by itself: its own run's score, or its part of the match it met others in. */
import { workIdOf } from '@leitai/core/contest/reading.ts'
import type { ContestState } from '@leitai/core/contest/state.ts'
import type { Item } from '@leitai/core/rulebook/schema.ts'
import type { Score } from '@leitai/core/score.ts'
import { rulesOf } from '@leitai/items/rules.ts'
import type { RunHost } from '../runs/contract.ts'

/** Null: there is no such run, or this one took no part in it. */
export async function workScore(
  host: Pick<RunHost, 'state'>,
  state: ContestState,
  stage: string,
  item: Item,
  code: string,
): Promise<Score | null> {
  const run = await host.state(workIdOf(state, stage, item, code))
  if (run === null) return null
  const rules = rulesOf(run.type)
  return rules === null ? null : rules.match === undefined ? rules.score(run.state) : rules.match.score(run.state, code)
}
