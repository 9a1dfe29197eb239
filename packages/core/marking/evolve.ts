/** A marking run's state after one more event. Other judges' sheets keep their identity, so that their views cost nothing. */
import type { Recorded } from '../run.ts'
import { sheetOf } from './reading.ts'
import type { MarkingEvent, MarkingState, Sheet } from './types.ts'

export function evolve(state: MarkingState | null, event: Recorded<MarkingEvent>): MarkingState {
  if (state === null) {
    if (event.name !== 'prepared') throw new Error(`marking begins with prepared, not ${event.name}`)
    return {
      setup: event.payload,
      judges: [],
      phase: 'waiting',
      live: false,
      measures: {},
      sheets: {},
      calls: [],
      calibration: null,
      closedAt: null,
    }
  }
  switch (event.name) {
    case 'prepared':
      throw new Error('prepared twice')
    case 'seated':
      return { ...state, judges: event.payload.judges }
    case 'opened':
      return { ...state, phase: 'open', live: event.payload.live, measures: event.payload.measures }
    case 'marked': {
      const { judge, line, ...mark } = event.payload
      // A cleared mark keeps its revision: an older tap that is still on the way must not bring its value back.
      return withSheet(state, judge, (sheet) => {
        const { [line]: _chosen, ...conflicts } = sheet.conflicts
        return { ...sheet, marks: { ...sheet.marks, [line]: mark }, conflicts }
      })
    }
    case 'conflicted': {
      const { judge, line, value, opens } = event.payload
      return withSheet(state, judge, (sheet) => ({
        ...sheet,
        // What was handed in was chosen before the other device was heard.
        handedIn: opens ? null : sheet.handedIn,
        conflicts: { ...sheet.conflicts, [line]: { value, at: event.at } },
      }))
    }
    case 'remarked': {
      const { judge, text, revision } = event.payload
      return withSheet(state, judge, (sheet) => ({ ...sheet, remarks: { text, revision } }))
    }
    case 'handedIn':
      return withSheet(state, event.payload.judge, (sheet) => ({ ...sheet, handedIn: event.at }))
    case 'takenBack':
      return withSheet(state, event.payload.judge, (sheet) => ({ ...sheet, handedIn: null }))
    case 'called': {
      const { kind, note } = event.payload
      const calls = [...state.calls, { kind, note, at: event.at, by: event.by }]
      // Asked to mark again: every sheet is open until it is handed in anew.
      const sheets =
        kind === 'talk'
          ? state.sheets
          : Object.fromEntries(
              Object.entries(state.sheets).map(([judge, sheet]) => [judge, { ...sheet, handedIn: null }]),
            )
      return { ...state, calls, sheets }
    }
    case 'calibrating':
      return { ...state, calibration: event.payload.as }
    case 'closed':
      return { ...state, phase: 'closed', closedAt: event.at }
    case 'reopened':
      return { ...state, phase: 'open', closedAt: null }
  }
}

function withSheet(state: MarkingState, judge: string, change: (sheet: Sheet) => Sheet): MarkingState {
  return { ...state, sheets: { ...state.sheets, [judge]: change(sheetOf(state, judge)) } }
}
