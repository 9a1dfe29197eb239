/** 复核: the sample that the supervisors check, what they find, and corrections of scores. */
import type { Context, Refusal } from '../../run.ts'
import { refuse } from '../../run.ts'
import { mustRecheckAll } from '../../scoring/review-sample.ts'
import { deriveSeed } from '../../seed.ts'
import type { Payload } from '../acts.ts'
import { isSealed, itemOf, stageOf } from '../reading.ts'
import { reviewLeft, sampleFrom, toReview } from '../review.ts'
import { pieceKey, type ContestState } from '../state.ts'
import { noCode, noItem, noResults, type Out } from './refusals.ts'

/** The draw is by code, so it can be done while identities are sealed; `leitai verify` draws it again. */
export function drawReview(state: ContestState, { stage }: Payload<'drawReview'>, context: Context): Out {
  if (state.rulebook?.rulebook.review === undefined)
    return refuse('noReview', '规程没有规定复核', 'The rulebook asks for no review')
  if (state.results[stage] === undefined) return noResults()
  if (state.reviews[stage] !== undefined) return []
  const seed = deriveSeed(context.seed, 'review')
  return [{ name: 'reviewDrawn', payload: { stage, seed, ...sampleFrom(state, stage, seed) } }]
}

export function recordFinding(state: ContestState, payload: Payload<'recordFinding'>, context: Context): Out {
  const { stage, code, item, right, note } = payload
  const key = pieceKey(payload)
  const review = state.reviews[stage]
  if (review === undefined) return refuse('notDrawn', '复核名单尚未抽取', 'The review sample is not drawn yet')
  if (!toReview(state, stage).some((one) => one.code === code && one.item === item))
    return refuse('notInSample', `${code} 的该项成绩不在复核名单中`, `${code} in this item is not in the sample`)
  if (!right && note === '') return refuse('noteMissing', '发现差错须书面说明', 'An error needs a written note')
  const earlier = review.findings[key]
  if (earlier !== undefined && !earlier.right && earlier.answer !== null)
    return refuse('answered', '裁判长已就此答复', 'The chief judge has answered this one')
  const personId =
    context.by.kind === 'person' ? context.by.id : context.by.kind === 'server' ? (context.by.for ?? '') : ''
  const found = { name: 'findingRecorded' as const, payload: { ...payload, personId } }
  const findings = { ...review.findings, [key]: { right } }
  const checked = Object.keys(findings).length
  const wrong = Object.values(findings).filter((one) => !one.right).length
  // Judged when the sample is through: a first error among few would otherwise widen every review.
  const through = toReview(state, stage).every((one) => pieceKey(one) in findings)
  const widens = through && !review.all && mustRecheckAll(state.rulebook!.rulebook.review!, checked, wrong)
  return widens ? [found, { name: 'reviewWidened', payload: { stage, checked, wrong } }] : [found]
}

export function dismissFinding(state: ContestState, payload: Payload<'dismissFinding'>): Out {
  const finding = state.reviews[payload.stage]?.findings[pieceKey(payload)]
  if (finding === undefined || finding.right)
    return refuse('noFinding', '没有需要答复的差错', 'There is no error that waits for an answer')
  if (finding.answer !== null) return []
  return [{ name: 'findingDismissed', payload }]
}

export function recordCorrection(state: ContestState, payload: Payload<'recordCorrection'>): Out {
  const { stage, code, item, cause } = payload
  const result = state.results[stage]
  if (result === undefined) return noResults()
  if (!(code in state.codes)) return noCode(code)
  if (itemOf(state, stage, item) === undefined) return noItem(item)
  if (result.scores[code]?.[item] === undefined)
    return refuse('noScore', `${code} 没有该赛项的成绩`, `${code} has no score in this item`)
  if (payload.old === payload.new) return refuse('noChange', '更正前后相同', 'The correction changes nothing')
  switch (cause) {
    case 'appeal':
      // A ruling is final and is carried out also after it is known who goes on.
      return byRuling(state, payload) ?? [{ name: 'scoreCorrected', payload }]
    case 'review': {
      const finding = state.reviews[stage]?.findings[pieceKey(payload)]
      if (finding === undefined || finding.right)
        return refuse('noFinding', '复核没有发现该项成绩有差错', 'The review found no error in this score')
      break
    }
    case 'error':
      break
  }
  if (stage in state.advanced)
    return refuse(
      'advanced',
      '晋级名单已产生，本阶段成绩不能再更正',
      'It is known who goes on: this stage can no longer change',
    )
  return [{ name: 'scoreCorrected', payload }]
}

/** Refused unless an arbiter upheld an appeal about this very score. */
function byRuling(state: ContestState, { stage, code, item, appeal: id }: Payload<'recordCorrection'>): Refusal | null {
  const appeal = state.appeals[id ?? '']
  if (appeal?.ruling?.upheld !== true || appeal.stage !== stage || appeal.item !== item)
    return refuse('notUpheld', '没有支持该更正的仲裁裁决', 'No ruling supports this correction')
  // The correction would join the entrant's name, which the appeal bears, to a code.
  if (isSealed(state))
    return refuse('sealed', '解密后才能按仲裁裁决更正', 'Corrections by a ruling come after unsealing')
  return state.mapping[code] === appeal.entrantId
    ? null
    : refuse('notUpheld', '该裁决针对的是另一名参赛者', 'The ruling is about another entrant')
}

/** What of the review keeps a result from being signed. */
export function reviewOpen(state: ContestState, stage: string): Refusal | null {
  const left = reviewLeft(state, stage)
  if (left === null) return null
  const title = stageOf(state.rulebook!.rulebook, stage)!.title
  switch (left.why) {
    case 'notDrawn':
      return refuse('reviewNotDrawn', `「${title.zh}」尚未抽取复核名单`, `The review of “${title.en}” is not drawn yet`)
    case 'unchecked':
      return refuse('reviewOpen', `还有 ${left.count} 项成绩待复核`, `${left.count} scores wait for review`)
    case 'unanswered':
      return refuse(
        'findingsOpen',
        `复核发现的 ${left.count} 处差错待裁判长更正或答复`,
        `${left.count} errors wait for the chief judge`,
      )
  }
}
