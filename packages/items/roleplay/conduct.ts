/** What the host and the staff do with the one who is on the stage. */
import { refuse, type Context, type Instant, type Refusal } from '@leitai/core/run.ts'
import { clockTime } from '@leitai/core/words.ts'
import { closed } from './clock.ts'
import type { Conduct, RoleplayCommand } from './commands.ts'
import { draw } from './draw.ts'
import type { RoleplayEvent, RoleplayState } from './state.ts'
import { spentAt } from './timer.ts'
import { freeUndoMs } from './views.ts'

type Out = RoleplayEvent[] | Refusal

/** More tells nobody anything new. */
const mostNotes = 200

export function conduct(
  state: RoleplayState,
  command: Extract<RoleplayCommand, { name: Conduct }>,
  at: Instant,
  { seed }: Context,
): Out {
  if (command.name === 'note')
    return state.moments.filter(({ what }) => what === 'noted').length >= mostNotes
      ? refuse('tooMany', '备注过多', 'Too many notes')
      : [{ name: 'noted', payload: command.payload }]
  switch (state.phase) {
    case 'waiting':
      return refuse('notCalled', '该选手尚未叫号', 'This entrant has not been called')
    case 'closed':
      // The second press of an impatient hand.
      return command.name === 'endPerformance' ? [] : isOver(state)
    case 'paused':
      if (command.name === 'redraw') break
      return refuse('paused', '比赛已暂停，请先恢复', 'Paused; resume first')
    case 'open':
  }
  switch (command.name) {
    case 'beginStudy':
      if (state.stage === 'studying') return []
      if (state.study === null) return refuse('noStudy', '该赛项没有准备时间', 'This item has no study time')
      return state.stage === 'called' ? [{ name: 'studyBegan', payload: { at } }] : wrongStage()
    case 'endStudy':
      if (state.stage === 'ready') return []
      return state.stage === 'studying' ? [{ name: 'studyEnded', payload: { at, by: 'host' } }] : wrongStage()
    case 'beginPerformance':
      if (state.stage === 'performing') return []
      if (state.stage === 'called' && state.study !== null)
        return refuse('studyFirst', '请先完成准备时间', 'The study time comes first')
      return state.stage === 'ready' || state.stage === 'called'
        ? [{ name: 'performanceBegan', payload: { at } }]
        : wrongStage()
    case 'endPerformance':
      return state.stage === 'performing' ? [closed(state, 'submitted', at, seed, null)] : wrongStage()
    case 'undoStart':
      return undoStart(state, command.payload.reason ?? null, at)
    case 'redraw':
      return redraw(state, command.payload.reason, seed)
  }
}

function undoStart(state: RoleplayState, why: string | null, at: Instant): Out {
  if (state.stage !== 'studying' && state.stage !== 'performing')
    return refuse('notStarted', '计时尚未开始，无需撤销', 'No clock has started; there is nothing to take back')
  const of = state.stage === 'studying' ? 'study' : 'performance'
  const ranMs = spentAt(state[of]!, at)
  if (ranMs > freeUndoMs && why === null)
    return refuse(
      'reasonNeeded',
      `计时已超过 ${freeUndoMs / 1000} 秒，撤销须说明原因`,
      `The clock has run for more than ${freeUndoMs / 1000} s; taking it back needs a reason`,
    )
  return [{ name: 'startUndone', payload: { at, of, ranMs, reason: why } }]
}

function redraw(state: RoleplayState, why: string, seed: string): Out {
  if (state.stage === 'performing')
    return refuse(
      'performing',
      '表演已开始，不能换题；如为误开始，请先撤销',
      'The performance has begun; take the start back first',
    )
  const drawn = draw(state.options, state.material, seed, state.draws)
  return drawn === null
    ? refuse('nothingLeft', '素材中没有其他情景或题目可抽', 'The material has nothing else to draw')
    : [{ name: 'redrawn', payload: { draw: drawn, reason: why } }]
}

function wrongStage(): Refusal {
  return refuse('wrongStage', '当前环节不能进行该操作', 'This cannot be done at this point')
}

export function isOver(state: RoleplayState): Refusal {
  const { at } = state.closed!
  return refuse('closed', `已于 ${clockTime(at)} 结束`, `Ended at ${clockTime(at)}`, { at })
}
