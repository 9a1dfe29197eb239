/** A stage's analysis from its runs: what judges marked, and the questions of its papers. */
import { Piscina } from 'piscina'
import type { StageAnalysis } from '@leitai/core/analysis/analysis.ts'
import { markingIdOf, workIdOf, stageOf } from '@leitai/core/contest/reading.ts'
import type { MarkingState } from '@leitai/core/marking/types.ts'
import { workScore } from '../work-score.ts'
import { wholeScore } from '@leitai/core/marking/whole-score.ts'
import { isRefusal, refuse, type Refusal } from '@leitai/core/run.ts'
import { isJudged } from '@leitai/core/scoring/sheet.ts'
import type { Parts } from '../../parts.ts'
import { contestState } from '../contest-state.ts'
import type { AnalysisJob } from './analysis-worker.ts'

/** Refuses `noSuchStage`; `markingOpen` while a judge could still act on what it tells. */
export async function analyseStage(
  { host, items }: Pick<Parts, 'host' | 'items'>,
  contestId: string,
  stageId: string,
): Promise<StageAnalysis | Refusal> {
  const state = await contestState(host, contestId)
  if (isRefusal(state)) return state
  const stage = state.rulebook === null ? undefined : stageOf(state.rulebook.rulebook, stageId)
  if (stage === undefined) return refuse('noSuchStage', '没有这个阶段', 'There is no such stage')
  if (state.markingClosed[stageId] === undefined)
    return refuse(
      'markingOpen',
      '评分结束后才能查看评分分析：在此之前它会透露裁判的打分。',
      'The analysis comes after marking is closed: before that it would tell marks.',
    )

  // Whoever was absent has no answers to count as wrong.
  const codes = Object.values(state.codes)
    .filter(({ attendance }) => attendance === 'present')
    .map(({ code }) => code)
  const job: AnalysisJob = { items: [], papers: [] }
  for (const item of stage.items) {
    const { id, title } = item
    const markings: MarkingState[] = []
    const papers: AnalysisJob['papers'][number]['papers'] = []
    for (const code of codes) {
      const markingId = markingIdOf(contestId, stageId, id, code)
      const marking = (await host.state(markingId))?.state as MarkingState | undefined
      if (marking !== undefined) markings.push(marking)
      if (isJudged(item)) continue
      const closed = marking?.phase === 'closed'
      const work = await workScore(host, state, stageId, item, code)
      const score = wholeScore(item, work, closed ? await host.score(markingId) : null)
      if (score === null) continue
      const run = await host.state(workIdOf(state, stageId, item, code))
      const chosen = run === null ? {} : (items.serverOf(item.type)?.chosen?.(run.state) ?? {})
      papers.push({ code, score, chosen })
    }
    job.items.push({ id, title, markings })
    job.papers.push({ id, title, papers })
  }
  return reckonApart(job)
}

/** A thread for the one job: analyses are looked at a few times in a contest, and nothing is kept warm for them. */
async function reckonApart(job: AnalysisJob): Promise<StageAnalysis> {
  const worker = new Piscina<AnalysisJob, StageAnalysis>({
    filename: new URL('analysis-worker.ts', import.meta.url).href,
    maxThreads: 1,
  })
  try {
    return await worker.run(job)
  } finally {
    await worker.destroy()
  }
}
