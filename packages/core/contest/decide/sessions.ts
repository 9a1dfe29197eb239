/** 赛项场次: the room, the plan, and what happens to a session, by people or by the clock. */
import type { Context, Instant, Refusal, Role } from '../../run.ts'
import { refuse } from '../../run.ts'
import type { Item } from '../../rulebook/schema.ts'
import { deriveSeed } from '../../seed.ts'
import { clockTime } from '../../words.ts'
import type { Act, Payload } from '../acts.ts'
import { codesOf, isCrowd, isMatch, isTurn, itemOf, judgesFor, lastEnd, stageBefore, stageOf } from '../reading.ts'
import { itemKey } from '../state.ts'
import type { ContestEvent, ContestState, SessionState } from '../state.ts'
import { needsRulebook, noCode, noItem, noSession, panelShort, type Out } from './refusals.ts'

export function setRoom(state: ContestState, payload: Payload<'setRoom'>): Out {
  const all = [...payload.seats, ...payload.spare]
  const names = all.map((seat) => seat.toUpperCase())
  const twice = all.find((seat, index) => names.indexOf(seat.toUpperCase()) !== index)
  if (twice !== undefined) return refuse('seatTwice', `座位 ${twice} 重复`, `Seat ${twice} is named twice`)
  const missing = Object.values(state.codes).filter(({ seat, batch }) => batch > 0 && !all.includes(seat))
  if (missing.length > 0)
    return refuse(
      'seatInUse',
      `座位 ${missing[0]!.seat} 已抽出，不能移除`,
      `Seat ${missing[0]!.seat} has been drawn and cannot go`,
    )
  return [{ name: 'roomSet', payload }]
}

export function planSessions(state: ContestState, payload: Payload<'planSessions'>, available: readonly string[]): Out {
  if (state.rulebook === null) return needsRulebook()
  const ids = new Set<string>()
  for (const session of payload.sessions) {
    const item = itemOf(state, session.stage, session.item)
    if (item === undefined) return noItem(session.item)
    if (!available.includes(item.type))
      return refuse(
        'notAvailable',
        `赛项「${item.title.zh}」的类型 ${item.type} 暂未提供，请在规程中移除`,
        `The type ${item.type} of “${item.title.en}” is not available yet; take the item out of the rulebook`,
      )
    const unmatched = matchMissing(state, session)
    if (unmatched !== null) return unmatched
    if (ids.has(session.id))
      return refuse('sessionTwice', `场次 ${session.id} 重复`, `Session ${session.id} is named twice`)
    ids.add(session.id)
    if (item.start === 'entrant' && (session.endsAt === undefined || session.endsAt <= session.startsAt))
      return refuse(
        'noEnd',
        `「${item.title.zh}」需要起止时间，且结束晚于开始`,
        `“${item.title.en}” needs a window that ends after it begins`,
      )
  }
  return [{ name: 'sessionsPlanned', payload }]
}

/** In a stage that is held in matches each session is one of them: they are drawn first. */
function matchMissing(state: ContestState, session: Pick<SessionState, 'stage' | 'group'>): Refusal | null {
  const stage = stageOf(state.rulebook!.rulebook, session.stage)
  if (stage?.matches === undefined) return null
  const drawn = state.matches[session.stage]
  if (drawn === undefined)
    return refuse(
      'matchesNotDrawn',
      `「${stage.title.zh}」尚未抽出对阵，抽签后才能安排场次`,
      `The matches of “${stage.title.en}” are not drawn yet; sessions are planned after the draw`,
    )
  return session.group <= drawn.groups.length
    ? null
    : refuse(
        'noSuchMatch',
        `「${stage.title.zh}」只有 ${drawn.groups.length} 场对阵，没有第 ${session.group} 场`,
        `“${stage.title.en}” has ${drawn.groups.length} matches; there is no number ${session.group}`,
      )
}

