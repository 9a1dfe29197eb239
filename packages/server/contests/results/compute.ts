/** Gathers a stage's raw scores from its runs, with their chain heads, and records them in the contest's stream. */
import { competesIn, markingIdOf, stageOf, workIdOf } from '@leitai/core/contest/reading.ts'
import type { RunHead } from '@leitai/core/contest/acts.ts'
import type { MarkingState } from '@leitai/core/marking/types.ts'
import { wholeScore } from '@leitai/core/marking/whole-score.ts'
import { isRefusal, refuse, type Refusal } from '@leitai/core/run.ts'
import type { Score } from '@leitai/core/score.ts'
import type { SittingState } from '@leitai/core/sitting/sitting.ts'
import { rulesOf } from '@leitai/items/rules.ts'
import type { Parts } from '../../parts.ts'
import { contestState } from '../contest-state.ts'
import { serverAct } from '../server-act.ts'

export async function computeResults(
  { host }: Pick<Parts, 'host'>,
  contestId: string,
  stageId: string,
  personId: string,
): Promise<{ lines: number } | Refusal> {
  const state = await contestState(host, contestId)
  if (isRefusal(state)) return state
  const stage = state.rulebook === null ? undefined : stageOf(state.rulebook.rulebook, stageId)
  if (stage === undefined) return refuse('noSuchStage', '没有这个阶段', 'There is no such stage')
  if (state.markingClosed[stageId] === undefined)
    return refuse('markingOpen', '评分结束后才能计算成绩', 'Results come after marking is closed')

  const scores: Record<string, Record<string, Score>> = {}
  const secondsUsed: Record<string, Record<string, number>> = {}
  const heads: RunHead[] = []
  // Several share one run; it is quoted once.
  const matchHeads = new Map<string, RunHead>()
  for (const { code, attendance } of Object.values(state.codes)) {
    if (!competesIn(state, stageId, code)) continue
    const own: Record<string, Score> = {}
    const seconds: Record<string, number> = {}
    for (const item of stage.items) {
      const runId = workIdOf(state, stageId, item, code)
      const run = await host.state(runId)
      if (run === null) continue
      const { match } = rulesOf(run.type) ?? {}
      if (match !== undefined) {
        const score = match.score(run.state, code)
        if (score === null) continue
        own[item.id] = score
        seconds[item.id] = Math.round(match.usedMs(run.state) / 1000)
        matchHeads.set(runId, { runId, version: run.version, head: run.head })
        continue
      }
      const markingId = markingIdOf(contestId, stageId, item.id, code)
      const marking = await host.state(markingId)
      // A piece that was never opened for marking is no piece: nobody performed, nothing was left to people.
      const marked = marking !== null && (marking.state as MarkingState).phase !== 'waiting'
      const panel = marked ? await host.score(markingId) : null
      const score = wholeScore(item, await host.score(runId), panel)
      const sitting = run.state as SittingState<unknown>
      // Nobody marks the work of those who are out of the contest; what was not marked does not count as sat.
      if (score === null || (score.pending === true && attendance !== 'present')) continue
      own[item.id] = score
      seconds[item.id] = Math.round((sitting.closed?.usedMs ?? 0) / 1000)
      heads.push({ runId, version: run.version, head: run.head })
      if (marked) heads.push({ runId: markingId, version: marking.version, head: marking.head })
    }
    scores[code] = own
    secondsUsed[code] = seconds
  }

  const refused = await serverAct(
    { host },
    contestId,
    'recordResults',
    { stage: stageId, scores, secondsUsed, heads: [...heads, ...matchHeads.values()] },
    personId,
  )
  return refused ?? { lines: Object.keys(scores).length }
}
