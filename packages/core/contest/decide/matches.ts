/** 对阵: who meets whom in a stage that is held in matches. */
import type { Context } from '../../run.ts'
import { refuse } from '../../run.ts'
import type { Payload } from '../acts.ts'
import { competesIn, stageBefore, stageOf } from '../reading.ts'
import type { ContestState } from '../state.ts'
import { needsRulebook, type Out } from './refusals.ts'

export function drawMatches(state: ContestState, { stage: id }: Payload<'drawMatches'>, _context: Context): Out {
  if (state.rulebook === null) return needsRulebook()
  const stage = stageOf(state.rulebook.rulebook, id)
  if (stage?.matches === undefined) return refuse('noMatches', '该阶段不分组对阵', 'This stage is not held in matches')
  const before = stageBefore(state, id)
  if (before !== undefined && !(before.id in state.advanced))
    return refuse(
      'stageBefore',
      `「${before.title.zh}」晋级名单尚未产生`,
      `Who goes on from “${before.title.en}” is not known yet`,
    )
  const codes = Object.values(state.codes).filter(
    ({ code, attendance }) => attendance === 'present' && competesIn(state, id, code),
  )
  return [{ name: 'matchesDrawn', payload: { stage: id, seed: null, groups: [codes.map(({ code }) => code)] } }]
}

export function voidMatches(state: ContestState, payload: Payload<'voidMatches'>): Out {
  if (!(payload.stage in state.matches)) return refuse('notDrawn', '对阵尚未抽出', 'The matches are not drawn')
  return [{ name: 'matchesVoided', payload }]
}