export function openSession(state: ContestState, id: string, context: Context, available: readonly string[]): Out {
  const { now } = context
  const session = state.sessions[id]
  if (session === undefined) return noSession()
  if (session.phase === 'open') return []
  if (session.phase === 'paused') return refuse('paused', '场次已暂停，请用“恢复”', 'The session is paused; resume it')
  if (session.phase === 'closed')
    return refuse(
      'closed',
      `场次已于 ${clockTime(session.closedAt!)} 结束；如需补时请用“补时”`,
      `Closed at ${clockTime(session.closedAt!)}; give time back instead`,
    )
  const item = itemOf(state, session.stage, session.item)
  if (item === undefined) return refuse('noSuchItem', '规程中没有该赛项', 'The rulebook has no such item')
  if (!available.includes(item.type))
    return refuse('notAvailable', `赛项类型 ${item.type} 暂未提供`, `The item type ${item.type} is not available yet`)
  if (state.materials[itemKey(session.stage, session.item)]?.materialId == null)
    return refuse(
      'noMaterial',
      `「${item.title.zh}」还没有指定素材（题库或试卷）`,
      `“${item.title.en}” has no material (bank or paper) yet`,
    )
  if (item.start === 'entrant') {
    if (now < session.startsAt)
      return refuse('notYet', `开放时间 ${clockTime(session.startsAt)}`, `Opens at ${clockTime(session.startsAt)}`)
    return [opened(state, session, item, session.endsAt!, context)]
  }
  const before = stageBefore(state, session.stage)
  if (before !== undefined && !(before.id in state.advanced))
    return refuse(
      'stageBefore',
      `「${before.title.zh}」晋级名单尚未产生`,
      `Who goes on from “${before.title.en}” is not known yet`,
    )
  if (codesOf(state, session).length === 0)
    return refuse('noCodes', '该组还没有抽签，没有赛位', 'This group has no codes: draw first')
  if (isMatch(item)) {
    const cannot = cannotMeet(state, session, item)
    if (cannot !== null) return cannot
  }
  if (isTurn(item)) {
    const short = codesOf(state, session).find(
      ({ code }) =>
        item.marking.by === 'judges' && judgesFor(state, session.stage, item, code).length < item.marking.judges,
    )
    // Marks are taken while it is performed: without its judges nobody could be called.
    if (short !== undefined) return panelShort(state, session.stage, item, short.code)
  }
  const busy = Object.values(state.sessions).find(
    (other) => other.id !== id && other.group === session.group && (other.phase === 'open' || other.phase === 'paused'),
  )
  if (busy !== undefined)
    return refuse(
      'groupBusy',
      `第 ${session.group} 组的另一场次（${busy.item}）尚未结束`,
      `Group ${session.group} is still in another session (${busy.item})`,
    )
  const byPeople = isTurn(item) || isMatch(item)
  return [opened(state, session, item, byPeople ? undefined : now + item.minutes * 60_000, context)]
}

/** As many teams as fit before a host and along the foot of a screen. */
const mostTeams = 10

function cannotMeet(state: ContestState, session: SessionState, item: Item): Refusal | null {
  if (isCrowd(item)) return null
  const teams = codesOf(state, session).filter(({ attendance }) => attendance === 'present').length
  if (teams < 2)
    return refuse(
      'nobodyToMeet',
      `本场只有 ${teams} 支队伍到场，无需对阵（轮空直接晋级）`,
      `Only ${teams} is here: there is nobody to meet, and the match is passed without playing`,
    )
  return teams > mostTeams
    ? refuse(
        'tooManyTeams',
        `本场有 ${teams} 支队伍，一场最多 ${mostTeams} 支；请在规程的该阶段写明分组（matches）`,
        `${teams} teams would meet; at most ${mostTeams} can: let the rulebook’s stage put them into groups (matches)`,
      )
    : null
}

/** Who of the session is on the stage; the runs are told afterwards. */
export function callToStage(state: ContestState, payload: { session: string; codes: string[] }): Out {
  const session = state.sessions[payload.session]
  if (session === undefined) return noSession()
  if (!isTurn(itemOf(state, session.stage, session.item)))
    return refuse('notOnStage', '该赛项不逐个上场', 'This item is not performed in turn')
  if (session.phase === 'paused')
    return refuse('paused', '场次已暂停，请先恢复', 'The session is paused; resume it first')
  if (session.phase !== 'open') return notRunning(session)
  if (new Set(payload.codes).size < payload.codes.length)
    return refuse('codeTwice', '同一选手不能占两个位置', 'One entrant cannot stand on the stage twice')
  const own = codesOf(state, session)
  for (const code of payload.codes) {
    const found = own.find((one) => one.code === code)
    if (found === undefined) return noCode(code)
    if (found.attendance !== 'present') return refuse('notPresent', `${code} 未到场或已弃权`, `${code} is not present`)
  }
  const same = session.onStage.join('\n') === payload.codes.join('\n')
  return same ? [] : [{ name: 'calledToStage', payload }]
}

/** The item's seed is made when its first session opens, so that nobody can know the drawn paper before, and serves all groups. */
function opened(
  state: ContestState,
  session: SessionState,
  item: Item,
  endsAt: Instant | undefined,
  context: Context,
): ContestEvent {
  const key = itemKey(session.stage, session.item)
  const itemSeed = state.itemSeeds[key] ?? deriveSeed(context.seed, key)
  return {
    name: 'sessionOpened',
    payload: { session: session.id, minutes: item.minutes, ...(endsAt === undefined ? {} : { endsAt }), itemSeed },
  }
}

