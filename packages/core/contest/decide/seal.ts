/** 加密与解密: the officers, and the layers from the outermost in. */
import type { Refusal } from '../../run.ts'
import { refuse } from '../../run.ts'
import { sha256Hex } from '../../seed.ts'
import type { Act, Payload } from '../acts.ts'
import { layersOf } from '../reading.ts'
import type { ContestState } from '../state.ts'
import { needsRulebook, standingDraws } from './refusals.ts'
import type { Out } from './refusals.ts'

export function officer(state: ContestState, act: Extract<Act, { name: 'appointOfficer' | 'enrolOfficer' }>): Out {
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

/** Layers are opened from the outermost in, each by another person, and only when nothing is left to mark (A4). */
export function openLayer(state: ContestState, payload: Payload<'recordLayerOpened'>): Out {
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

export function unseal(state: ContestState, payload: Payload<'recordUnsealed'>): Out {
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
