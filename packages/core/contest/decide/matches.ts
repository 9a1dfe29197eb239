/** 对阵: who meets whom in a stage that is held in matches. */
import type { Context } from '../../run.ts'
import { isRefusal, refuse } from '../../run.ts'
import { deriveSeed } from '../../seed.ts'
import type { Payload } from '../acts.ts'
import { followsKnockout, matchesFrom } from '../matches.ts'
import { stageBefore, stageOf, undrawn } from '../reading.ts'
import type { ContestState } from '../state.ts'
import { needsRulebook, type Out } from './refusals.ts'

export function drawMatches(state: ContestState, { stage: id }: Payload<'drawMatches'>, context: Context): Out {
  if (state.rulebook === null) return needsRulebook()
  const stage = stageOf(state.rulebook.rulebook, id)
  if (stage?.matches === undefined) return refuse('noMatches', '该阶段不分组对阵', 'This stage is not held in matches')
  if (id in state.matches)
    return refuse(
      'matchesDrawn',
      '对阵已抽出；如需重抽，请先撤销',
      'The matches are drawn; take them back first to draw again',
    )
  const before = stageBefore(state, id)
  if (before !== undefined && !(before.id in state.advanced))
    return refuse(
      'stageBefore',
      `「${before.title.zh}」晋级名单尚未产生`,
      `Who goes on from “${before.title.en}” is not known yet`,
    )
  const waiting = before === undefined ? undrawn(state).length : 0
  if (waiting > 0)
    return refuse(
      'codesMissing',
      `还有 ${waiting} 人已检录未抽签，请先抽签`,
      `${waiting} are checked in and have no code yet; draw them first`,
    )
  const seed = deriveSeed(context.seed, `matches/${id}`)
  const groups = matchesFrom(state, id, seed)
  if (isRefusal(groups)) return groups
  return [{ name: 'matchesDrawn', payload: { stage: id, seed: followsKnockout(stage, before) ? null : seed, groups } }]
}

export function voidMatches(state: ContestState, payload: Payload<'voidMatches'>): Out {
  if (!(payload.stage in state.matches)) return refuse('notDrawn', '对阵尚未抽出', 'The matches are not drawn')
  if (Object.values(state.sessions).some(({ stage, phase }) => stage === payload.stage && phase !== 'planned'))
    return refuse('started', '已有场次开始，对阵不能撤销', 'A session has begun: the matches stand')
  return [{ name: 'matchesVoided', payload }]
}
