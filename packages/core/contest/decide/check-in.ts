/** 检录抽签: who is here, the public order of groups, the seats. */
import type { Context, Refusal } from '../../run.ts'
import { refuse } from '../../run.ts'
import { drawOrder as drawGroups } from '../../scoring/draw.ts'
import { deriveSeed } from '../../seed.ts'
import type { Act, Payload } from '../acts.ts'
import { groupOf, layersOf, undrawn } from '../reading.ts'
import { sameSet } from '../same-set.ts'
import type { ContestState } from '../state.ts'
import { needsRulebook, standingDraws } from './refusals.ts'
import type { Out } from './refusals.ts'

export function checkIn(
  state: ContestState,
  act: Extract<Act, { name: 'checkIn' | 'undoCheckIn' | 'markAbsent' }>,
): Out {
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

export function drawOrder(state: ContestState, context: Context): Out {
  if (state.registration !== 'closed')
    return refuse('registrationOpen', '报名截止后才能抽签', 'The draw comes after registration is closed')
  if (standingDraws(state).length > 0)
    return refuse('drawn', '赛位已抽出，场次顺序不能再抽', 'Seats are drawn: the order is fixed')
  if (state.room.seats.length === 0) return refuse('noRoom', '请先设置赛场座位', 'Set up the room’s seats first')
  const seed = deriveSeed(context.seed, 'order')
  return [{ name: 'orderDrawn', payload: { seed, groups: groupsFrom(state, seed) } }]
}

export function recordDraw(state: ContestState, payload: Payload<'recordDraw'>): Out {
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

export function voidDraw(state: ContestState, payload: { batch: number; reason: string }): Out {
  const draw = standingDraws(state).find(({ batch }) => batch === payload.batch)
  if (draw === undefined) return refuse('noSuchDraw', '没有这次抽签', 'There is no such draw')
  const groups = new Set(draw.codes.map((code) => state.codes[code]!.group))
  if (Object.values(state.sessions).some((session) => groups.has(session.group) && session.phase !== 'planned'))
    return refuse('started', '已有场次开始，抽签不能作废', 'A session has begun: the draw stands')
  return [{ name: 'drawVoided', payload }]
}
