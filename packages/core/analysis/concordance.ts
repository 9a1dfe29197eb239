/**
 * Kendall's W: how far m judges put n pieces in one order, 0 (none) to 1 (the same order).
 * W = 12 S ÷ (m²(n³ − n) − m T), S the squared deviations of the pieces' rank sums from their mean, T = Σ(t³ − t) over all
 * groups of t equals in any judge's ranking; χ² = m(n − 1)W with n − 1 degrees of freedom (M. G. Kendall and B. Babington
 * Smith, Annals of Mathematical Statistics 10, 1939; ties: S. Siegel, Nonparametric Statistics, 1956, p. 233).
 *
 * Only a complete block can be ranked: the panel whose judges marked the most together (judges × pieces). What lies outside
 * it is left out, and the counts say how much.
 */
import { found, notFound, reasons, withoutNoise, type Found } from './found.ts'
import { totalOf, type MarkedPieces } from './pieces.ts'
import { averageRanks } from './rank-correlation.ts'
import { chiSquareTail } from './chi-square.ts'

export interface Concordance {
  w: number
  chiSquare: number
  degreesOfFreedom: number
  /** The chance of such a W if every judge ranked at random. Rough for fewer than eight pieces. */
  p: number
  /** Judges of the block, of `judgesInAll`. */
  judges: number
  judgesInAll: number
  /** Pieces that all of them marked, of `piecesInAll`. */
  pieces: number
  piecesInAll: number
}

export function concordance(marked: MarkedPieces): Found<Concordance> {
  if (marked.judges.length < 2) return notFound(reasons.oneJudge)
  const { judges, whole } = largestBlock(marked)
  if (judges.length < 2 || whole.length < 2) return notFound(reasons.fewPieces)
  const rankings = judges.map((_, judge) => averageRanks(whole.map((totals) => totals[judge]!)))
  const [m, n] = [rankings.length, whole.length]
  const sums = whole.map((_, piece) => rankings.reduce((sum, ranks) => sum + ranks[piece]!, 0))
  const middle = (m * (n + 1)) / 2
  const deviations = sums.reduce((sum, rankSum) => sum + (rankSum - middle) ** 2, 0)
  const ties = rankings.reduce((sum, ranks) => sum + tieTerm(ranks), 0)
  const most = m ** 2 * (n ** 3 - n) - m * ties
  if (most <= 0) return notFound(reasons.allEqual)
  const w = withoutNoise((12 * deviations) / most)
  const chiSquare = m * (n - 1) * w
  return found({
    w,
    chiSquare,
    degreesOfFreedom: n - 1,
    p: chiSquareTail(chiSquare, n - 1),
    judges: m,
    judgesInAll: marked.judges.length,
    pieces: n,
    piecesInAll: marked.pieces.length,
  })
}

/** Each set of judges that marked some piece is a candidate; totals by piece, in the order of its judges. */
function largestBlock(marked: MarkedPieces): { judges: string[]; whole: number[][] } {
  const panels = new Map<string, string[]>()
  for (const { sheets } of marked.pieces) {
    const judges = Object.keys(sheets).toSorted()
    panels.set(JSON.stringify(judges), judges)
  }
  const blocks = [...panels]
    .filter(([, judges]) => judges.length > 1)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([, judges]) => ({
      judges,
      whole: marked.pieces.flatMap((piece) => {
        const totals = judges.flatMap((judge) => totalOf(piece, judge) ?? [])
        return totals.length === judges.length ? [totals] : []
      }),
    }))
  const size = ({ judges, whole }: (typeof blocks)[number]) => (whole.length < 2 ? 0 : judges.length * whole.length)
  return blocks.reduce((best, one) => (size(one) > size(best) ? one : best), { judges: [], whole: [] })
}

function tieTerm(ranks: readonly number[]): number {
  const sizes = new Map<number, number>()
  for (const rank of ranks) sizes.set(rank, (sizes.get(rank) ?? 0) + 1)
  return [...sizes.values()].reduce((sum, size) => sum + size ** 3 - size, 0)
}
