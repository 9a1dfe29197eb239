/** How far each judge's order of the pieces agrees: with the mean of the others, and judge with judge. */
import { notFound, reasons, type Found } from './found.ts'
import { totalOf, type MarkedPieces } from './pieces.ts'
import { rankCorrelation, type RankCorrelation } from './rank-correlation.ts'
import { paired } from './severity.ts'

export function agreementWithOthers(marked: MarkedPieces, judge: string): Found<RankCorrelation> {
  if (marked.judges.length < 2) return notFound(reasons.oneJudge)
  const pairs = paired(marked, judge)
  return rankCorrelation(
    pairs.map(({ own }) => own),
    pairs.map(({ others }) => others),
  )
}

export interface JudgePair {
  a: string
  b: string
  correlation: Found<RankCorrelation>
}

/** Every two judges once, over the pieces that both marked. */
export function agreementOfPairs(marked: MarkedPieces): JudgePair[] {
  return marked.judges.flatMap(({ id: a }, at) =>
    marked.judges.slice(at + 1).map(({ id: b }): JudgePair => {
      const both = marked.pieces.flatMap((piece) => {
        const [left, right] = [totalOf(piece, a), totalOf(piece, b)]
        return left === undefined || right === undefined ? [] : [[left, right] as const]
      })
      return {
        a,
        b,
        correlation: rankCorrelation(
          both.map(([left]) => left),
          both.map(([, right]) => right),
        ),
      }
    }),
  )
}
