/** 晋级: who goes on to the next stage, by the rulebook's rule or, where it leaves that to people, by them. */
import { refuse } from '../../run.ts'
import type { Payload } from '../acts.ts'
import { competesIn, isSealed, stageOf } from '../reading.ts'
import { advancing } from '../results.ts'
import type { ContestState } from '../state.ts'
import { needsRulebook, noCode, noResults, type Out } from './refusals.ts'
import { reviewOpen } from './review.ts'

export function advance(state: ContestState, { stage }: Payload<'advance'>): Out {
  const early = notYet(state, stage)
  if (early !== null) return early
  if (stage in state.advanced) return []
  const found = advancing(state, stage)!
  if (found.byDecision || found.undecided.length > 0)
    return refuse(
      'undecided',
      found.byDecision
        ? '规程规定由裁判长决定晋级名单'
        : `晋级线上有并列：${found.undecided.map(({ entrants, seats }) => `${entrants.join('、')} 中取 ${seats}`).join('；')}，请裁判长裁定`,
      found.byDecision
        ? 'The rulebook leaves it to the chief judge who goes on'
        : `Equals at the border: ${found.undecided.map(({ entrants, seats }) => `${seats} of ${entrants.join(', ')}`).join('; ')}; the chief judge decides`,
      { undecided: found.undecided },
    )
  return [{ name: 'advanced', payload: { stage, codes: found.entrants, reason: null } }]
}

/** All who go on are named. Those who are certain by the rule cannot be left out, and no more go on than there are seats. */
export function decideAdvancement(state: ContestState, payload: Payload<'decideAdvancement'>): Out {
  const { stage, codes, reason } = payload
  const early = notYet(state, stage)
  if (early !== null) return early
  if (stage in state.advanced) return refuse('advanced', '晋级名单已产生', 'It is known already who goes on')
  const stranger = codes.find((code) => state.codes[code]?.attendance !== 'present' || !competesIn(state, stage, code))
  if (stranger !== undefined) return noCode(stranger)
  const found = advancing(state, stage)!
  if (!found.byDecision) {
    const open = found.undecided.flatMap(({ entrants }) => entrants)
    const dropped = found.entrants.find((code) => !codes.includes(code))
    const extra = codes.find((code) => !found.entrants.includes(code) && !open.includes(code))
    const wrongCount = found.undecided.find(
      ({ entrants, seats }) => entrants.filter((code) => codes.includes(code)).length !== seats,
    )
    if (dropped !== undefined || extra !== undefined || wrongCount !== undefined)
      return refuse(
        'againstRule',
        '只能在晋级线上的并列者中裁定，人数须与名额相同',
        'Only equals at the border can be decided on, and as many as there are seats',
        { undecided: found.undecided },
      )
  }
  // Who was named has won the match; where third place is played for, the other goes on to that.
  const rule = stageOf(state.rulebook!.rulebook, stage)!.advancement
  const others = rule?.by === 'winners' && rule.losersToo ? found.undecided.flatMap(({ entrants }) => entrants) : []
  return [{ name: 'advanced', payload: { stage, codes: [...new Set([...codes, ...others])], reason } }]
}

/** Published first; a sealed contest goes on by code, with its results computed and reviewed: they cannot change afterwards. */
function notYet(state: ContestState, id: string) {
  if (state.rulebook === null) return needsRulebook()
  const stage = stageOf(state.rulebook.rulebook, id)
  if (stage?.advancement === undefined) return refuse('lastStage', '该阶段之后没有晋级', 'Nothing follows this stage')
  const result = state.results[id]
  if (result === undefined) return noResults()
  if (!isSealed(state) && result.published === null)
    return refuse('notPublished', '公布成绩后才能确定晋级', 'It follows the publication of the results')
  return reviewOpen(state, id)
}
