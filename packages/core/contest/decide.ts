/**
 * What each official act needs before it may happen. Every refusal names what is missing, so that the person at the desk
 * knows the next step; nothing is decided by the screen.
 */
import type { Context, Instant, Refusal } from '../run.ts'
import { refuse } from '../run.ts'
import { drawOrder as drawGroups } from '../scoring/draw.ts'
import { deriveSeed, sha256Hex } from '../seed.ts'
import { clockTime } from '../words.ts'
import type { Item } from '../rulebook/schema.ts'
import { serverActs, type Act } from './acts.ts'
import { mayAct } from './permissions.ts'
import { codesOf, groupOf, isSealed, itemOf, lastEnd, layersOf, stageOf, undrawn } from './reading.ts'
import { itemKey, type ContestEvent, type ContestState, type SessionState } from './state.ts'
import { openTies, resultDigest, stageStandings } from './results.ts'

type Out = ContestEvent[] | Refusal

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
      return runSession(state, act)
    case 'moveSeat':
      return moveSeat(state, act.payload)
    case 'recordPinReset':
      return act.payload.code in state.codes ? [{ name: 'pinReset', payload: act.payload }] : noCode(act.payload.code)
    case 'setAttendance':
      if (!(act.payload.code in state.codes)) return noCode(act.payload.code)
      if (Object.values(state.results).some(({ signatures }) => signatures.length > 0))
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
    case 'settleTie': {
      const tie = openTies(state, act.payload.stage).find(({ entrants }) => sameSet(entrants, act.payload.order))
      if (tie === undefined) return refuse('noSuchTie', '没有这组待定的并列', 'There is no such open tie')
      if (state.results[act.payload.stage]!.signatures.length > 0)
        return refuse('signed', '成绩已签字', 'The result is signed')
      return [{ name: 'tieSettled', payload: act.payload }]
    }
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

function standingDraws(state: ContestState) {
  return state.draws.filter(({ voided }) => voided === null)
}

function anyStarted(state: ContestState): boolean {
  return Object.values(state.sessions).some(({ phase }) => phase !== 'planned')
}

function admitsByLink(state: ContestState): boolean {
  return state.rulebook?.rulebook.entrants.entry.includes('openLink') ?? false
}

const needsRulebook = () => refuse('noRulebook', '请先发布赛项规程', 'Publish the rulebook first')
const noSession = () => refuse('noSuchSession', '没有这个场次', 'There is no such session')
const noCode = (code: string) => refuse('noSuchCode', `没有赛位号 ${code}`, `There is no code ${code}`)
const sameSet = (a: readonly string[], b: readonly string[]) =>
  a.length === b.length && new Set([...a, ...b]).size === a.length

function admit(state: ContestState, { entry }: { entry: ContestState['roster'][string] }): Out {
  if (!admitsByLink(state))
    return refuse('noOpenLink', '本赛事不开放链接参赛', 'This contest cannot be joined by a link')
  if (state.registration === 'notOpen') return refuse('notOpen', '报名尚未开放', 'Registration is not open yet')
  if (entry.entrantId in state.roster) return []
  if (entry.number in state.codes)
    return refuse('numberTaken', `参赛号 ${entry.number} 已被使用`, `Number ${entry.number} is taken`)
  return [{ name: 'admitted', payload: { entry } }]
}

