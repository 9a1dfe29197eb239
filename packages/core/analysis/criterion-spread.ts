/**
 * What the panel made of each line: how much of it was given, how far judges lie apart on the same piece, and whether the
 * line tells entrants apart at all. The spread between judges is the pooled within-piece standard deviation
 * √(Σ(x − x̄ₚ)² ÷ Σ(mₚ − 1)), the repeatability-style estimate of one-way analysis of variance (ISO 5725-2:1994, 7.4.5).
 */
import { mean, quantileSorted, sampleStandardDeviation } from 'simple-statistics'
import type { SheetLine } from '../rulebook/schema.ts'
import type { Text } from '../score.ts'
import { withoutNoise } from './found.ts'
import type { MarkedPieces } from './pieces.ts'

/**
 * So many of the marks at one end of a line make it a ceiling (or floor): of ten marks nine say the same, and what is left
 * cannot tell entrants apart.
 */
export const endShare = 0.9

export interface CriterionSpread {
  id: string
  label: Text
  /** The mark's range: what the line gives at least and at most. A deduction goes from everything lost to nothing lost. */
  from: number
  to: number
  marks: number
  pieces: number
  mean: number
  /** The mean as a share of the range, 0 … 1. */
  shareUsed: number
  lowest: number
  lowerQuartile: number
  median: number
  upperQuartile: number
  highest: number
  /** Between judges on the same piece. Null where no piece has two marks. */
  betweenJudges: number | null
  /** Between the pieces' means. Null for a single piece. */
  betweenPieces: number | null
  /**
   * Of the panel's mean: 1 − s²between judges ÷ (m · s²between pieces), m marks a piece, held within 0 … 1 (one-way intraclass
   * correlation ICC(1, k); P. E. Shrout and J. L. Fleiss, Psychological Bulletin 86, 1979).
   */
  reliability: number | null
  /** Shares of the marks at the ends. */
  atTop: number
  atBottom: number
  end: 'ceiling' | 'floor' | null
}

/** Lines that judges marked, in the sheet's order. A stopwatch reading (overtime) is no judgement and is left out. */
export function criterionSpreads(marked: MarkedPieces): CriterionSpread[] {
  return marked.lines.flatMap((line) => {
    if (line.kind === 'overtime' || line.kind === 'measured') return []
    const byPiece = marked.pieces
      .map(({ sheets }) =>
        Object.values(sheets).flatMap(({ marks }) => {
          const mark = marks[line.id]
          return mark === undefined ? [] : [pointsOf(line, Number(mark))]
        }),
      )
      .filter((marks) => marks.length > 0)
    return byPiece.length === 0 ? [] : [spreadOf(line, byPiece)]
  })
}

type Judged = Exclude<SheetLine, { kind: 'overtime' | 'measured' }>

function spreadOf(line: Judged, byPiece: readonly number[][]): CriterionSpread {
  const [from, to] = rangeOf(line)
  const all = byPiece.flat().toSorted((a, b) => a - b)
  const middle = withoutNoise(mean(all))
  const means = byPiece.map((marks) => withoutNoise(mean(marks)))
  const squares = byPiece.reduce(
    (sum, marks, piece) => sum + marks.reduce((own, mark) => own + (mark - means[piece]!) ** 2, 0),
    0,
  )
  const freedom = all.length - byPiece.length
  const share = (at: number) => all.filter((mark) => mark === at).length / all.length
  const [atTop, atBottom] = [share(to), share(from)]
  const betweenJudges = freedom > 0 ? withoutNoise(Math.sqrt(squares / freedom)) : null
  const betweenPieces = means.length > 1 ? withoutNoise(sampleStandardDeviation(means)) : null
  return {
    id: line.id,
    label: line.label,
    from,
    to,
    marks: all.length,
    pieces: byPiece.length,
    mean: middle,
    shareUsed: to > from ? (middle - from) / (to - from) : 0,
    lowest: all[0]!,
    lowerQuartile: quantileSorted(all, 0.25),
    median: quantileSorted(all, 0.5),
    upperQuartile: quantileSorted(all, 0.75),
    highest: all.at(-1)!,
    betweenJudges,
    betweenPieces,
    reliability: reliabilityOf(betweenJudges, betweenPieces, all.length / byPiece.length),
    atTop,
    atBottom,
    end: atTop >= endShare ? 'ceiling' : atBottom >= endShare ? 'floor' : null,
  }
}

function reliabilityOf(betweenJudges: number | null, betweenPieces: number | null, marksEach: number): number | null {
  if (betweenJudges === null || betweenPieces === null) return null
  // All pieces alike: nothing of the entrants shows, unless judges are all alike too, and then there is nothing to ask.
  if (betweenPieces === 0) return betweenJudges === 0 ? null : 0
  return Math.max(0, 1 - betweenJudges ** 2 / (marksEach * betweenPieces ** 2))
}

/** The mark on its line's own scale: misses as the points that are left. */
function pointsOf(line: Judged, mark: number): number {
  return line.kind === 'deduction'
    ? withoutNoise(Number(line.from) - Math.min(Number(line.each) * mark, Number(line.most)))
    : mark
}

function rangeOf(line: Judged): [number, number] {
  switch (line.kind) {
    case 'points':
    case 'weight':
      return [0, Number(line.max)]
    case 'levels': {
      const points = line.levels.map((level) => Number(level.points))
      return [Math.min(...points), Math.max(...points)]
    }
    case 'deduction':
      return [withoutNoise(Number(line.from) - Number(line.most)), Number(line.from)]
  }
}
