/** 申诉与仲裁: in time, for one's own delegation, with a clause; ruled once and finally. */
import type { Context, Instant, Refusal } from '../../run.ts'
import { refuse } from '../../run.ts'
import { clockTime } from '../../words.ts'
import type { Act } from '../acts.ts'
import { competesIn, groupOf, isSealed, itemOf, stageBefore } from '../reading.ts'
import type { ContestState } from '../state.ts'
import type { Out } from './refusals.ts'

type Payload<N extends Act['name']> = Extract<Act, { name: N }>['payload']

/** From when until when an entrant's score in an item can be appealed; null where that time has not come. */
export function appealWindow(
  state: ContestState,
  stage: string,
  item: string,
  entrantId: string,
): { from: Instant; until: Instant } | null {
  const rule = state.rulebook?.rulebook.appeals
  if (rule === undefined) return null
  const from =
    rule.after === 'results' ? (state.results[stage]?.published ?? null) : endOf(state, stage, item, entrantId)
  return from === null ? null : { from, until: from + rule.withinMinutes * 60_000 }
}

/** When the entrant's session of the item ended. */
function endOf(state: ContestState, stage: string, item: string, entrantId: string): Instant | null {
  const first = stageBefore(state, stage) === undefined
  const group = first ? (groupOf(state, entrantId) ?? 1) : 1
  const session = Object.values(state.sessions).find(
    (one) => one.stage === stage && one.item === item && one.group === group,
  )
  return session?.closedAt ?? null
}

export function fileAppeal(state: ContestState, payload: Payload<'fileAppeal'>, { now }: Context): Out {
  const { appeal, stage, item, entrantId } = payload
  if (state.rulebook?.rulebook.appeals === undefined)
    return refuse('noAppeals', '规程没有规定申诉', 'The rulebook has no appeals')
  if (itemOf(state, stage, item) === undefined)
    return refuse('noSuchItem', `规程中没有赛项 ${item}`, `The rulebook has no item ${item}`)
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

/**
 * Whether the entrant has a part in the stage, as far as it may be known: in the first stage everybody on the list, and
 * while identities are sealed everybody may have been among those who went on.
 */
export function hasPart(state: ContestState, stage: string, entrantId: string): boolean {
  if (isSealed(state) || stageBefore(state, stage) === undefined) return true
  return Object.entries(state.mapping).some(([code, id]) => id === entrantId && competesIn(state, stage, code))
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

/** Appeals that wait for a ruling. */
export function openAppeals(state: ContestState, stage: string) {
  return Object.values(state.appeals).filter(
    (appeal) => appeal.stage === stage && appeal.ruling === null && appeal.withdrawn === null,
  )
}

/** Upheld, and no correction has followed yet. */
export function uncorrectedAppeals(state: ContestState, stage: string) {
  const corrected = new Set(state.results[stage]?.corrections.map(({ appeal }) => appeal))
  return Object.values(state.appeals).filter(
    (appeal) => appeal.stage === stage && appeal.ruling?.upheld === true && !corrected.has(appeal.appeal),
  )
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
