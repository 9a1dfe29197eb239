/** What every match takes, and from whom: official acts, the hall's screen, notes, undo, corrections, the end. */
import type { Context, Instant, Refusal } from '../run.ts'
import { refuse } from '../run.ts'
import { mostIncidents, receiptFrom, type Closing } from '../sitting/sitting.ts'
import type { MatchCommand } from './commands.ts'
import { handFor, plays } from './hands.ts'
import type { MatchEvent } from './item.ts'
import type { MatchState } from './types.ts'

/** All but the first one, which is made when the match is. */
type ControlEvent = Exclude<MatchEvent<unknown>, { name: 'prepared' }>
type Out = ControlEvent[] | Refusal

/** `isOver`: whether everything has been played. */
export function decideForEvery<Play>(
  state: MatchState<Play>,
  command: MatchCommand,
  context: Context,
  isOver: (play: Play) => boolean,
): Out {
  const { by, now, seed } = context
  switch (command.name) {
    case 'open':
    case 'pause':
    case 'resume':
    case 'giveTime':
    case 'close':
    case 'release':
    case 'tick':
    case 'withdraw':
      return by.kind === 'server' ? official(state, command, context) : notYours()
    case 'show':
      if (handFor(state, ['host', 'judge'], by) === null) return notYours()
      return state.showing === command.payload.what ? [] : [{ name: 'shown', payload: command.payload }]
    case 'note':
      if (handFor(state, ['host', 'judge'], by) === null) return notYours()
      return [{ name: 'noted', payload: command.payload }]
    case 'undo': {
      if (handFor(state, ['host'], by) === null) return notYours()
      if (state.phase !== 'open') return notOpen(state)
      const last = state.undo.at(-1)
      return last === undefined
        ? refuse('nothingToUndo', '没有可撤销的步骤：下一题开始后不能撤回上一题', 'There is nothing to take back')
        : [{ name: 'undone', payload: { label: last.label } }]
    }
    case 'correct': {
      if (handFor(state, ['judge'], by) === null) return notYours()
      if (state.phase === 'waiting') return notOpen(state)
      const { code } = command.payload
      if (!state.setup.crowd && !state.setup.teams.some((team) => team.code === code))
        return refuse('noSuchTeam', `本场没有 ${code}`, `${code} is not in this match`)
      return [{ name: 'corrected', payload: command.payload }]
    }
    case 'finish':
      if (handFor(state, ['host'], by) === null) return notYours()
      if (state.phase === 'closed') return []
      if (state.phase !== 'open') return notOpen(state)
      if (!isOver(state.play))
        return refuse(
          'notOver',
          '还有环节未完成；如需提前结束，请在场次中结束',
          'Not all has been played; the staff can close the session',
        )
      return [closed(state, 'submitted', now, seed)]
    case 'reportCheck':
      if (by.kind !== 'seat' || !plays(state, by.code)) return notYours()
      return state.phase === 'closed' ? [] : [{ name: 'checkReported', payload: { code: by.code, ...command.payload } }]
    case 'reportIncident':
      if (by.kind !== 'seat' || !plays(state, by.code)) return notYours()
      return state.phase === 'closed' || state.incidents.length >= mostIncidents
        ? []
        : [{ name: 'incidentReported', payload: { code: by.code, ...command.payload } }]
    case 'begin':
    case 'submit':
    case 'handInLate':
    case 'judgeLate':
      return refuse(
        'hostLeads',
        '本赛项由主持人主持，无需交卷',
        'The host leads this match; there is nothing to hand in',
      )
  }
}

function official(
  state: MatchState<unknown>,
  command: Extract<
    MatchCommand,
    { name: 'open' | 'pause' | 'resume' | 'giveTime' | 'close' | 'release' | 'tick' | 'withdraw' }
  >,
  { now, seed }: Context,
): Out {
  switch (command.name) {
    case 'open':
      return state.phase === 'waiting' ? [{ name: 'opened', payload: {} }] : []
    case 'pause':
      return state.phase === 'open' ? [{ name: 'paused', payload: command.payload }] : []
    case 'resume':
      return state.phase === 'paused' ? [{ name: 'resumed', payload: {} }] : []
    case 'close':
      return state.phase === 'closed' ? [] : [closed(state, 'staff', now, seed, command.payload.reason)]
    case 'release':
      return state.released === command.payload.showing ? [] : [{ name: 'released', payload: command.payload }]
    case 'withdraw':
      return command.payload.code in state.withdrawn || state.phase === 'closed'
        ? []
        : [{ name: 'withdrawn', payload: command.payload }]
    case 'giveTime':
    case 'tick':
      // The host gives time question by question; what was due has been decided already.
      return []
  }
}

function closed(
  state: MatchState<unknown>,
  how: Closing,
  now: Instant,
  seed: string,
  reason?: string,
): Extract<ControlEvent, { name: 'closed' }> {
  return {
    name: 'closed',
    payload: {
      how,
      usedMs: usedBy(state, now),
      receipt: receiptFrom(seed),
      ...(reason === undefined ? {} : { reason }),
    },
  }
}

function usedBy(state: MatchState<unknown>, now: Instant): number {
  if (state.openedAt === null) return 0
  const until = state.phase === 'paused' ? state.pausedAt! : now
  return Math.max(0, until - state.openedAt - state.pausedMs)
}

export const notYours = (): Refusal => refuse('notAllowed', '您无权进行该操作', 'You may not do this')

export function notOpen(state: MatchState<unknown>): Refusal {
  switch (state.phase) {
    case 'waiting':
      return refuse('notOpen', '本场尚未开始，请先开始场次', 'The match has not begun: open the session first')
    case 'paused':
      return refuse('paused', '本场已暂停，请先恢复', 'The match is paused; resume it first')
    default:
      return refuse('closed', '本场已结束', 'The match is over')
  }
}
