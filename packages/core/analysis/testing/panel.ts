/** Made-up panels for tests: from a table of totals, or from the many-facet Rasch model with known parameters. */
import type { SheetLine } from '../../rulebook/schema.ts'
import { chance } from '../../seed.ts'
import type { MarkedPieces } from '../pieces.ts'
import { probabilities, weightsOf } from '../rasch-model.ts'

export const pointsLine = (id: string, max: number, zh = id): SheetLine => ({
  kind: 'points',
  id,
  label: { zh, en: id },
  max: String(max),
  step: '1',
})

/** Rows are pieces, columns judges A, B, C …; null is a piece that the judge did not mark. One line holds the total. */
export function panelOf(rows: readonly (readonly (number | null)[])[], max = 100): MarkedPieces {
  const ids = Array.from({ length: rows[0]?.length ?? 0 }, (_, at) => String.fromCodePoint(65 + at))
  return {
    sheetMax: max,
    lines: [pointsLine('line', max)],
    judges: ids.map((id) => ({ id, name: id })),
    pieces: rows.map((totals, at) => ({
      code: `A${String(at + 1).padStart(2, '0')}`,
      sheets: Object.fromEntries(
        totals.flatMap((total, judge) =>
          total === null ? [] : [[ids[judge]!, { marks: { line: String(total) }, total: String(total) }] as const],
        ),
      ),
    })),
  }
}

/** A number evenly from [0, 1), and one from the standard normal distribution (Box and Muller 1958). */
export function numbers(seed: string): { even(): number; normal(): number } {
  const words = chance(seed)
  const even = () => words.below(0x1_0000_0000) / 0x1_0000_0000
  return { even, normal: () => Math.sqrt(-2 * Math.log(1 - even())) * Math.cos(2 * Math.PI * even()) }
}

export interface Truth {
  abilities: readonly number[]
  severities: readonly number[]
  difficulties: readonly number[]
  /** The same for all criteria; their count is the criteria's highest mark. */
  thresholds: readonly number[]
}

/** `marks`: whether this judge marks this entrant; everybody marks everybody without it. */
export function simulated(
  { abilities, severities, difficulties, thresholds }: Truth,
  seed: string,
  marks: (entrant: number, judge: number) => boolean = () => true,
): MarkedPieces {
  const { even } = numbers(seed)
  const weights = weightsOf(thresholds)
  const ids = severities.map((_, judge) => String.fromCodePoint(65 + judge))
  const lines = difficulties.map((_, at) => pointsLine(`c${at + 1}`, thresholds.length))
  const pieces = abilities.map((ability, entrant) => {
    const sheets = severities.flatMap((severity, judge) => {
      if (!marks(entrant, judge)) return []
      let total = 0
      const own = difficulties.map((difficulty, at) => {
        const chances = probabilities(ability - severity - difficulty, weights, [])
        let left = even()
        let category = 0
        while (category < thresholds.length && left >= chances[category]!) {
          left -= chances[category]!
          category += 1
        }
        total += category
        return [`c${at + 1}`, String(category)] as const
      })
      return [[ids[judge]!, { marks: Object.fromEntries(own), total: String(total) }] as const]
    })
    return { code: `A${String(entrant + 1).padStart(2, '0')}`, sheets: Object.fromEntries(sheets) }
  })
  return {
    sheetMax: thresholds.length * difficulties.length,
    lines,
    judges: ids.map((id) => ({ id, name: id })),
    pieces,
  }
}
