/**
 * Whether two lists put the same pieces in the same order.
 *
 * Spearman's ρ: Pearson's correlation of the ranks, equals sharing the mean of their ranks (C. Spearman, The American Journal
 * of Psychology 15, 1904; with ties this form, not 1 − 6Σd² ÷ (n³ − n)).
 * Kendall's τ-b: (C − D) ÷ √((n₀ − n₁)(n₀ − n₂)), C and D the pairs in the same and in opposite order, n₀ = n(n − 1) ÷ 2,
 * n₁ and n₂ the pairs tied in either list (M. G. Kendall, Biometrika 33, 1945).
 */
import { sampleCorrelation } from 'simple-statistics'
import { found, notFound, reasons, withoutNoise, type Found } from './found.ts'

export interface RankCorrelation {
  spearman: number
  kendall: number
  pieces: number
}

/** Fewer pairs have a correlation of ±1 by themselves. */
const fewestPieces = 3

export function rankCorrelation(a: readonly number[], b: readonly number[]): Found<RankCorrelation> {
  if (a.length !== b.length) throw new RangeError(`${a.length} values beside ${b.length}`)
  if (a.length < fewestPieces) return notFound(reasons.fewPieces)
  if (new Set(a).size === 1 || new Set(b).size === 1) return notFound(reasons.allEqual)
  return found({
    spearman: held(sampleCorrelation(averageRanks(a), averageRanks(b))),
    kendall: held(tauB(a, b)),
    pieces: a.length,
  })
}

/** 1 for the smallest; equals share the mean of the ranks that they take up together. */
export function averageRanks(values: readonly number[]): number[] {
  const order = values.map((_, index) => index).toSorted((a, b) => values[a]! - values[b]!)
  const ranks = Array.from({ length: values.length }, () => 0)
  for (let from = 0; from < order.length;) {
    let to = from
    while (to + 1 < order.length && values[order[to + 1]!] === values[order[from]!]) to += 1
    for (let at = from; at <= to; at += 1) ranks[order[at]!] = (from + to) / 2 + 1
    from = to + 1
  }
  return ranks
}

function tauB(a: readonly number[], b: readonly number[]): number {
  let agreeing = 0
  let untiedA = 0
  let untiedB = 0
  for (let i = 1; i < a.length; i += 1) {
    for (let j = 0; j < i; j += 1) {
      const inA = Math.sign(a[i]! - a[j]!)
      const inB = Math.sign(b[i]! - b[j]!)
      agreeing += inA * inB
      untiedA += Math.abs(inA)
      untiedB += Math.abs(inB)
    }
  }
  return agreeing / Math.sqrt(untiedA * untiedB)
}

function held(correlation: number): number {
  return withoutNoise(Math.max(-1, Math.min(1, correlation)))
}
