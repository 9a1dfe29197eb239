/**
 * What each viewer gets of a piece's marking. A judge sees one sheet, its own, until the chief judge lets the panel compare;
 * officials see counts until the marks stand; the hall sees a score only where the rulebook tells it on the spot (A3).
 */
import type { Viewer } from '../run.ts'
import { shortDecimal } from '../scoring/decimal.ts'
import { spreadOf } from '../scoring/item-score.ts'
import { lineWorth, measureOf, readMark, sheetMax } from '../scoring/sheet.ts'
import {
  allHandedIn,
  linesToMark,
  markOn,
  owedLines,
  panelMarks,
  pieceScore,
  runningTotal,
  sheetOf,
  toldScore,
} from './reading.ts'
import type { MarkingState, MarkingView, SheetProgress, SheetView } from './types.ts'

export function show(state: MarkingState, viewer: Viewer): MarkingView | null {
  switch (viewer.as) {
    case 'judge': {
      if (!state.judges.some(({ personId }) => personId === viewer.id)) return null
      const sheet = sheetOf(state, viewer.id)
      const own = {
        ...sheetView(state, viewer.id),
        revisions: Object.fromEntries(Object.entries(sheet.marks).map(([line, { revision }]) => [line, revision])),
        remarksRevision: sheet.remarks.revision,
        conflicts: Object.fromEntries(Object.entries(sheet.conflicts).map(([line, { value }]) => [line, value])),
      }
      return {
        ...base(state),
        calls: calls(state).slice(-1),
        own,
        ...(state.calibration === 'compared' ? { sheets: sheets(state, viewer.id) } : {}),
      }
    }
    case 'official':
    case 'organiser': {
      const spread = allHandedIn(state) ? spreadOf(state.setup.item, panelMarks(state)) : null
      return {
        ...base(state),
        calls: calls(state),
        progress: progress(state),
        ...(spread === null ? {} : { spread }),
        ...(state.phase === 'closed' ? { sheets: sheets(state), score: pieceScore(state) } : {}),
        ...told(state),
      }
    }
    case 'staff':
    case 'host':
      return { ...base(state), progress: progress(state), ...told(state) }
    case 'screen':
    case 'contestant': {
      // The hall and the entrant learn the score that is told, and otherwise not even that marking goes on.
      const known = toldScore(state)
      const own = viewer.as === 'screen' || viewer.code === state.setup.code
      return known === null || !own ? null : { ...base(state), lines: [], measures: {}, told: known }
    }
    case 'trainee':
      return null
  }
}

function base(state: MarkingState): MarkingView {
  const { item, code } = state.setup
  return {
    code,
    item: {
      id: item.id,
      title: item.title,
      points: item.points,
      sheetMax: shortDecimal(sheetMax(item)),
      keepWithin: item.marking.keepWithin,
    },
    phase: state.phase,
    live: state.live,
    lines: item.marking.sheet,
    toMark: linesToMark(state).length,
    measures: state.measures,
    calibration: state.calibration,
    calls: [],
  }
}

function told(state: MarkingState): Pick<MarkingView, 'told'> {
  const known = toldScore(state)
  return known === null ? {} : { told: known }
}

const calls = (state: MarkingState) => state.calls.map(({ kind, note, at }) => ({ kind, note, at }))

function progress(state: MarkingState): SheetProgress[] {
  const toMark = linesToMark(state).length
  return state.judges.map(({ personId, name }) => ({
    personId,
    name,
    done: toMark - owedLines(state, personId).length,
    handedIn: sheetOf(state, personId).handedIn,
  }))
}

function sheets(state: MarkingState, without?: string) {
  return state.judges
    .filter(({ personId }) => personId !== without)
    .map(({ personId, name }) => ({ personId, name, ...sheetView(state, personId) }))
}

function sheetView(state: MarkingState, judge: string): SheetView {
  const sheet = sheetOf(state, judge)
  const max = sheetMax(state.setup.item)
  const worth = state.setup.item.marking.sheet.flatMap((line) => {
    const measure = measureOf(line)
    const text = measure === null ? markOn(sheet, line.id) : state.measures[measure]
    const mark = text === undefined ? undefined : readMark(line, text).value
    return mark === undefined ? [] : [[line.id, shortDecimal(lineWorth(line, mark, max))] as const]
  })
  return {
    marks: Object.fromEntries(
      Object.keys(sheet.marks).flatMap((line) => {
        const value = markOn(sheet, line)
        return value === undefined ? [] : [[line, value]]
      }),
    ),
    remarks: sheet.remarks.text,
    handedIn: sheet.handedIn,
    ...runningTotal(state, sheet),
    worth: Object.fromEntries(worth),
    owed: owedLines(state, judge).map(({ id }) => id),
  }
}