const floor: ReadonlySet<Role> = new Set<Role>(['organiser', 'staff'])

export function runSession(
  state: ContestState,
  act: Extract<Act, { name: 'pauseSession' | 'resumeSession' | 'closeSession' | 'giveTime' }>,
  { by }: Pick<Context, 'by'>,
): Out {
  const byHost = by.kind === 'person' && by.roles.includes('host') && !by.roles.some((role) => floor.has(role))
  const session = state.sessions[act.payload.session]
  if (session === undefined) return noSession()
  switch (act.name) {
    case 'pauseSession':
      if (session.phase === 'paused') return []
      if (session.phase !== 'open') return notRunning(session)
      if (itemOf(state, session.stage, session.item)?.start === 'entrant')
        return refuse(
          'ownTime',
          '选手自行开始的赛项不能统一暂停',
          'Items that entrants start alone cannot be paused for all',
        )
      return [{ name: 'sessionPaused', payload: act.payload }]
    case 'resumeSession':
      if (session.phase === 'open') return []
      return session.phase === 'paused' ? [{ name: 'sessionResumed', payload: act.payload }] : notRunning(session)
    case 'closeSession':
      if (session.phase === 'closed') return []
      if (session.phase === 'planned') return notRunning(session)
      if (byHost && !isMatch(itemOf(state, session.stage, session.item)))
        return refuse('notAllowed', '主持人只能结束对阵场次', 'A host closes matches alone')
      return [{ name: 'sessionClosed', payload: { session: session.id, how: 'staff', reason: act.payload.reason } }]
    case 'giveTime': {
      if (session.phase === 'planned') return notRunning(session)
      if (isMatch(itemOf(state, session.stage, session.item)))
        return refuse(
          'hostGivesTime',
          '对阵的时间由主持台逐题加',
          'In a match the host gives time, question by question',
        )
      if (state.markingClosed[session.stage] !== undefined)
        return refuse('markingClosed', '评分已结束，不能补时', 'Marking is closed: no time can be given back')
      const own = codesOf(state, session).map(({ code }) => code)
      const codes = act.payload.codes === 'all' ? own : act.payload.codes
      const stranger = codes.find((code) => !own.includes(code))
      if (stranger !== undefined) return noCode(stranger)
      return [
        {
          name: 'timeGiven',
          payload: { session: session.id, codes, seconds: act.payload.seconds, reason: act.payload.reason },
        },
      ]
    }
  }
}

function notRunning(session: SessionState): Refusal {
  return session.phase === 'planned'
    ? refuse('notOpen', '场次尚未开始', 'The session has not begun')
    : refuse(
        'closed',
        `场次已于 ${clockTime(session.closedAt!)} 结束`,
        `The session closed at ${clockTime(session.closedAt!)}`,
      )
}

export function moveSeat(state: ContestState, payload: { code: string; toSeat: string; reason: string }): Out {
  const code = state.codes[payload.code]
  if (code === undefined) return noCode(payload.code)
  if (![...state.room.seats, ...state.room.spare].includes(payload.toSeat))
    return refuse('noSuchSeat', `赛场没有座位 ${payload.toSeat}`, `The room has no seat ${payload.toSeat}`)
  const sitter = Object.values(state.codes).find(
    (other) => other.code !== code.code && other.group === code.group && other.seat === payload.toSeat,
  )
  if (sitter !== undefined)
    return refuse(
      'seatTaken',
      `座位 ${payload.toSeat} 已由 ${sitter.code} 使用`,
      `Seat ${payload.toSeat} is used by ${sitter.code}`,
    )
  return [{ name: 'seatMoved', payload }]
}

/** The clock opens and closes what needs nobody: windows of online items, and sessions in which all time is up. */
export function tick(state: ContestState, context: Context): ContestEvent[] {
  const { now } = context
  const out: ContestEvent[] = []
  for (const session of Object.values(state.sessions)) {
    const end = lastEnd(session)
    if (end !== null && now >= end) out.push({ name: 'sessionClosed', payload: { session: session.id, how: 'clock' } })
    const opens = opensByItself(state, session)
    if (opens !== null && now >= opens) {
      const item = itemOf(state, session.stage, session.item)!
      out.push(opened(state, session, item, session.endsAt!, context))
    }
  }
  return out
}

/** When the clock opens this session without the staff; null where people do. */
export function opensByItself(state: ContestState, session: SessionState): Instant | null {
  if (session.phase !== 'planned') return null
  if (itemOf(state, session.stage, session.item)?.start !== 'entrant') return null
  return state.materials[itemKey(session.stage, session.item)]?.materialId == null ? null : session.startsAt
}
