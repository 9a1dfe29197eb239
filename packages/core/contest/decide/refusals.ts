/** What several acts are refused for, and what they ask alike. */
import type { Refusal } from '../../run.ts'
import { refuse } from '../../run.ts'
import type { ContestEvent, ContestState } from '../state.ts'

export type Out = ContestEvent[] | Refusal

export const needsRulebook = () => refuse('noRulebook', '请先发布赛项规程', 'Publish the rulebook first')

export const noSession = () => refuse('noSuchSession', '没有这个场次', 'There is no such session')

export const noCode = (code: string) => refuse('noSuchCode', `没有赛位号 ${code}`, `There is no code ${code}`)

export const sameSet = (a: readonly string[], b: readonly string[]) =>
  a.length === b.length && new Set([...a, ...b]).size === a.length

export function standingDraws(state: ContestState) {
  return state.draws.filter(({ voided }) => voided === null)
}
