/**
 * Marks as ordered categories for the Rasch model: 0 for the worst that anybody got on a line, one more for each better
 * mark. A line with more than `mostCategories` different marks is cut into as many equal widths over what was used, and
 * categories that nobody used are closed up: thresholds around an empty category cannot be estimated (J. M. Linacre,
 * Optimizing Rating Scale Category Effectiveness, Journal of Applied Measurement 3, 2002). A stopwatch reading (an overtime
 * line) is no judgement and stays out.
 */
import type { SheetLine } from '../rulebook/schema.ts'
import type { MarkedPieces } from './pieces.ts'

/** Seven steps are about what people tell apart (G. A. Miller, Psychological Review 63, 1956), and keep them filled. */
const mostCategories = 7

/** One mark. Indices into the facets' lists. */
export interface Observation {
  entrant: number
  judge: number
  criterion: number
  /** From 0. */
  category: number
}

/** Names of the facets in an observation, and what a higher measure does to the mark. */
export const facets = [
  { name: 'entrant', sign: 1 },
  { name: 'judge', sign: -1 },
  { name: 'criterion', sign: -1 },
] as const
export type Facet = (typeof facets)[number]['name']

export interface Categorised {
  entrants: string[]
  judges: string[]
  /** Lines whose marks differ; the others say nothing. */
  criteria: { id: string; categories: number }[]
  observations: Observation[]
}

export function categorised(marked: MarkedPieces): Categorised {
  const entrants = marked.pieces.map(({ code }) => code)
  const judges = marked.judges.map(({ id }) => id)
  const criteria: Categorised['criteria'] = []
  const observations: Observation[] = []
  for (const line of marked.lines) {
    if (line.kind === 'overtime') continue
    const marks = marked.pieces.flatMap(({ sheets }, entrant) =>
      judges.flatMap((id, judge) => {
        const mark = Object.hasOwn(sheets, id) ? sheets[id]!.marks[line.id] : undefined
        return mark === undefined ? [] : [{ entrant, judge, merit: meritOf(line, mark) }]
      }),
    )
    const categoryOf = scale(marks.map(({ merit }) => merit))
    if (categoryOf.count < 2) continue
    const criterion = criteria.push({ id: line.id, categories: categoryOf.count }) - 1
    for (const { entrant, judge, merit } of marks)
      observations.push({ entrant, judge, criterion, category: categoryOf.of(merit) })
  }
  return { entrants, judges, criteria, observations }
}

/** More is better: misses count down. */
function meritOf(line: SheetLine, mark: string): number {
  return line.kind === 'deduction' ? -Number(mark) : Number(mark)
}

function scale(merits: readonly number[]): { count: number; of(merit: number): number } {
  const used = [...new Set(merits)].toSorted((a, b) => a - b)
  const [lowest, highest] = [used[0] ?? 0, used.at(-1) ?? 0]
  const bin = (merit: number) =>
    used.length <= mostCategories
      ? used.indexOf(merit)
      : Math.min(mostCategories - 1, Math.floor(((merit - lowest) / (highest - lowest)) * mostCategories))
  const filled = [...new Set(merits.map(bin))].toSorted((a, b) => a - b)
  return { count: filled.length, of: (merit) => filled.indexOf(bin(merit)) }
}
