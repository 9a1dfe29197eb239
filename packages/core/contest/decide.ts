/**
 * What each official act needs before it may happen. Every refusal names what is missing, so that the person at the desk
 * knows the next step; nothing is decided by the screen. The steps of the path have a file each in `decide/`.
 */
import type { Context, Refusal } from '../run.ts'
import { refuse } from '../run.ts'
import { serverActs, type Act } from './acts.ts'
import { advance, decideAdvancement } from './decide/advancement.ts'
import { appealsOpen, fileAppeal, ruleAppeal, withdrawAppeal } from './decide/appeals.ts'
import { checkIn, drawOrder, recordDraw, voidDraw } from './decide/check-in.ts'
import { drawMatches, voidMatches } from './decide/matches.ts'
import { appointPanel, calibrate, callJudges } from './decide/panels.ts'
import { needsRulebook, noCode, noSession, standingDraws, type Out } from './decide/refusals.ts'
import { closeMarking, publish, recordResults, reopenMarking, sign } from './decide/results.ts'
import { dismissFinding, drawReview, recordCorrection, recordFinding } from './decide/review.ts'
import { officer, openLayer, unseal } from './decide/seal.ts'
import { callToStage, moveSeat, openSession, planSessions, runSession, setRoom, tick } from './decide/sessions.ts'
import { settleTie, signTie } from './decide/ties.ts'
import { mayAct } from './permissions.ts'
import type { ContestState } from './state.ts'

