/** Reckons a stage's analysis in a worker thread: a large hall's estimate takes longer than a live run should wait. */
import { analyse, type StageAnalysis } from '@leitai/core/analysis/analysis.ts'
import { markedPieces } from '@leitai/core/analysis/pieces.ts'
import { paperOf } from '@leitai/core/analysis/questions.ts'
import type { MarkingState } from '@leitai/core/marking/types.ts'
import type { Score, Text } from '@leitai/core/score.ts'

export interface AnalysisJob {
  items: { id: string; title: Text; markings: MarkingState[] }[]
  papers: { id: string; title: Text; papers: { code: string; score: Score; chosen: Record<string, string> }[] }[]
}

export default function reckon({ items, papers }: AnalysisJob): StageAnalysis {
  return analyse({
    items: items.map(({ id, title, markings }) => ({ id, title, marked: markedPieces(markings) })),
    papers: papers.map(({ id, title, papers }) => ({
      id,
      title,
      papers: papers.map(({ code, score, chosen }) => paperOf(code, score, chosen)),
    })),
  })
}
