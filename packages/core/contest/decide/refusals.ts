/** What several acts are refused for, and what they ask alike. */
import type { Refusal } from '../../run.ts'
import { refuse } from '../../run.ts'
import type { Item } from '../../rulebook/schema.ts'
import { judgesDue, judgesFor, panelOf } from '../reading.ts'
import type { ContestEvent, ContestState } from '../state.ts'

export type Out = ContestEvent[] | Refusal

export const needsRulebook = () => refuse('noRulebook', '请先发布赛项规程', 'Publish the rulebook first')

export const noSession = () => refuse('noSuchSession', '没有这个场次', 'There is no such session')

export const noCode = (code: string) => refuse('noSuchCode', `没有赛位号 ${code}`, `There is no code ${code}`)

export const noItem = (item: string) =>
  refuse('noSuchItem', `规程中没有赛项 ${item}`, `The rulebook has no item ${item}`)

export const noResults = () => refuse('noResults', '成绩尚未计算', 'The results are not computed yet')

/** A code that too few judges may mark: the panel's members are barred from it, or there is no panel. */
export function panelShort(state: ContestState, stage: string, item: Item, code: string): Refusal {
  const due = judgesDue(item)
  const has = judgesFor(state, stage, item, code).length
  return panelOf(state, stage, item.id, code) === undefined
    ? refuse(
        'noPanel',
        `「${item.title.zh}」还没有评委组，需要 ${due} 名裁判`,
        `“${item.title.en}” has no panel yet; ${due} judges are needed`,
        { stage, item: item.id },
      )
    : refuse(
        'panelShort',
        `赛位 ${code} 只有 ${has} 名裁判可以打分，需要 ${due} 名；请在「${item.title.zh}」评委组中增加候补裁判`,
        `Only ${has} judges may mark ${code}, ${due} are needed; add stand-ins to the panel of “${item.title.en}”`,
        { stage, item: item.id, code },
      )
}

export function standingDraws(state: ContestState) {
  return state.draws.filter(({ voided }) => voided === null)
}
