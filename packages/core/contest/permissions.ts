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
  closeSession: floor,
  giveTime: floor,
  moveSeat: floor,
  setAttendance: ['organiser', 'staff', 'chiefJudge'],
  judgeLate: ['organiser', 'chiefJudge', 'staff'],
  closeMarking: officials,
  settleTie: ['chiefJudge'],
  decideAward: officials,
  publishResults: ['organiser'],
}
