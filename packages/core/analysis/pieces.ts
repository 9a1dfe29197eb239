/**
 * One item's marks as the analysis reads them. The numbers here are ordinary floating-point numbers: analysis advises, it
 * never scores. Scores stay exact rationals (`scoring/`).
 */
import type { SheetLine } from '../rulebook/schema.ts'
import { panelMarks } from '../marking/reading.ts'
import type { MarkingState } from '../marking/types.ts'
import { exact, shortDecimal } from '../scoring/decimal.ts'
import { byJudge, sheetMax, sheetTotal } from '../scoring/sheet.ts'

export interface JudgeSheet {
  /** Line id → mark, as it was entered; lines that the system fills are not among them. */
  marks: Record<string, string>
  /** The sheet's total in points, decimal. */
  total: string
}

export interface MarkedPieces {
  /** What one sheet gives at most, in points. */
  sheetMax: number
  /** Lines that judges mark, in order. */
  lines: SheetLine[]
  judges: { id: string; name: string }[]
  /** Judges who did not mark a piece are absent from its sheets. */
  pieces: { code: string; sheets: Record<string, JudgeSheet> }[]
}

/** The closed pieces among one item's marking runs, with the sheets that are whole and handed in; in order of code. */
export function markedPieces(states: readonly MarkingState[]): MarkedPieces {
  const closed = states
    .filter(({ phase }) => phase === 'closed')
    .toSorted((a, b) => (a.setup.code < b.setup.code ? -1 : a.setup.code > b.setup.code ? 1 : 0))
  const lines = new Map<string, SheetLine>()
  const judges = new Map<string, string>()
  let most = 0
  const pieces = closed.map((state) => {
    const { item, code } = state.setup
    most = Math.max(most, Number(sheetMax(item).valueOf()))
    for (const line of item.marking.sheet.filter(byJudge)) if (!lines.has(line.id)) lines.set(line.id, line)
    const marked = panelMarks(state)
    const sheets: Record<string, JudgeSheet> = {}
    for (const { personId, name } of state.judges) {
      const marks = marked.byJudge[personId] ?? {}
      const all = { ...marked.measured, ...marks }
      const handedIn = Object.hasOwn(state.sheets, personId) && state.sheets[personId]!.handedIn !== null
      if (!handedIn || item.marking.sheet.some(({ id }) => all[id] === undefined)) continue
      judges.set(personId, name)
      const read = Object.fromEntries(Object.entries(all).map(([line, text]) => [line, exact(text)]))
      sheets[personId] = { marks, total: shortDecimal(sheetTotal(item, read)) }
    }
    return { code, sheets }
  })
  return {
    sheetMax: most,
    lines: [...lines.values()],
    judges: [...judges].map(([id, name]) => ({ id, name })).toSorted((a, b) => (a.id < b.id ? -1 : 1)),
    pieces,
  }
}

/** The total that this judge gave the piece; undefined where the judge did not mark it. */
export function totalOf(piece: MarkedPieces['pieces'][number], judge: string): number | undefined {
  return Object.hasOwn(piece.sheets, judge) ? Number(piece.sheets[judge]!.total) : undefined
}
