/** 评分与成绩: marking closed, results recorded, signed, published. */
import { refuse } from '../../run.ts'
import type { Payload } from '../acts.ts'
import { competesIn, isSealed, stageOf } from '../reading.ts'
import { isPassed } from '../matches.ts'
import { openTies, resultDigest, stageStandings } from '../results.ts'
import type { ContestState } from '../state.ts'
import { appealsOpen } from './appeals.ts'
import { noResults, type Out } from './refusals.ts'
import { reviewOpen } from './review.ts'

export function closeMarking(state: ContestState, id: string): Out {
  const stage = state.rulebook === null ? undefined : stageOf(state.rulebook.rulebook, id)
  if (stage === undefined) return refuse('noSuchStage', '没有这个阶段', 'There is no such stage')
  if (state.markingClosed[id] !== undefined) return []
  // A match that is passed without playing needs no session, and its planned one no end.
  const sessions = Object.values(state.sessions).filter(
    (session) => session.stage === id && (session.phase !== 'planned' || !isPassed(state, id, session.group)),
  )
  const allPass = state.matches[id]?.groups.every((_, index) => isPassed(state, id, index + 1)) === true
  const unheld = allPass ? [] : stage.items.filter((item) => !sessions.some((session) => session.item === item.id))
  if (unheld.length > 0)
    return refuse(
      'notHeld',
      `这些赛项还没有场次：${unheld.map(({ title }) => title.zh).join('、')}`,
      `These items have no session: ${unheld.map(({ title }) => title.en).join(', ')}`,
      { items: unheld.map((item) => item.id) },
    )
  const running = sessions.filter(({ phase }) => phase !== 'closed')
  if (running.length > 0)
    return refuse('notClosed', `还有 ${running.length} 个场次未结束`, `${running.length} sessions are not closed`, {
      sessions: running.map((session) => session.id),
    })
  return [{ name: 'markingClosed', payload: { stage: id } }]
}

/** Marks can be changed again: everything that was made from them goes, and is made anew. */
export function reopenMarking(state: ContestState, payload: Payload<'reopenMarking'>): Out {
  const { stage } = payload
  if (state.markingClosed[stage] === undefined) return []
  const result = state.results[stage]
  if (result !== undefined && (result.signatures.length > 0 || result.published !== null))
    return refuse('signed', '成绩已签字，只能更正', 'The result is signed: only corrections are possible')
  if (result !== undefined && result.corrections.length > 0)
    return refuse('corrected', '成绩已有更正，不能重开评分', 'There are corrections: marking stays closed')
  if (state.unsealedAt !== null)
    return refuse('unsealed', '已解密，不能重开评分', 'Identities are known: marking stays closed')
  return [{ name: 'markingReopened', payload }]
}

export function recordResults(state: ContestState, payload: Payload<'recordResults'>): Out {
  if (state.markingClosed[payload.stage] === undefined)
    return refuse('markingOpen', '评分结束后才能计算成绩', 'Results come after marking is closed')
  if ((state.results[payload.stage]?.signatures.length ?? 0) > 0)
    return refuse('signed', '成绩已有人签字，不能重新计算', 'The result bears a signature and cannot be computed again')
  const pending = Object.entries(payload.scores).flatMap(([code, items]) =>
    Object.entries(items)
      .filter(([, score]) => score.pending === true)
      .map(([item]) => `${code}/${item}`),
  )
  if (pending.length > 0)
    return refuse(
      'marksMissing',
      `还有 ${pending.length} 份答卷等待评分`,
      `${pending.length} papers still wait for marks`,
      { pending },
    )
  if ((state.results[payload.stage]?.corrections.length ?? 0) > 0)
    return refuse(
      'corrected',
      '成绩已有更正，不能重新计算',
      'There are corrections: the result cannot be computed again',
    )
  if (state.reviews[payload.stage] !== undefined)
    return refuse(
      'reviewDrawn',
      '复核已开始，不能重新计算；差错请更正',
      'The review has begun: errors are corrected, not computed away',
    )
  const missing = Object.values(state.codes).filter(
    (code) =>
      competesIn(state, payload.stage, code.code) && code.attendance === 'present' && !(code.code in payload.scores),
  )
  if (missing.length > 0)
    return refuse('scoresMissing', `缺少赛位 ${missing[0]!.code} 的成绩`, `The score of ${missing[0]!.code} is missing`)
  return [{ name: 'resultsRecorded', payload }]
}

export function sign(state: ContestState, payload: Payload<'recordSignature'>): Out {
  const result = state.results[payload.stage]
  if (result === undefined) return noResults()
  if (isSealed(state)) return refuse('sealed', '解密后才能签字', 'Signatures come after unsealing')
  const disputed = reviewOpen(state, payload.stage) ?? appealsOpen(state, payload.stage)
  if (disputed !== null) return disputed
  const ties = openTies(state, payload.stage)
  if (ties.length > 0)
    return refuse('openTies', `还有 ${ties.length} 组并列待裁定`, `${ties.length} ties wait for a decision`, { ties })
  const owed = stageStandings(state, payload.stage)?.pending ?? []
  if (owed.length > 0)
    return refuse('marksMissing', `还有 ${owed.length} 项评分未完成`, `${owed.length} marks are still owed`, { owed })
  if (!state.rulebook!.rulebook.signatures.some((role) => role === payload.role))
    return refuse('notSigner', '规程不要求该角色签字', 'The rulebook does not ask this role to sign')
  if (result.signatures.some(({ role }) => role === payload.role)) return []
  if (result.signatures.some(({ personId }) => personId === payload.personId))
    return refuse('samePerson', '一人只能签一处', 'One person signs in one place only')
  if (payload.digest !== resultDigest(state, payload.stage))
    return refuse('changed', '成绩刚有变化，请重新查看后签字', 'The result changed just now; read it again and sign')
  return [{ name: 'signed', payload }]
}

export function publish(state: ContestState, stage: string): Out {
  const result = state.results[stage]
  if (result === undefined) return noResults()
  if (result.published !== null) return []
  if (isSealed(state)) return refuse('sealed', '解密后才能公布', 'Publication comes after unsealing')
  const waitsFor = state.rulebook!.rulebook.signatures.filter(
    (role) => !result.signatures.some((signature) => signature.role === role),
  )
  if (waitsFor.length > 0)
    return refuse('signaturesMissing', `还缺 ${waitsFor.length} 个签字`, `${waitsFor.length} signatures are missing`, {
      roles: waitsFor,
    })
  // An error may be found, and an appeal come in, after the last signature.
  const disputed = reviewOpen(state, stage) ?? appealsOpen(state, stage)
  if (disputed !== null) return disputed
  const ties = openTies(state, stage)
  if (ties.length > 0)
    return refuse('openTies', `还有 ${ties.length} 组并列待裁定`, `${ties.length} ties wait for a decision`, { ties })
  const last = state.rulebook!.rulebook.stages.at(-1)!.id === stage
  const undecided = state.rulebook!.rulebook.awards.filter(
    (award) => last && award.by === 'decision' && !(award.id in state.decidedAwards),
  )
  if (undecided.length > 0)
    return refuse(
      'awardsUndecided',
      `奖项「${undecided[0]!.title.zh}」尚未评定`,
      `The award “${undecided[0]!.title.en}” is not decided yet`,
    )
  return [{ name: 'resultsPublished', payload: { stage } }]
}
