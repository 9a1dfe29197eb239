/** What a marking run takes, and from whom. */
import type { Context, Refusal } from '../run.ts'
import { refuse } from '../run.ts'
import { readMark } from '../scoring/sheet.ts'
import { clockTime } from '../words.ts'
import { judgesCommands } from './commands.ts'
import { linesToMark, owedLines, owes, sheetOf, toldScore } from './reading.ts'
import type { MarkingCommand, MarkingEvent, MarkingState } from './types.ts'

type Out = MarkingEvent[] | Refusal

export function decide(state: MarkingState, command: MarkingCommand, context: Context): Out {
  const { by } = context
  if (judgesCommands.has(command.name)) {
    // Not even the chief judge writes on another's sheet, and a judge who left the panel writes on none.
    if (by.kind !== 'person' || !state.judges.some(({ personId }) => personId === by.id))
      return refuse('notYours', '您不是这份作品的裁判', 'You are not a judge of this piece')
    return fromJudge(state, command as JudgesCommand, by.id)
  }
  if (by.kind !== 'server') return refuse('notAllowed', '无权进行该操作', 'You may not do this')
  return fromServer(state, command as Exclude<MarkingCommand, JudgesCommand>)
}

type JudgesCommand = Extract<MarkingCommand, { name: 'mark' | 'writeRemarks' | 'handIn' | 'takeBack' }>

function fromJudge(state: MarkingState, command: JudgesCommand, judge: string): Out {
  if (state.phase === 'waiting')
    return refuse('notOpenYet', '作品还没有交来，不能打分', 'The work is not there yet; it cannot be marked')
  if (state.phase === 'closed')
    return refuse(
      'closed',
      `评分已于 ${clockTime(state.closedAt!)} 结束，更正须由裁判长进行`,
      `Marking closed at ${clockTime(state.closedAt!)}; corrections are the chief judge’s`,
      { at: state.closedAt },
    )
  const sheet = sheetOf(state, judge)
  switch (command.name) {
    case 'mark': {
      const { line: id, value, revision, device } = command.payload
      const line = linesToMark(state).find((one) => one.id === id)
      if (line === undefined)
        return refuse('noSuchLine', `评分表中没有由裁判打分的“${id}”`, `The sheet has no line "${id}" for judges`)
      const stands = sheet.marks[id]
      if (stands !== undefined && revision <= stands.revision) {
        // A tap that comes late or twice changes nothing, in whatever order they arrive; what another device of the judge
        // had put there meanwhile is no older tap.
        if (device === stands.device || value === stands.value) return []
        // What was told in the hall stands all the same.
        return [{ name: 'conflicted', payload: { judge, line: id, value, opens: toldScore(state) === null } }]
      }
      if (sheet.handedIn !== null) return handedInAlready()
      const { problem } = value === null ? {} : readMark(line, value)
      if (problem !== undefined)
        return refuse('badMark', `${line.label.zh}：${problem.zh}`, `${line.label.en}: ${problem.en}`)
      return [
        { name: 'marked', payload: { judge, line: id, value, revision, ...(device === undefined ? {} : { device }) } },
      ]
    }
    case 'writeRemarks':
      if (command.payload.revision <= sheet.remarks.revision) return []
      if (sheet.handedIn !== null) return handedInAlready()
      return [{ name: 'remarked', payload: { judge, ...command.payload } }]
    case 'handIn': {
      if (sheet.handedIn !== null) return []
      if (state.live)
        return refuse('stillLive', '表演尚未结束，结束后再提交', 'It is still being performed; hand in afterwards')
      const owed = owedLines(state, judge)
      if (owed.length > 0)
        return refuse(
          'owed',
          `还有 ${owed.length} 项未打：${owed.map(({ label }) => label.zh).join('、')}`,
          `${owed.length} lines are not marked: ${owed.map(({ label }) => label.en).join(', ')}`,
          { lines: owed.map(({ id }) => id) },
        )
      const open = linesToMark(state).filter(({ id }) => id in sheet.conflicts)
      if (open.length > 0)
        return refuse(
          'conflict',
          `您在两台设备上打了不同的分：${open.map(({ label }) => label.zh).join('、')}，请先选定`,
          `Two of your devices say different things: ${open.map(({ label }) => label.en).join(', ')}; choose first`,
          { lines: open.map(({ id }) => id) },
        )
      return [{ name: 'handedIn', payload: { judge } }]
    }
    case 'takeBack':
      if (sheet.handedIn === null) return []
      if (toldScore(state) !== null)
        return refuse(
          'told',
          '成绩已当场公布，更正须由裁判长进行',
          'The score was told in the hall; corrections are the chief judge’s',
        )
      return [{ name: 'takenBack', payload: { judge } }]
  }
}

function handedInAlready(): Refusal {
  return refuse('handedIn', '评分表已提交，修改请先撤回', 'The sheet is handed in; take it back first to change it')
}

function fromServer(state: MarkingState, command: Exclude<MarkingCommand, JudgesCommand>): Out {
  const closed = state.phase === 'closed'
  switch (command.name) {
    case 'seat': {
      const { judges } = command.payload
      const same = JSON.stringify(judges) === JSON.stringify(state.judges)
      if (closed || same) return []
      return [{ name: 'seated', payload: { judges } }]
    }
    case 'open': {
      const { live, measures } = command.payload
      const same =
        state.phase === 'open' &&
        state.live === live &&
        Object.keys(measures).length === Object.keys(state.measures).length &&
        Object.entries(measures).every(([name, value]) => state.measures[name] === value)
      return closed || same ? [] : [{ name: 'opened', payload: { live, measures } }]
    }
    case 'call':
      if (state.phase !== 'open') return refuse('notOpen', '该作品的评分不在进行中', 'This piece is not being marked')
      return [{ name: 'called', payload: command.payload }]
    case 'calibrate':
      return closed || state.calibration === command.payload.as
        ? []
        : [{ name: 'calibrating', payload: command.payload }]
    case 'close': {
      // Nobody performed, nothing came in: there is nothing that could be owed.
      if (closed || state.phase === 'waiting') return []
      if (state.live) return refuse('stillLive', '表演尚未结束', 'It is still being performed')
      const owed = owes(state)
      if (owed.length > 0)
        return refuse(
          'owed',
          `赛位 ${state.setup.code}：${owed.map(({ name }) => name || '缺少裁判').join('、')} 未完成`,
          `Code ${state.setup.code}: ${owed.map(({ name }) => name || 'a judge is missing').join(', ')} not done`,
          { owed },
        )
      return [{ name: 'closed', payload: {} }]
    }
    case 'reopen':
      return closed ? [{ name: 'reopened', payload: {} }] : []
  }
}