/** @param available item types that are built; others cannot be held yet. */
export function decide(state: ContestState, act: Act, context: Context, available: readonly string[]): Out {
  const denied = denial(act, context)
  if (denied !== null) return denied
  if (state.archive !== null && act.name !== 'recordArchive' && act.name !== 'tick')
    return refuse('archived', '赛事已归档，不能再更改', 'The contest is archived and can no longer change')
  switch (act.name) {
    case 'publishRulebook':
      if (anyStarted(state))
        return refuse('started', '已有场次开始，规程不能再更改', 'A session has begun: the rulebook is fixed')
      return [{ name: 'rulebookPublished', payload: act.payload }]
    case 'openRegistration':
      if (state.rulebook === null) return needsRulebook()
      if (state.registration !== 'notOpen')
        return refuse('alreadyOpened', '报名已开放过', 'Registration was opened before')
      return [{ name: 'registrationOpened', payload: act.payload }]
    case 'closeRegistration':
      if (state.registration !== 'open') return refuse('notOpen', '报名未开放', 'Registration is not open')
      if (act.payload.roster.length === 0 && !admitsByLink(state))
        return refuse('noEntrants', '没有已通过的参赛者', 'There are no accepted entrants')
      return [{ name: 'registrationClosed', payload: act.payload }]
    case 'reopenRegistration':
      if (state.registration !== 'closed') return refuse('notClosed', '报名尚未截止', 'Registration is not closed')
      if (state.order !== null || standingDraws(state).length > 0 || Object.keys(state.checkedIn).length > 0)
        return refuse(
          'checkInBegan',
          '已开始检录或抽签，名单不能再更改',
          'Check-in or the draw has begun: the list is fixed',
        )
      return [{ name: 'registrationReopened', payload: act.payload }]
    case 'admit':
      return admit(state, act.payload)
    case 'recordMaterial': {
      const { stage, item } = act.payload
      const begun = Object.values(state.sessions).some(
        (session) => session.stage === stage && session.item === item && session.phase !== 'planned',
      )
      if (begun)
        return refuse(
          'started',
          '该赛项已有场次开始，素材不能再更换',
          'A session of this item has begun: its material is fixed',
        )
      return [{ name: 'materialRecorded', payload: act.payload }]
    }
    case 'setRoom':
      return setRoom(state, act.payload)
    case 'planSessions':
      return planSessions(state, act.payload, available)
    case 'checkIn':
    case 'undoCheckIn':
    case 'markAbsent':
      return checkIn(state, act)
    case 'drawOrder':
      return drawOrder(state, context)
    case 'appointOfficer':
    case 'enrolOfficer':
      return officer(state, act)
    case 'recordDraw':
      return recordDraw(state, act.payload)
    case 'voidDraw':
      return voidDraw(state, act.payload)
    case 'openSession':
      return openSession(state, act.payload.session, context, available)
    case 'pauseSession':
    case 'resumeSession':
    case 'closeSession':
    case 'giveTime':
      return runSession(state, act, context)
    case 'moveSeat':
      return moveSeat(state, act.payload)
    case 'recordPinReset':
      return act.payload.code in state.codes ? [{ name: 'pinReset', payload: act.payload }] : noCode(act.payload.code)
    case 'setAttendance':
      if (!(act.payload.code in state.codes)) return noCode(act.payload.code)
      // A stage from which people went on keeps who was there in it.
      if (
        Object.entries(state.results).some(([id, { signatures }]) => signatures.length > 0 && !(id in state.advanced))
      )
        return refuse('signed', '成绩已签字，出勤状态不能再更改', 'The result is signed: attendance is fixed')
      return [{ name: 'attendanceSet', payload: act.payload }]
    case 'judgeLate':
      if (!(act.payload.session in state.sessions)) return noSession()
      if (state.markingClosed[state.sessions[act.payload.session]!.stage] !== undefined)
        return refuse('markingClosed', '评分已结束', 'Marking is closed')
      return [{ name: 'lateJudged', payload: act.payload }]
    case 'closeMarking':
      return closeMarking(state, act.payload.stage)
    case 'recordResults':
      return recordResults(state, act.payload)
    case 'recordLayerOpened':
      return openLayer(state, act.payload)
    case 'recordUnsealed':
      return unseal(state, act.payload)
    case 'settleTie':
      return settleTie(state, act.payload)
    case 'signTie':
      return signTie(state, act.payload)
    case 'callToStage':
      return callToStage(state, act.payload)
    case 'drawMatches':
      return drawMatches(state, act.payload, context)
    case 'voidMatches':
      return voidMatches(state, act.payload)
    case 'appointPanel':
      return appointPanel(state, act.payload)
    case 'callJudges':
      return callJudges(state, act.payload)
    case 'beginCalibration':
    case 'compareCalibration':
    case 'endCalibration':
      return calibrate(state, act, context)
    case 'reopenMarking':
      return reopenMarking(state, act.payload)
    case 'drawReview':
      return drawReview(state, act.payload, context)
    case 'recordFinding':
      return recordFinding(state, act.payload, context)
    case 'dismissFinding':
      return dismissFinding(state, act.payload)
    case 'recordCorrection':
      return recordCorrection(state, act.payload)
    case 'fileAppeal':
      return fileAppeal(state, act.payload, context)
    case 'withdrawAppeal':
      return withdrawAppeal(state, act.payload)
    case 'ruleAppeal':
      return ruleAppeal(state, act.payload)
    case 'advance':
      return advance(state, act.payload)
    case 'decideAdvancement':
      return decideAdvancement(state, act.payload)
    case 'recordSignature':
      return sign(state, act.payload)
    case 'decideAward': {
      const award = state.rulebook?.rulebook.awards.find(({ id }) => id === act.payload.award)
      if (award?.by !== 'decision')
        return refuse('noSuchAward', '没有这个由评议决定的奖项', 'There is no award of that id to decide')
      const strangers = act.payload.entrants.filter((id) => !(id in state.roster))
      if (strangers.length > 0)
        return refuse(
          'noSuchEntrant',
          `没有这些参赛者：${strangers.join('、')}`,
          `No such entrants: ${strangers.join(', ')}`,
        )
      return [{ name: 'awardDecided', payload: act.payload }]
    }
    case 'publishResults':
      return publish(state, act.payload.stage)
    case 'recordArchive': {
      const unpublished = (state.rulebook?.rulebook.stages ?? []).filter(
        ({ id }) => state.results[id]?.published == null,
      )
      if (state.rulebook === null || unpublished.length > 0)
        return refuse('notPublished', '成绩公布后才能归档', 'The archive is made after publication')
      // An appeal may come in after publication.
      for (const { id } of state.rulebook.rulebook.stages) {
        const disputed = appealsOpen(state, id)
        if (disputed !== null) return disputed
      }
      return [{ name: 'archived', payload: act.payload }]
    }
    case 'tick':
      return tick(state, context)
  }
}

function denial(act: Act, { by }: Context): Refusal | null {
  if (by.kind === 'server') return null
  if (by.kind === 'seat' || serverActs.has(act.name))
    return refuse('notAllowed', '无权进行该操作', 'You may not do this')
  const allowed = mayAct[act.name] ?? []
  return by.roles.some((role) => allowed.includes(role))
    ? null
    : refuse('notAllowed', '您的角色无权进行该操作', 'Your role may not do this', { allowed })
}

function anyStarted(state: ContestState): boolean {
  return Object.values(state.sessions).some(({ phase }) => phase !== 'planned')
}

function admitsByLink(state: ContestState): boolean {
  return state.rulebook?.rulebook.entrants.entry.includes('openLink') ?? false
}

function admit(state: ContestState, { entry }: { entry: ContestState['roster'][string] }): Out {
  if (!admitsByLink(state))
    return refuse('noOpenLink', '本赛事不开放链接参赛', 'This contest cannot be joined by a link')
  if (state.registration === 'notOpen') return refuse('notOpen', '报名尚未开放', 'Registration is not open yet')
  if (entry.entrantId in state.roster) return []
  if (entry.number in state.codes)
    return refuse('numberTaken', `参赛号 ${entry.number} 已被使用`, `Number ${entry.number} is taken`)
  return [{ name: 'admitted', payload: { entry } }]
}
