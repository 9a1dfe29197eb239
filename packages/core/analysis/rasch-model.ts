/**
 * The many-facet Rasch model with partial credit: for an entrant of ability B, a judge of severity C and a criterion of
 * difficulty D with thresholds F₁ … Fₘ (their sum 0),
 *   ln(P(k) ÷ P(k − 1)) = B − C − D − Fₖ
 * (J. M. Linacre, Many-Facet Rasch Measurement, 1989; thresholds by criterion: G. N. Masters, Psychometrika 47, 1982). All
 * measures are in logits.
 */

/** P(0) … P(m) at `logit` = B − C − D. `out` is filled and given back. */
export function probabilities(logit: number, weights: readonly number[], out: number[]): number[] {
  // P(k) ∝ e^(k·logit − F₁ − … − Fₖ); powers of the smaller of e^±logit, so that nothing overflows.
  const last = weights.length - 1
  const step = Math.exp(-Math.abs(logit))
  let power = 1
  let sum = 0
  for (let at = 0; at <= last; at += 1) {
    const category = logit > 0 ? last - at : at
    // e^(k·logit) with logit ≤ 0, or e^((k − last)·logit) with logit > 0: the common factor falls out.
    const part = weights[category]! * power
    out[category] = part
    sum += part
    power *= step
  }
  for (let category = 0; category <= last; category += 1) out[category]! /= sum
  out.length = last + 1
  return out
}

/** e^−(F₁ + … + Fₖ) for k = 0 … m: what is the same for all marks of a criterion. */
export function weightsOf(thresholds: readonly number[]): number[] {
  let sum = 0
  return [1, ...thresholds.map((threshold) => Math.exp(-(sum += threshold)))]
}

export function expectation(chances: readonly number[]): { mean: number; variance: number } {
  let mean = 0
  let square = 0
  for (let category = 1; category < chances.length; category += 1) {
    mean += category * chances[category]!
    square += category * category * chances[category]!
  }
  return { mean, variance: square - mean * mean }
}
