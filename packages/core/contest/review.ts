/** How far the review of a stage is: which scores are to check, and what is missing. */
import { reviewSample } from '../scoring/review-sample.ts'
import { stageStandings } from './results.ts'
import { pieceKey, type ContestState } from './state.ts'

export interface ReviewPiece {
  code: string
  item: string
}

/** The sample by the rulebook's rule, from the standings as they are. */
export function sampleFrom(state: ContestState, stage: string, seed: string) {
  const ranked = (stageStandings(state, stage)?.lines ?? []).flatMap(({ entrant, rank }) =>
    rank === null ? [] : [{ entrant, rank }],
  )
  return reviewSample(state.rulebook!.rulebook.review!, ranked, seed)
}

/** Who came into the top band after the sample was drawn, by a correction or because somebody above left: checked as well. */
export function risen(state: ContestState, stage: string): string[] {
  const review = state.reviews[stage]
  if (review === undefined) return []
  return sampleFrom(state, stage, review.seed).top.filter(
    (code) => !review.top.includes(code) && !review.drawn.includes(code),
  )
}

/** The scores to check, by code in the sample's order: every item of the code that has a score. */
export function toReview(state: ContestState, stage: string): ReviewPiece[] {
  const review = state.reviews[stage]
  const scores = state.results[stage]?.scores
  if (review === undefined || scores === undefined) return []
  const sample = [...review.top, ...review.drawn, ...risen(state, stage)]
  const rest = review.all ? Object.keys(scores).filter((code) => !sample.includes(code)) : []
  return [...sample, ...rest].flatMap((code) => Object.keys(scores[code] ?? {}).map((item) => ({ code, item })))
}

export type ReviewLeft = { why: 'notDrawn' } | { why: 'unchecked' | 'unanswered'; count: number }

/** Null: the rulebook asks for no review, or it is through. */
export function reviewLeft(state: ContestState, stage: string): ReviewLeft | null {
  if (state.rulebook?.rulebook.review === undefined) return null
  const review = state.reviews[stage]
  if (review === undefined) return { why: 'notDrawn' }
  const unchecked = toReview(state, stage).filter((piece) => !(pieceKey(piece) in review.findings)).length
  if (unchecked > 0) return { why: 'unchecked', count: unchecked }
  const unanswered = Object.values(review.findings).filter(({ right, answer }) => !right && answer === null).length
  return unanswered > 0 ? { why: 'unanswered', count: unanswered } : null
}
