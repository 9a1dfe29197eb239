/** Entrants, judges and criteria whose marks all lie at one end of the scale have no finite measure: who they are. */
import { facets, type Facet, type Observation } from './rasch-categories.ts'

/**
 * Takes away elements whose marks are all lowest or all highest, and closes up what categories this leaves empty, until
 * nothing changes. `all`: every observation in the closed-up categories, those set aside too.
 */
export function withoutExtremes(
  observations: readonly Observation[],
  sizes: Record<Facet, number>,
  used: readonly number[],
): { kept: Observation[]; all: Observation[]; categories: number[] } {
  let all = [...observations]
  let inside = all.map(() => true)
  let categories = [...used]
  for (;;) {
    const ends = facets.map(({ name }) => {
      const low = Array.from({ length: sizes[name] }, () => true)
      const high = [...low]
      all.forEach((one, at) => {
        if (!inside[at]) return
        if (one.category > 0) low[one[name]] = false
        if (one.category < categories[one.criterion]! - 1) high[one[name]] = false
      })
      return { name, extreme: (at: number) => low[at]! || high[at]! }
    })
    const still = all.map((one, at) => inside[at]! && !ends.some(({ name, extreme }) => extreme(one[name])))
    const filled = categories.map(() => new Set<number>())
    all.forEach((one, at) => {
      if (still[at]) filled[one.criterion]!.add(one.category)
    })
    if (still.every((one, at) => one === inside[at]) && filled.every(({ size }, at) => size === categories[at]))
      return { kept: all.filter((_, at) => inside[at]), all, categories }
    const closed = filled.map((own) => [...own].toSorted((a, b) => a - b))
    // A category beyond those that are left counts as the nearest end.
    const place = ({ criterion, category }: Observation) =>
      Math.min(
        Math.max(0, closed[criterion]!.length - 1),
        closed[criterion]!.filter((filled) => filled < category).length,
      )
    all = all.map((one) => ({ ...one, category: place(one) }))
    inside = still
    categories = closed.map(({ length }) => length)
  }
}