function setRoom(state: ContestState, payload: Extract<Act, { name: 'setRoom' }>['payload']): Out {
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

function planSessions(
  state: ContestState,
  payload: Extract<Act, { name: 'planSessions' }>['payload'],
  available: readonly string[],
): Out {
  if (state.rulebook === null) return needsRulebook()
  const ids = new Set<string>()
  for (const session of payload.sessions) {
    const item = itemOf(state, session.stage, session.item)
    if (item === undefined)
      return refuse('noSuchItem', `规程中没有赛项 ${session.item}`, `The rulebook has no item ${session.item}`)
    if (!available.includes(item.type))
      return refuse(
        'notAvailable',
        `赛项「${item.title.zh}」的类型 ${item.type} 暂未提供，请在规程中移除`,
        `The type ${item.type} of “${item.title.en}” is not available yet; take the item out of the rulebook`,
      )
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

function checkIn(state: ContestState, act: Extract<Act, { name: 'checkIn' | 'undoCheckIn' | 'markAbsent' }>): Out {
  const { entrantId } = act.payload
  if (state.registration !== 'closed')
    return refuse('registrationOpen', '报名截止后才能检录', 'Check-in begins after registration is closed')
  const entry = state.roster[entrantId]
  if (entry === undefined) return refuse('noSuchEntrant', '名单中没有该参赛者', 'There is no such entrant on the list')
  const drawn = standingDraws(state).some(({ entrantIds }) => entrantIds.includes(entrantId))
  if (act.name === 'checkIn') return entrantId in state.checkedIn ? [] : [{ name: 'checkedIn', payload: act.payload }]
  if (drawn)
    return refuse(
      'drawn',
      `${entry.name} 已抽签，不能更改检录；请在场次中登记缺席`,
      `${entry.name} has been drawn; record the absence in the session`,
    )
  return act.name === 'undoCheckIn'
    ? [{ name: 'checkInUndone', payload: act.payload }]
    : [{ name: 'markedAbsent', payload: act.payload }]
}

/** Groups no larger than the room, of all who are not absent; `leitai verify` draws them again. */
export function groupsFrom(state: ContestState, seed: string): string[][] {
  return drawGroups(
    seed,
    Object.keys(state.roster).filter((id) => !(id in state.absent)),
    state.room.seats.length,
  ).map(({ entrants }) => entrants)
}

function drawOrder(state: ContestState, context: Context): Out {
  if (state.registration !== 'closed')
    return refuse('registrationOpen', '报名截止后才能抽签', 'The draw comes after registration is closed')
  if (standingDraws(state).length > 0)
    return refuse('drawn', '赛位已抽出，场次顺序不能再抽', 'Seats are drawn: the order is fixed')
  if (state.room.seats.length === 0) return refuse('noRoom', '请先设置赛场座位', 'Set up the room’s seats first')
  const seed = deriveSeed(context.seed, 'order')
  return [{ name: 'orderDrawn', payload: { seed, groups: groupsFrom(state, seed) } }]
}

function officer(state: ContestState, act: Extract<Act, { name: 'appointOfficer' | 'enrolOfficer' }>): Out {
  const { layer, personId } = act.payload
  if (layer > layersOf(state))
    return refuse('noSuchLayer', `规程只有 ${layersOf(state)} 层加密`, `The rulebook has ${layersOf(state)} layers`)
  if (standingDraws(state).length > 0)
    return refuse('drawn', '已抽签加密，加密人员不能再更换', 'Seats are drawn and sealed: the officers are fixed')
  if (act.name === 'appointOfficer') {
    const twice = Object.values(state.officers).find((other) => other.layer !== layer && other.personId === personId)
    if (twice !== undefined)
      return refuse(
        'sameOfficer',
        `${act.payload.name} 已负责第 ${twice.layer} 层，每层须由不同的人负责`,
        `${act.payload.name} keeps layer ${twice.layer}; each layer needs another person`,
      )
    return [{ name: 'officerAppointed', payload: act.payload }]
  }
  if (state.officers[layer]?.personId !== personId)
    return refuse('notOfficer', '您不是该层的加密人员', 'You are not this layer’s officer')
  return [{ name: 'officerEnrolled', payload: act.payload }]
}

function recordDraw(state: ContestState, payload: Extract<Act, { name: 'recordDraw' }>['payload']): Out {
  const missing = drawMissing(state)
  if (missing !== null) return missing
  if (payload.batch !== state.draws.length + 1)
    return refuse('drawnMeanwhile', '刚有另一次抽签，请重试', 'Another draw happened just now; try again')
  if (!sameSet(payload.entrantIds, undrawn(state)))
    return refuse('checkInChanged', '检录名单刚有变化，请重新抽签', 'Check-in changed just now; draw again')
  if (payload.codes.length !== payload.entrantIds.length)
    return refuse('badDraw', '抽签结果与名单不符', 'The draw does not match the list')
  const taken = payload.codes.find(({ code }) => code in state.codes)
  if (taken !== undefined) return refuse('codeTaken', `赛位号 ${taken.code} 已被使用`, `Code ${taken.code} is taken`)
  const sealed = layersOf(state) > 0
  if (sealed !== 'envelope' in payload.mapping || sealed !== 'commitment' in payload.seed)
    return refuse(
      'badDraw',
      sealed ? '规程要求加密，抽签结果必须加密' : '规程不加密，抽签结果应公开',
      'The draw’s sealing is not the rulebook’s',
    )
  return [{ name: 'drawn', payload }]
}

/** What stands between now and drawing seats; the draw service asks before it makes codes and PINs. */
export function drawMissing(state: ContestState): Refusal | null {
  if (state.rulebook === null) return needsRulebook()
  if (state.registration !== 'closed')
    return refuse('registrationOpen', '报名截止后才能抽签', 'The draw comes after registration is closed')
  if (state.room.seats.length === 0) return refuse('noRoom', '请先设置赛场座位', 'Set up the room’s seats first')
  const layers = layersOf(state)
  const unready = Array.from({ length: layers }, (_, index) => index + 1).filter(
    (layer) => state.officers[layer]?.recipient == null,
  )
  if (unready.length > 0)
    return refuse(
      'officersMissing',
      `第 ${unready.join('、')} 层加密人员尚未设置口令`,
      `The officers of layers ${unready.join(', ')} have not set their passphrases`,
      { layers: unready },
    )
  const waiting = undrawn(state)
  if (waiting.length === 0)
    return refuse('nobodyToDraw', '没有已检录而未抽签的参赛者', 'Nobody is checked in and not drawn yet')
  const sizes = new Map<number, number>()
  for (const id of waiting) {
    const group = groupOf(state, id) ?? 1
    sizes.set(group, (sizes.get(group) ?? 0) + 1)
  }
  for (const [group, size] of sizes) {
    const used = Object.values(state.codes).filter((code) => code.group === group).length
    const free = state.room.seats.length - used
    if (size > free)
      return refuse(
        'roomTooSmall',
        `第 ${group} 组有 ${size} 人待抽，只剩 ${free} 个座位；请先抽取场次顺序分组，或增加座位`,
        `Group ${group} has ${size} to draw and ${free} seats; draw the order into groups first, or add seats`,
      )
  }
  return null
}

function voidDraw(state: ContestState, payload: { batch: number; reason: string }): Out {
  const draw = standingDraws(state).find(({ batch }) => batch === payload.batch)
  if (draw === undefined) return refuse('noSuchDraw', '没有这次抽签', 'There is no such draw')
  const groups = new Set(draw.codes.map((code) => state.codes[code]!.group))
  if (Object.values(state.sessions).some((session) => groups.has(session.group) && session.phase !== 'planned'))
    return refuse('started', '已有场次开始，抽签不能作废', 'A session has begun: the draw stands')
  return [{ name: 'drawVoided', payload }]
}

function openSession(state: ContestState, id: string, context: Context, available: readonly string[]): Out {
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
  if (codesOf(state, session).length === 0)
    return refuse('noCodes', '该组还没有抽签，没有赛位', 'This group has no codes: draw first')
  const busy = Object.values(state.sessions).find(
    (other) => other.id !== id && other.group === session.group && (other.phase === 'open' || other.phase === 'paused'),
  )
  if (busy !== undefined)
    return refuse(
      'groupBusy',
      `第 ${session.group} 组的另一场次（${busy.item}）尚未结束`,
      `Group ${session.group} is still in another session (${busy.item})`,
    )
  return [opened(state, session, item, now + item.minutes * 60_000, context)]
}

/** The item's seed is made when its first session opens, so that nobody can know the drawn paper before, and serves all groups. */
function opened(
  state: ContestState,
  session: SessionState,
  item: Item,
  endsAt: Instant,
  context: Context,
): ContestEvent {
  const key = itemKey(session.stage, session.item)
  const itemSeed = state.itemSeeds[key] ?? deriveSeed(context.seed, key)
  return { name: 'sessionOpened', payload: { session: session.id, minutes: item.minutes, endsAt, itemSeed } }
}

function runSession(
  state: ContestState,
  act: Extract<Act, { name: 'pauseSession' | 'resumeSession' | 'closeSession' | 'giveTime' }>,
): Out {
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
      return [{ name: 'sessionClosed', payload: { session: session.id, how: 'staff', reason: act.payload.reason } }]
    case 'giveTime': {
      if (session.phase === 'planned') return notRunning(session)
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

function moveSeat(state: ContestState, payload: { code: string; toSeat: string; reason: string }): Out {
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

function closeMarking(state: ContestState, id: string): Out {
  const stage = state.rulebook === null ? undefined : stageOf(state.rulebook.rulebook, id)
  if (stage === undefined) return refuse('noSuchStage', '没有这个阶段', 'There is no such stage')
  if (state.markingClosed[id] !== undefined) return []
  const sessions = Object.values(state.sessions).filter((session) => session.stage === id)
  const unheld = stage.items.filter((item) => !sessions.some((session) => session.item === item.id))
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

function recordResults(state: ContestState, payload: Extract<Act, { name: 'recordResults' }>['payload']): Out {
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
  const missing = Object.values(state.codes).filter(
    (code) => code.attendance === 'present' && !(code.code in payload.scores),
  )
  if (missing.length > 0)
    return refuse('scoresMissing', `缺少赛位 ${missing[0]!.code} 的成绩`, `The score of ${missing[0]!.code} is missing`)
  return [{ name: 'resultsRecorded', payload }]
}

/** Layers are opened from the outermost in, each by another person, and only when nothing is left to mark (A4). */
function openLayer(state: ContestState, payload: Extract<Act, { name: 'recordLayerOpened' }>['payload']): Out {
  const officer = state.officers[payload.layer]
  if (officer?.recipient == null) return refuse('noSuchLayer', '没有这一层加密', 'There is no such layer')
  const early = markingLeft(state)
  if (early !== null) return early
  if (officer.opened !== null) return []
  const outer = Object.values(state.officers).filter((other) => other.layer > payload.layer && other.opened === null)
  if (outer.length > 0)
    return refuse(
      'outerFirst',
      `请先由 ${outer.at(-1)!.name} 解开第 ${outer.at(-1)!.layer} 层`,
      `${outer.at(-1)!.name} opens layer ${outer.at(-1)!.layer} first`,
    )
  if (!payload.withRecoveryKey && payload.personId !== officer.personId)
    return refuse(
      'notOfficer',
      `第 ${payload.layer} 层须由 ${officer.name} 本人解开`,
      `Layer ${payload.layer} is opened by ${officer.name} in person`,
    )
  const other = Object.values(state.officers).find(({ opened }) => opened?.personId === payload.personId)
  if (other !== undefined)
    return refuse('samePerson', '每一层须由不同的人解开', 'Each layer must be opened by another person')
  return [{ name: 'layerOpened', payload }]
}

/** Null when every stage's marking is closed; the seal service asks before it touches an envelope. */
export function markingLeft(state: ContestState): Refusal | null {
  if (state.rulebook === null) return needsRulebook()
  const open = state.rulebook.rulebook.stages.filter(({ id }) => state.markingClosed[id] === undefined)
  return open.length === 0
    ? null
    : refuse(
        'markingOpen',
        `评分尚未结束（${open.map(({ title }) => title.zh).join('、')}），不能解密`,
        'Marking is not closed: the seal stays',
      )
}

function unseal(state: ContestState, payload: Extract<Act, { name: 'recordUnsealed' }>['payload']): Out {
  if (state.unsealedAt !== null) return []
  const early = markingLeft(state)
  if (early !== null) return early
  const shut = Object.values(state.officers).filter(({ opened }) => opened === null)
  if (shut.length > 0)
    return refuse('layersShut', `还有 ${shut.length} 层未解开`, `${shut.length} layers are still shut`)
  const without = Object.values(state.codes).filter(({ code }) => !(code in payload.mapping))
  if (without.length > 0)
    return refuse('badEnvelope', `信封中没有赛位 ${without[0]!.code}`, `The envelope does not name ${without[0]!.code}`)
  for (const draw of standingDraws(state)) {
    if (!('commitment' in draw.seed)) continue
    const { commitment } = draw.seed
    if (!payload.seeds.some((seed) => sha256Hex(seed) === commitment))
      return refuse(
        'badSeed',
        `第 ${draw.batch} 次抽签的种子与承诺不符`,
        `The seed of draw ${draw.batch} does not match its commitment`,
      )
  }
  return [{ name: 'unsealed', payload }]
}

function sign(state: ContestState, payload: Extract<Act, { name: 'recordSignature' }>['payload']): Out {
  const result = state.results[payload.stage]
  if (result === undefined) return refuse('noResults', '成绩尚未计算', 'The results are not computed yet')
  if (isSealed(state)) return refuse('sealed', '解密后才能签字', 'Signatures come after unsealing')
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

function publish(state: ContestState, stage: string): Out {
  const result = state.results[stage]
  if (result === undefined) return refuse('noResults', '成绩尚未计算', 'The results are not computed yet')
  if (result.published !== null) return []
  if (isSealed(state)) return refuse('sealed', '解密后才能公布', 'Publication comes after unsealing')
  const waitsFor = state.rulebook!.rulebook.signatures.filter(
    (role) => !result.signatures.some((signature) => signature.role === role),
  )
  if (waitsFor.length > 0)
    return refuse('signaturesMissing', `还缺 ${waitsFor.length} 个签字`, `${waitsFor.length} signatures are missing`, {
      roles: waitsFor,
    })
  const ties = openTies(state, stage)
  if (ties.length > 0)
    return refuse('openTies', `还有 ${ties.length} 组并列待裁定`, `${ties.length} ties wait for a decision`, { ties })
  const undecided = state.rulebook!.rulebook.awards.filter(
    (award) => award.by === 'decision' && !(award.id in state.decidedAwards),
  )
  if (undecided.length > 0)
    return refuse(
      'awardsUndecided',
      `奖项「${undecided[0]!.title.zh}」尚未评定`,
      `The award “${undecided[0]!.title.en}” is not decided yet`,
    )
  return [{ name: 'resultsPublished', payload: { stage } }]
}

/** The clock opens and closes what needs nobody: windows of online items, and sessions in which all time is up. */
function tick(state: ContestState, context: Context): ContestEvent[] {
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
