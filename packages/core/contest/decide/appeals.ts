/** 申诉与仲裁: in time, for one's own delegation, with a clause; ruled once and finally. */
import type { Context, Refusal } from '../../run.ts'
import { refuse } from '../../run.ts'
import { clockTime } from '../../words.ts'
import type { Payload } from '../acts.ts'
import { appealWindow, hasPart, openAppeals, uncorrectedAppeals } from '../appeals.ts'
import { itemOf } from '../reading.ts'
import type { ContestState } from '../state.ts'
import { noItem, type Out } from './refusals.ts'

export function fileAppeal(state: ContestState, payload: Payload<'fileAppeal'>, { now }: Context): Out {
  const { appeal, stage, item, entrantId } = payload
  if (state.rulebook?.rulebook.appeals === undefined)
    return refuse('noAppeals', '规程没有规定申诉', 'The rulebook has no appeals')
  if (itemOf(state, stage, item) === undefined) return noItem(item)
  if (!(entrantId in state.roster)) return refuse('noSuchEntrant', '名单中没有该参赛者', 'There is no such entrant')
  if (appeal in state.appeals) return []
  const window = appealWindow(state, stage, item, entrantId)
  if (window === null)
    return state.rulebook.rulebook.appeals.after === 'results'
      ? refuse('tooEarly', '公布成绩后才能申诉', 'Appeals come after the publication of the results')
      : refuse('tooEarly', '该赛项结束后才能申诉', 'Appeals come after the item')
  if (!hasPart(state, stage, entrantId))
    return refuse('noPart', '该参赛者没有进入这一阶段', 'This entrant did not reach this stage')
  if (now > window.until)
    return refuse(
      'tooLate',
      `申诉已于 ${clockTime(window.until)} 截止`,
      `Appeals were taken until ${clockTime(window.until)}`,
      { until: window.until },
    )
  const open = Object.values(state.appeals).find(
    (other) =>
      other.entrantId === entrantId && other.item === item && other.stage === stage && other.withdrawn === null,
  )
  if (open !== undefined)
    return refuse(
      'appealedAlready',
      '该参赛者的这一赛项已有申诉',
      'There is an appeal for this entrant and item already',
    )
  return [{ name: 'appealFiled', payload }]
}

export function withdrawAppeal(state: ContestState, payload: Payload<'withdrawAppeal'>): Out {
  const appeal = state.appeals[payload.appeal]
  if (appeal === undefined || appeal.personId !== payload.personId) return noAppeal()
  if (appeal.ruling !== null) return refuse('ruled', '已有裁决，不能撤回', 'It is ruled on and cannot be withdrawn')
  return appeal.withdrawn === null ? [{ name: 'appealWithdrawn', payload }] : []
}

export function ruleAppeal(state: ContestState, payload: Payload<'ruleAppeal'>): Out {
  const appeal = state.appeals[payload.appeal]
  if (appeal === undefined) return noAppeal()
  if (appeal.withdrawn !== null) return refuse('withdrawn', '申诉已撤回', 'The appeal was withdrawn')
  if (appeal.ruling !== null)
    return refuse(
      'ruled',
      `已由 ${appeal.ruling.name} 于 ${clockTime(appeal.ruling.at)} 裁决，裁决为最终裁决`,
      `${appeal.ruling.name} ruled at ${clockTime(appeal.ruling.at)}; the ruling is final`,
    )
  return [{ name: 'appealRuled', payload }]
}

/** What of the appeals keeps a result from being signed, published and archived. */
export function appealsOpen(state: ContestState, stage: string): Refusal | null {
  const open = openAppeals(state, stage)
  if (open.length > 0)
    return refuse('appealsOpen', `还有 ${open.length} 份申诉待仲裁`, `${open.length} appeals wait for a ruling`, {
      appeals: open.map(({ appeal }) => appeal),
    })
  const uncorrected = uncorrectedAppeals(state, stage)
  return uncorrected.length > 0
    ? refuse(
        'correctionsOwed',
        `${uncorrected.length} 份申诉已获支持，等待裁判长更正`,
        `${uncorrected.length} upheld appeals wait for a correction`,
        { appeals: uncorrected.map(({ appeal }) => appeal) },
      )
    : null
}

const noAppeal = () => refuse('noSuchAppeal', '没有这份申诉', 'There is no such appeal')
