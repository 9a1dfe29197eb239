/** Who may do which act. Acts of the server are not in the list: nobody else may send them. */
import type { Role } from '../run.ts'
import type { ActName } from './acts.ts'

const floor: readonly Role[] = ['organiser', 'staff']
const officials: readonly Role[] = ['organiser', 'chiefJudge']

export const mayAct: Partial<Record<ActName, readonly Role[]>> = {
  openRegistration: ['organiser'],
  reopenRegistration: ['organiser'],
  setRoom: floor,
  planSessions: ['organiser'],
  checkIn: floor,
  undoCheckIn: floor,
  markAbsent: floor,
  drawOrder: floor,
  appointOfficer: ['organiser'],
  voidDraw: ['organiser'],
  openSession: floor,
  pauseSession: floor,
  resumeSession: floor,
  closeSession: [...floor, 'host'],
  giveTime: floor,
  moveSeat: floor,
  setAttendance: ['organiser', 'staff', 'chiefJudge'],
  judgeLate: ['organiser', 'chiefJudge', 'staff'],
  callToStage: ['organiser', 'staff', 'host', 'chiefJudge'],
  drawMatches: ['organiser', 'staff', 'chiefJudge'],
  voidMatches: ['organiser', 'chiefJudge'],
  callJudges: ['chiefJudge'],
  beginCalibration: ['chiefJudge'],
  compareCalibration: ['chiefJudge'],
  endCalibration: ['chiefJudge'],
  drawReview: ['chiefJudge', 'supervisor'],
  recordFinding: ['supervisor'],
  dismissFinding: ['chiefJudge'],
  settleTie: ['chiefJudge'],
  decideAward: officials,
  publishResults: ['organiser'],
  advance: officials,
  decideAdvancement: ['chiefJudge'],
}

/** What a service does for somebody after it has checked more than a role. */
const services: Record<string, readonly Role[]> = {
  draw: floor,
  compute: officials,
  appointPanel: officials,
  closeMarking: officials,
  reopenMarking: ['chiefJudge'],
  correct: ['chiefJudge'],
  fileAppeal: ['leader'],
  ruleAppeal: ['arbiter'],
  signTie: ['judge'],
  enrolOfficer: ['sealingOfficer'],
  unseal: ['sealingOfficer'],
}

/** Whether what is missing waits for somebody with these roles. An organiser cares for all of it. */
export function concerns(missing: { code: string; act?: string }, roles: readonly Role[]): boolean {
  if (roles.includes('organiser')) return true
  if (missing.act === undefined) return false
  if (missing.act === 'sign') return roles.some((role) => missing.code === `sign:${role}`)
  const allowed: readonly Role[] = mayAct[missing.act as ActName] ?? services[missing.act] ?? []
  return roles.some((role) => allowed.includes(role))
}
