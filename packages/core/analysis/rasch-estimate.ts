/**
 * Joint maximum likelihood (JMLE, "UCON": B. D. Wright and N. Panchapakesan, Educational and Psychological Measurement 29,
 * 1969): facet by facet a Newton–Raphson step of (observed − expected score) ÷ variance, thresholds by their cumulative
 * counts, until no measure moves. Facets are updated one after another, so that no step overshoots another's.
 *
 * Elements whose marks are all at one end have no finite measure. They are set aside (and what this makes extreme after
 * them), categories that are left empty are closed up, and they are measured at the end with the others held fast,
 * `extremeShift` of a category away from the end, as Facets does.
 *
 * JMLE spreads measures too wide by about L ÷ (L − 1), L the marks that an entrant's measure rests on; all are multiplied by
 * (L − 1) ÷ L (B. D. Wright and G. A. Douglas, Educational and Psychological Measurement 37, 1977).
 */
import { facets, type Facet, type Observation } from './rasch-categories.ts'
import { withoutExtremes } from './rasch-extremes.ts'
import { expectation, probabilities, weightsOf } from './rasch-model.ts'

const mostIterations = 300
/** Logits; far below any standard error that a contest's marks allow. */
const settled = 0.0005
const longestStep = 1
/** Information below this is none: marks that follow from each other without error have no finite measures. */
const leastInformation = 1e-6
/** A standard error of ten logits: the measure ran away and came to rest nowhere. */
const unbounded = 10
const extremeShift = 0.3

export interface Measure {
  measure: number
  standardError: number
  /** Marks that it rests on. */
  marks: number
  /** All marks at one end: the measure says which end, little more. */
  extreme: boolean
  /** Mean square of standardised residuals, weighted by information; 1 is what the model expects. Null for extremes. */
  infit: number | null
  /** The same unweighted: outliers show here. */
  outfit: number | null
}

export interface Estimate {
  facets: Record<Facet, Measure[]>
  thresholds: number[][]
  converged: boolean
  iterations: number
  /** Marks that the estimation rests on (without extremes). */
  observations: number
}

/** Sizes of the facets; categories by criterion. Null where every mark is extreme. */
export function estimate(
  given: readonly Observation[],
  sizes: Record<Facet, number>,
  used: readonly number[],
): Estimate | null {
  const { kept, all: observations, categories } = withoutExtremes(given, sizes, used)
  if (kept.length === 0) return null
  const measures = {
    entrant: zeros(sizes.entrant),
    judge: zeros(sizes.judge),
    criterion: zeros(sizes.criterion),
  }
  const thresholds = categories.map((count) => zeros(Math.max(0, count - 1)))
  const inUse = {
    entrant: new Set(kept.map(({ entrant }) => entrant)),
    judge: new Set(kept.map(({ judge }) => judge)),
    criterion: new Set(kept.map(({ criterion }) => criterion)),
  }

  let iterations = 0
  let moved = Infinity
  while (moved > settled && iterations < mostIterations) {
    iterations += 1
    moved = 0
    for (const { name, sign } of facets) {
      const { residual, information } = sums(kept, name, sizes[name], measures, thresholds)
      for (const at of inUse[name]) {
        const step = stepOf(sign * residual[at]!, information[at]!)
        measures[name][at]! += step
        moved = Math.max(moved, Math.abs(step))
      }
      if (name !== 'entrant') centre(measures[name], inUse[name], measures)
    }
    moved = Math.max(moved, moveThresholds(kept, measures, thresholds))
  }

  const perEntrant = kept.length / inUse.entrant.size
  const correction = perEntrant > 1 ? (perEntrant - 1) / perEntrant : 1
  const facetMeasures = (name: Facet, sign: 1 | -1): Measure[] => {
    const fit = fitOf(kept, name, sizes[name], measures, thresholds)
    return measures[name].map((measure, at) => {
      const own = observations.filter((one) => one[name] === at)
      if (inUse[name].has(at))
        return {
          measure: measure * correction,
          standardError: errorOf(fit[at]!.information),
          marks: own.length,
          extreme: false,
          infit: fit[at]!.infit,
          outfit: fit[at]!.outfit,
        }
      return extremeMeasure(own, name, sign, measures, thresholds, categories, correction)
    })
  }
  const measured = {
    entrant: facetMeasures('entrant', 1),
    judge: facetMeasures('judge', -1),
    criterion: facetMeasures('criterion', -1),
  }
  const bounded = Object.values(measured)
    .flat()
    .every(({ extreme, standardError }) => extreme || standardError < unbounded)
  return {
    facets: measured,
    thresholds: thresholds.map((own) => own.map((threshold) => threshold * correction)),
    converged: moved <= settled && bounded,
    iterations,
    observations: kept.length,
  }
}

type Measures = Record<Facet, number[]>

function zeros(count: number): number[] {
  return Array.from({ length: count }, () => 0)
}

function stepOf(residual: number, information: number): number {
  return Math.max(-longestStep, Math.min(longestStep, residual / Math.max(information, leastInformation)))
}

