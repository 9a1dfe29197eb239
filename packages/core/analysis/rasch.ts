/** The many-facet Rasch estimate of one item: judges' severity, criteria's difficulty, entrants' ability, in logits. */
import { found, notFound, reasons, type Found } from './found.ts'
import type { MarkedPieces } from './pieces.ts'
import { categorised, type Categorised } from './rasch-categories.ts'
import { estimate, type Measure } from './rasch-estimate.ts'

export interface Rasch {
  /** Higher is more severe; the judges' mean is 0. */
  judges: (Measure & { id: string })[]
  /** Higher is harder to get points on; the criteria's mean is 0. Lines on which all marks are equal are absent. */
  criteria: (Measure & { id: string; categories: number })[]
  /** Higher is better, whoever marked. */
  entrants: (Measure & { code: string })[]
  converged: boolean
  iterations: number
  observations: number
}

export function rasch(marked: MarkedPieces): Found<Rasch> {
  if (marked.judges.length < 2) return notFound(reasons.oneJudge)
  const marks = categorised(marked)
  if (marks.observations.length === 0) return notFound(reasons.allExtreme)
  if (!linked(marks)) return notFound(reasons.notLinked)
  const result = estimate(
    marks.observations,
    { entrant: marks.entrants.length, judge: marks.judges.length, criterion: marks.criteria.length },
    marks.criteria.map(({ categories }) => categories),
  )
  if (result === null) return notFound(reasons.allExtreme)
  const { facets, converged, iterations, observations } = result
  return found({
    judges: marks.judges.flatMap((id, at) => named(facets.judge[at]!, { id })),
    criteria: marks.criteria.flatMap(({ id, categories }, at) => named(facets.criterion[at]!, { id, categories })),
    entrants: marks.entrants.flatMap((code, at) => named(facets.entrant[at]!, { code })),
    converged,
    iterations,
    observations,
  })
}

/** Elements without a single mark have no measure. */
function named<N extends object>(measure: Measure, name: N): (Measure & N)[] {
  return measure.marks === 0 ? [] : [{ ...measure, ...name }]
}

/** Whether marks join all judges and entrants: measures of panels that never met lie on scales of their own. */
function linked({ observations, judges }: Categorised): boolean {
  const group = new Map<string, string>()
  const root = (of: string): string => {
    const above = group.get(of) ?? of
    return above === of ? of : root(above)
  }
  for (const { entrant, judge } of observations) group.set(root(`e${entrant}`), root(`j${judge}`))
  const marking = judges.flatMap((_, judge) => (observations.some((one) => one.judge === judge) ? [`j${judge}`] : []))
  return new Set(marking.map(root)).size === 1
}
