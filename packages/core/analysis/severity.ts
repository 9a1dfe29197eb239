/**
 * How severe and how consistent each judge is: the judge's total less the mean of the other judges' totals on the same
 * piece (leave-one-out difference), over all pieces that the judge and somebody else marked. Above 0 is generous, below 0
 * severe. Its standard error is s ÷ √n with the sample standard deviation s of these differences, the usual error of a mean
 * (ISO 5725-1:1994 calls the same two numbers of a laboratory its bias and its precision). s itself is the inconsistency:
 * how much the judge's distance from the group changes from piece to piece.
 *
 * In a panel of m who all mark everything, a constant c added by one judge moves this judge by c and every other by
 * −c ÷ (m − 1); no inconsistency and no rank correlation moves.
 */
import { mean, sampleStandardDeviation } from 'simple-statistics'
import { found, notFound, reasons, withoutNoise, type Found } from './found.ts'
import { totalOf, type MarkedPieces } from './pieces.ts'

export interface Severity {
  /** Mean difference from the others, in points of the sheet. */
  difference: number
  standardError: number
  /** Standard deviation of the differences, in points. */
  inconsistency: number
  /** Pieces that count. */
  pieces: number
  /** Difference by piece. */
  byPiece: { code: string; difference: number }[]
}

export function severityOf(marked: MarkedPieces, judge: string): Found<Severity> {
  if (marked.judges.length < 2) return notFound(reasons.oneJudge)
  const byPiece = differences(marked, judge)
  if (byPiece.length < 2) return notFound(reasons.fewPieces)
  const values = byPiece.map(({ difference }) => difference)
  const inconsistency = withoutNoise(sampleStandardDeviation(values))
  return found({
    difference: withoutNoise(mean(values)),
    standardError: inconsistency / Math.sqrt(values.length),
    inconsistency,
    pieces: values.length,
    byPiece,
  })
}

function differences(marked: MarkedPieces, judge: string): Severity['byPiece'] {
  return paired(marked, judge).map(({ code, own, others }) => ({ code, difference: withoutNoise(own - others) }))
}

/** The judge's total and the mean of the others' on each piece that both sides marked. */
export function paired(marked: MarkedPieces, judge: string): { code: string; own: number; others: number }[] {
  return marked.pieces.flatMap((piece) => {
    const own = totalOf(piece, judge)
    const others = marked.judges.flatMap(({ id }) => (id === judge ? [] : (totalOf(piece, id) ?? [])))
    return own === undefined || others.length === 0
      ? []
      : [{ code: piece.code, own, others: withoutNoise(mean(others)) }]
  })
}
