/** 赛场情况记录表: what the journal holds of interruptions and exceptions, by code where there is one, and lines to write on. */
import { itemOf } from '@leitai/core/contest/reading.ts'
import type { ContestEvent, ContestState } from '@leitai/core/contest/state.ts'
import type { Recorded } from '@leitai/core/run.ts'
import { secondOf } from '../dates.ts'
import type { Printed } from '../printer.ts'
import { roleTitles } from '../role-titles.ts'
import { contestData, type Subject } from '../subject.ts'

const attendances = { present: '改为到场', absent: '缺席', forfeited: '弃权', disqualified: '取消资格' }
const fewestBlank = 6
const linesOnFirstPage = 18

/** @param names of people, by their ids */
export async function incidents(
  subject: Subject,
  events: AsyncIterable<Recorded<ContestEvent>>,
  names: ReadonlyMap<string, string>,
): Promise<Printed> {
  const found = []
  for await (const event of events) {
    const line = lineOf(subject.state, event)
    if (line !== null) found.push({ at: secondOf(event.at), ...line, by: actorOf(event, names) })
  }
  const signatures = (['staff', 'chiefJudge', 'supervisor'] as const).map((role) => ({
    title: roleTitles[role].zh,
    english: roleTitles[role].en,
    name: null,
    at: null,
  }))
  return {
    template: 'incidents',
    data: {
      ...contestData(subject),
      incidents: found,
      signatures,
      blank: Math.max(fewestBlank, linesOnFirstPage - found.length),
    },
  }
}

function lineOf(
  state: ContestState,
  event: Recorded<ContestEvent>,
): { where: string; what: string; reason: string } | null {
  switch (event.name) {
    case 'markedAbsent':
      return {
        where: state.roster[event.payload.entrantId]?.number ?? '',
        what: '检录缺席',
        reason: event.payload.reason,
      }
    case 'checkInUndone':
      return {
        where: state.roster[event.payload.entrantId]?.number ?? '',
        what: '撤销检录',
        reason: event.payload.reason,
      }
    case 'drawVoided':
      return { where: `第 ${event.payload.batch} 次抽签`, what: '作废重抽', reason: event.payload.reason }
    case 'sessionPaused':
      return { where: sessionTitle(state, event.payload.session), what: '暂停', reason: event.payload.reason }
    case 'sessionResumed':
      return { where: sessionTitle(state, event.payload.session), what: '恢复', reason: '' }
    case 'sessionClosed':
      return event.payload.how === 'staff'
        ? { where: sessionTitle(state, event.payload.session), what: '人工结束', reason: event.payload.reason ?? '' }
        : null
    case 'timeGiven': {
      const { session, codes, seconds, reason } = event.payload
      const all = codes.length > 3
      return {
        where: `${all ? `${codes.length} 个赛位` : codes.join('、')} · ${sessionTitle(state, session)}`,
        what: `补时 ${Math.floor(seconds / 60)} 分 ${seconds % 60} 秒`,
        reason,
      }
    }
    case 'seatMoved':
      return { where: event.payload.code, what: `换到座位 ${event.payload.toSeat}`, reason: event.payload.reason }
    case 'pinReset':
      return { where: event.payload.code, what: '重置密码', reason: event.payload.reason }
    case 'attendanceSet':
      return { where: event.payload.code, what: attendances[event.payload.attendance], reason: event.payload.reason }
    case 'lateJudged':
      return {
        where: `${event.payload.code} · ${sessionTitle(state, event.payload.session)}`,
        what: event.payload.accept ? '迟到作答采纳' : '迟到作答不采纳',
        reason: event.payload.reason,
      }
    default:
      return null
  }
}

function sessionTitle(state: ContestState, id: string): string {
  const session = state.sessions[id]
  const item = session === undefined ? undefined : itemOf(state, session.stage, session.item)
  return item?.title.zh ?? id
}

function actorOf({ by }: Recorded<ContestEvent>, names: ReadonlyMap<string, string>): string {
  const id = by.kind === 'person' ? by.id : by.kind === 'server' ? by.for : undefined
  return id === undefined ? '' : (names.get(id) ?? '')
}