function errorOf(information: number): number {
  return 1 / Math.sqrt(Math.max(information, leastInformation))
}

function logitOf(one: Observation, measures: Measures): number {
  return measures.entrant[one.entrant]! - measures.judge[one.judge]! - measures.criterion[one.criterion]!
}

/** Puts the origin at the mean of the facet; abilities take up the shift, so that every logit stays as it was. */
function centre(own: number[], inUse: ReadonlySet<number>, measures: Measures): void {
  let sum = 0
  for (const at of inUse) sum += own[at]!
  const middle = sum / inUse.size
  for (const at of inUse) own[at]! -= middle
  measures.entrant = measures.entrant.map((ability) => ability - middle)
}

function sums(
  observations: readonly Observation[],
  name: Facet,
  size: number,
  measures: Measures,
  thresholds: readonly number[][],
): { residual: number[]; information: number[] } {
  const weights = thresholds.map(weightsOf)
  const residual = zeros(size)
  const information = zeros(size)
  const chances: number[] = []
  for (const one of observations) {
    const { mean, variance } = expectation(probabilities(logitOf(one, measures), weights[one.criterion]!, chances))
    residual[one[name]]! += one.category - mean
    information[one[name]]! += variance
  }
  return { residual, information }
}

/** A threshold rises where fewer marks reach its category than expected. Gives the largest step. */
function moveThresholds(observations: readonly Observation[], measures: Measures, thresholds: number[][]): number {
  const weights = thresholds.map(weightsOf)
  const residual = thresholds.map((own) => zeros(own.length))
  const information = thresholds.map((own) => zeros(own.length))
  const chances: number[] = []
  for (const one of observations) {
    probabilities(logitOf(one, measures), weights[one.criterion]!, chances)
    let reaching = 0
    for (let k = chances.length - 1; k > 0; k -= 1) {
      reaching += chances[k]!
      residual[one.criterion]![k - 1]! += (one.category >= k ? 1 : 0) - reaching
      information[one.criterion]![k - 1]! += reaching * (1 - reaching)
    }
  }
  let moved = 0
  thresholds.forEach((own, criterion) => {
    // Two categories have one threshold, and it is the criterion's difficulty itself.
    if (own.length < 2) return
    const before = [...own]
    for (let k = 0; k < own.length; k += 1) own[k]! -= stepOf(residual[criterion]![k]!, information[criterion]![k]!)
    const middle = own.reduce((sum, threshold) => sum + threshold, 0) / own.length
    own.forEach((threshold, k) => {
      own[k] = threshold - middle
      moved = Math.max(moved, Math.abs(own[k]! - before[k]!))
    })
    measures.criterion[criterion]! += middle
  })
  return moved
}

/** `infit` Σ(x − E)² ÷ ΣV, `outfit` the mean of (x − E)² ÷ V (B. D. Wright and G. N. Masters, Rating Scale Analysis, 1982, ch. 5). */
function fitOf(
  observations: readonly Observation[],
  name: Facet,
  size: number,
  measures: Measures,
  thresholds: readonly number[][],
): { information: number; infit: number; outfit: number }[] {
  const weights = thresholds.map(weightsOf)
  const out = Array.from({ length: size }, () => ({ squares: 0, information: 0, standardised: 0, marks: 0 }))
  const chances: number[] = []
  for (const one of observations) {
    const { mean, variance } = expectation(probabilities(logitOf(one, measures), weights[one.criterion]!, chances))
    const square = (one.category - mean) ** 2
    const own = out[one[name]]!
    own.squares += square
    own.information += variance
    own.standardised += square / Math.max(variance, 1e-9)
    own.marks += 1
  }
  return out.map(({ squares, information, standardised, marks }) => ({
    information,
    infit: information > 0 ? squares / information : 1,
    outfit: marks > 0 ? standardised / marks : 1,
  }))
}

function extremeMeasure(
  own: readonly Observation[],
  name: Facet,
  sign: 1 | -1,
  measures: Measures,
  thresholds: readonly number[][],
  categories: readonly number[],
  correction: number,
): Measure {
  const most = own.reduce((sum, one) => sum + categories[one.criterion]! - 1, 0)
  const score = own.reduce((sum, one) => sum + one.category, 0)
  const aim = Math.max(extremeShift, Math.min(most - extremeShift, score))
  const at = own[0]?.[name]
  if (at === undefined) return { measure: 0, standardError: 0, marks: 0, extreme: true, infit: null, outfit: null }
  let information = 1
  for (let step = 0; step < mostIterations; step += 1) {
    const found = sums(own, name, at + 1, measures, thresholds)
    const expected = score - found.residual[at]!
    information = found.information[at]!
    const move = stepOf(sign * (aim - expected), information)
    measures[name][at]! += move
    if (Math.abs(move) < settled) break
  }
  return {
    measure: measures[name][at]! * correction,
    standardError: errorOf(information),
    marks: own.length,
    extreme: true,
    infit: null,
    outfit: null,
  }
}
