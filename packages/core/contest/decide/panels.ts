/** 评委组与校准: who marks what, what the chief judge asks a panel for, and the pieces that all mark first. */
import type { Context } from '../../run.ts'
import { refuse } from '../../run.ts'
import { chance, deriveSeed } from '../../seed.ts'
import type { Act, PanelJudge, Payload } from '../acts.ts'
import { codesOf, isBarred, isSealed, itemOf, judgesDue } from '../reading.ts'
import { itemKey, type ContestState } from '../state.ts'
import { noCode, noItem, standingDraws, type Out } from './refusals.ts'

export function appointPanel(state: ContestState, payload: Payload<'appointPanel'>): Out {
  const { stage, judges } = payload
  const item = itemOf(state, stage, payload.item)
  if (item === undefined) return noItem(payload.item)
  if (state.markingClosed[stage] !== undefined) return markingIsClosed()
  if (new Set(judges.map(({ personId }) => personId)).size < judges.length)
    return refuse('judgeTwice', '评委组中有人重复', 'Somebody is on the panel twice')
  const due = judgesDue(item)
  if (judges.length < due)
    return refuse(
      'tooFewJudges',
      `「${item.title.zh}」需要 ${due} 名裁判，只选了 ${judges.length} 名`,
      `“${item.title.en}” needs ${due} judges; ${judges.length} are chosen`,
      { due },
    )
  // While identities are sealed nobody can look up whose delegation a code is: only the draw could, for the judges of that time.
  const known = (judge: PanelJudge) =>
    standingDraws(state).every((draw) =>
      draw.judges.some(({ personId, delegation }) => personId === judge.personId && delegation === judge.delegation),
    )
  const late = isSealed(state) ? judges.filter((judge) => !known(judge)) : []
  if (late.length > 0)
    return refuse(
      'judgeAfterDraw',
      `${late.map(({ name }) => name).join('、')} 在抽签加密之后才加入或更改了代表队，解密前无法核对回避关系，不能评分`,
      `${late.map(({ name }) => name).join(', ')} came, or changed the delegation, after the sealed draw: conflicts of interest cannot be looked up before unsealing`,
    )
  // A judge whom every entrant would have to refuse sits there for nothing.
  const codes = Object.values(state.codes).filter(({ group }) => payload.group === null || group === payload.group)
  const useless = judges.find((judge) => codes.length > 0 && codes.every(({ code }) => isBarred(state, code, judge)))
  if (useless !== undefined)
    return refuse(
      'conflict',
      `${useless.name} 与所有参赛者都有回避关系`,
      `${useless.name} has a conflict of interest with every entrant`,
    )
  return [{ name: 'panelAppointed', payload }]
}

export function callJudges(state: ContestState, payload: Payload<'callJudges'>): Out {
  if (itemOf(state, payload.stage, payload.item) === undefined) return noItem(payload.item)
  if (!(payload.code in state.codes)) return noCode(payload.code)
  if (state.markingClosed[payload.stage] !== undefined) return markingIsClosed()
  return [{ name: 'judgesCalled', payload }]
}

export function calibrate(
  state: ContestState,
  act: Extract<Act, { name: 'beginCalibration' | 'compareCalibration' | 'endCalibration' }>,
  context: Context,
): Out {
  const { stage, item: id } = act.payload
  const item = itemOf(state, stage, id)
  if (item === undefined) return noItem(id)
  if (item.marking.by !== 'judges' || item.marking.calibration === 0)
    return refuse('noCalibration', '规程没有规定校准轮', 'The rulebook has no calibration round for this item')
  if (state.markingClosed[stage] !== undefined) return markingIsClosed()
  const now = state.calibrations[itemKey(stage, id)]?.phase
  switch (act.name) {
    case 'beginCalibration': {
      if (now !== undefined) return []
      const sessions = Object.values(state.sessions).filter((session) => session.stage === stage && session.item === id)
      if (!sessions.some(({ phase }) => phase === 'closed'))
        return refuse('notSat', '还没有作品交来', 'No work has come in yet')
      const codes = sessions
        .filter(({ phase }) => phase === 'closed')
        .flatMap((session) => codesOf(state, session))
        .filter(({ attendance }) => attendance === 'present')
        .map(({ code }) => code)
        .toSorted()
      const seed = deriveSeed(context.seed, 'calibration')
      const drawn = chance(seed).sample(codes, Math.min(item.marking.calibration, codes.length))
      return [{ name: 'calibrationBegun', payload: { stage, item: id, seed, codes: drawn } }]
    }
    case 'compareCalibration':
      if (now === 'compared') return []
      return now === 'alone'
        ? [{ name: 'calibrationCompared', payload: act.payload }]
        : refuse('notCalibrating', '校准轮不在进行中', 'There is no calibration round under way')
    case 'endCalibration':
      if (now === 'ended') return []
      return now === 'compared'
        ? [{ name: 'calibrationEnded', payload: act.payload }]
        : refuse('notCompared', '请先让裁判对照校准作品的打分', 'Let the judges compare their marks first')
  }
}

const markingIsClosed = () => refuse('markingClosed', '评分已结束', 'Marking is closed')
