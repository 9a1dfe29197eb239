/** What follows from a piece's marking: who owes which line, and the panel's score. */
import type { Score, Text } from '../score.ts'
import { aggregateMarks } from '../scoring/aggregate.ts'
import { exact, formatDecimal, shortDecimal } from '../scoring/decimal.ts'
import { panelScore, type PanelMarks } from '../scoring/item-score.ts'
import { byJudge, measureOf, readMark, sheetMax, sheetTotal, within } from '../scoring/sheet.ts'
import type { SheetLine } from '../rulebook/schema.ts'
import type { MarkingState, Sheet } from './types.ts'

export const emptySheet: Sheet = { marks: {}, conflicts: {}, remarks: { text: '', revision: 0 }, handedIn: null }

export function sheetOf(state: MarkingState, judge: string): Sheet {
  return Object.hasOwn(state.sheets, judge) ? state.sheets[judge]! : emptySheet
}

/** The mark on a line as it was entered; undefined where there is none. */
export function markOn(sheet: Sheet, line: string): string | undefined {
  return (Object.hasOwn(sheet.marks, line) ? sheet.marks[line]!.value : null) ?? undefined
}

export function linesToMark(state: MarkingState): SheetLine[] {
  return state.setup.item.marking.sheet.filter(byJudge)
}

/** The lines that this judge has not marked. */
export function owedLines(state: MarkingState, judge: string): SheetLine[] {
  const sheet = sheetOf(state, judge)
  return linesToMark(state).filter(({ id }) => markOn(sheet, id) === undefined)
}

export interface Owed {
  personId: string
  name: string
  lines: { id: string; label: Text }[]
  /** All lines are marked, but the judge has not handed in. */
  notHandedIn: boolean
}

/** Who keeps the piece from being closed. A seat without a judge is owed too: `personId` is empty then. */
export function owes(state: MarkingState): Owed[] {
  const { judges: due } = state.setup.item.marking
  const out = state.judges.flatMap(({ personId, name }): Owed[] => {
    const lines = owedLines(state, personId).map(({ id, label }) => ({ id, label }))
    const notHandedIn = sheetOf(state, personId).handedIn === null
    return lines.length > 0 || notHandedIn ? [{ personId, name, lines, notHandedIn }] : []
  })
  const missing = Array.from({ length: Math.max(0, due - state.judges.length) }, (): Owed => ({
    personId: '',
    name: '',
    lines: [],
    notHandedIn: true,
  }))
  return [...out, ...missing]
}

export function allHandedIn(state: MarkingState): boolean {
  return state.phase !== 'waiting' && !state.live && owes(state).length === 0
}

/** One mark that an official correction puts in the place of what the judge entered. */
export interface MarkCorrection {
  judge: string
  line: string
  value: string
}

/** What the panel entered, as the scoring rules read it. Judges who left the panel do not count. */
export function panelMarks(state: MarkingState, corrections: readonly MarkCorrection[] = []): PanelMarks {
  const byJudgeId = Object.fromEntries(
    state.judges.map(({ personId }) => {
      const marks = Object.entries(sheetOf(state, personId).marks).flatMap(([line, { value }]) =>
        value === null ? [] : [[line, value]],
      )
      const mended = corrections.filter(({ judge }) => judge === personId).map(({ line, value }) => [line, value])
      return [personId, Object.fromEntries([...marks, ...mended]) as Record<string, string>]
    }),
  )
  const measured = state.setup.item.marking.sheet.flatMap((line) => {
    const measure = measureOf(line)
    const value = measure === null ? undefined : state.measures[measure]
    return value === undefined ? [] : [[line.id, value] as const]
  })
  return { byJudge: byJudgeId, measured: Object.fromEntries(measured) }
}

const scores = new WeakMap<MarkingState, Score>()

/**
 * The panel's score of this piece, its judges by name; pending while a sheet is owed. It depends on this piece alone: a mark
 * costs the same however many pieces a contest has.
 */
export function pieceScore(state: MarkingState, corrections: readonly MarkCorrection[] = []): Score {
  const known = corrections.length === 0 ? scores.get(state) : undefined
  if (known !== undefined) return known
  const { item } = state.setup
  const { score } = allHandedIn(state) ? panelScore(item, panelMarks(state, corrections)) : {}
  const made: Score =
    score === undefined
      ? {
          id: item.id,
          label: item.title,
          points: formatDecimal(exact('0'), item.rounding.places),
          max: item.points,
          pending: true,
        }
      : named(score, new Map(state.judges.map(({ personId, name }) => [personId, name])))
  if (corrections.length === 0) scores.set(state, made)
  return made
}

function named(score: Score, names: ReadonlyMap<string, string>): Score {
  const name = names.get(score.id)
  return {
    ...score,
    ...(name === undefined ? {} : { label: { zh: name, en: name } }),
    ...(score.children === undefined ? {} : { children: score.children.map((child) => named(child, names)) }),
  }
}

/** The sheet's total so far: lines that are not marked add nothing. `capped`: the sum was held at 0 or at the maximum. */
export function runningTotal(state: MarkingState, sheet: Sheet): { total: string; capped: boolean } {
  const { item } = state.setup
  const read: [SheetLine, string | undefined][] = item.marking.sheet.map((line) => {
    const measure = measureOf(line)
    return [line, measure === null ? markOn(sheet, line.id) : state.measures[measure]]
  })
  const marked = read.flatMap(([line, text]) => {
    const mark = text === undefined ? undefined : readMark(line, text).value
    return mark === undefined ? [] : [{ line, mark }]
  })
  const open = {
    ...item,
    marking: { ...item.marking, keepWithin: false, sheet: marked.map(({ line }) => line) },
  }
  const sum = sheetTotal(open, Object.fromEntries(marked.map(({ line, mark }) => [line.id, mark])))
  const held = item.marking.keepWithin ? within(sum, sheetMax(item)) : sum
  return { total: shortDecimal(held), capped: held.compare(sum) !== 0 }
}

/** What the hall is told where the rulebook says so: the score, and each sheet's total with those that were dropped. */
export function toldScore(
  state: MarkingState,
): { points: string; max: string; sheets: { total: string; dropped: boolean }[] } | null {
  const { item } = state.setup
  if (!item.marking.onTheSpot || !allHandedIn(state)) return null
  const totals = state.judges.map(({ personId }) => exact(runningTotal(state, sheetOf(state, personId)).total))
  const { dropped } = aggregateMarks(totals, item.marking)
  return {
    points: pieceScore(state).points,
    max: item.points,
    sheets: totals.map((total, index) => ({ total: shortDecimal(total), dropped: dropped.includes(index) })),
  }
}
