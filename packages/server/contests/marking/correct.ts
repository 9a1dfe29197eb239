/** Corrections: what one would change, and the act itself, under the chief judge's password. */
import { correctedScore, type CorrectedScore, type CorrectionTarget } from '@leitai/core/contest/corrections.ts'
import { itemOf, markingIdOf } from '@leitai/core/contest/reading.ts'
import { resultView, withCorrections } from '@leitai/core/contest/results.ts'
import { evolve } from '@leitai/core/contest/evolve.ts'
import type { ContestState } from '@leitai/core/contest/state.ts'
import type { MarkingState } from '@leitai/core/marking/types.ts'
import { isRefusal, refuse, type Refusal } from '@leitai/core/run.ts'
import type { Text } from '@leitai/core/score.ts'
import type { Parts } from '../../parts.ts'
import { workScore } from '../work-score.ts'
import { contestState } from '../contest-state.ts'
import { serverAct } from '../server-act.ts'

type Uses = Pick<Parts, 'host' | 'clock'>

export interface Correction extends CorrectionTarget {
  stage: string
  item: string
  code: string
}

export interface CorrectionAct {
  reason: string
  cause: 'review' | 'appeal' | 'error'
  appeal: string | null
}

interface Signer {
  id: string
  name: string
}

async function corrected(
  { host }: Uses,
  state: ContestState,
  { stage, item: id, code, ...target }: Correction,
): Promise<CorrectedScore | Refusal> {
  const item = itemOf(state, stage, id)
  const result = state.results[stage]
  const standing = result === undefined ? undefined : withCorrections(result)[code]?.[id]
  if (item === undefined || result === undefined || standing === undefined)
    return refuse('noScore', `${code} 在该赛项没有成绩`, `${code} has no score in this item`)
  const marking = (await host.state(markingIdOf(state.contestId, stage, id, code)))?.state as MarkingState | undefined
  return correctedScore(
    item,
    target,
    standing,
    result.corrections.filter((one) => one.code === code && one.item === id),
    marking ?? null,
    await workScore(host, state, stage, item, code),
  )
}

const payloadOf = (
  { stage, item, code, judge, line, new: value }: Correction,
  { old, score }: CorrectedScore,
  act: CorrectionAct,
  { id, name }: Signer,
) => ({ stage, item, code, judge, line, old, new: value, ...act, score, personId: id, name })

interface Line {
  rank: number | null
  total: string
  award: Text | null
}

export interface CorrectionPreview extends CorrectedScore {
  /** Everybody whose rank, total or award would be another. */
  changes: { code: string; before: Line; after: Line }[]
}

/** What would stand in the record and in the standings, without anything being recorded. */
export async function previewCorrection(
  parts: Uses,
  contestId: string,
  correction: Correction,
): Promise<CorrectionPreview | Refusal> {
  const state = await contestState(parts.host, contestId)
  if (isRefusal(state)) return state
  const made = await corrected(parts, state, correction)
  if (isRefusal(made)) return made
  const act: CorrectionAct = { reason: '—', cause: 'error', appeal: null }
  const after = evolve(state, {
    name: 'scoreCorrected',
    payload: payloadOf(correction, made, act, { id: '', name: '' }),
    at: parts.clock.now(),
    by: { kind: 'server' },
  })
  const lines = (of: ContestState) =>
    new Map(
      (resultView(of, correction.stage, 'officials')?.lines ?? []).map(
        ({ code, rank, total, award }): [string, Line] => [code, { rank, total, award: award ?? null }],
      ),
    )
  const [was, becomes] = [lines(state), lines(after)]
  const changes = [...was].flatMap(([code, before]) => {
    const next = becomes.get(code)
    return next === undefined || JSON.stringify(next) === JSON.stringify(before) ? [] : [{ code, before, after: next }]
  })
  return { ...made, changes }
}

export async function correct(
  parts: Uses & Pick<Parts, 'accounts'>,
  contestId: string,
  signer: Signer,
  correction: Correction,
  act: CorrectionAct & { password: string },
): Promise<{ done: true } | Refusal> {
  const { password, ...said } = act
  const state = await contestState(parts.host, contestId)
  if (isRefusal(state)) return state
  const made = await corrected(parts, state, correction)
  if (isRefusal(made)) return made
  const wrong = await parts.accounts.confirm(signer.id, password)
  if (wrong !== null) return wrong
  const refused = await serverAct(
    parts,
    contestId,
    'recordCorrection',
    payloadOf(correction, made, said, signer),
    signer.id,
  )
  return refused ?? { done: true }
}
