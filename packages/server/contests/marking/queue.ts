/** What a judge has before them, and how far the panels are: read from the pieces' own marking runs, never a mark among it. */
import { isTurn, markingIdOf } from '@leitai/core/contest/reading.ts'
import type { ContestState } from '@leitai/core/contest/state.ts'
import { allHandedIn, linesToMark, owedLines, panelMarks, sheetOf } from '@leitai/core/marking/reading.ts'
import type { MarkingState } from '@leitai/core/marking/types.ts'
import { spreadOf } from '@leitai/core/scoring/item-score.ts'
import type { Parts } from '../../parts.ts'
import { piecesOf, type Piece } from './marking-desk.ts'

interface Found extends Piece {
  markingId: string
  marking: MarkingState
}

async function found({ host }: Pick<Parts, 'host'>, state: ContestState, stage?: string): Promise<Found[]> {
  const pieces = piecesOf(state, stage).map((piece) => ({
    ...piece,
    markingId: markingIdOf(state.contestId, piece.stage, piece.item.id, piece.code),
  }))
  const states = await Promise.all(pieces.map(({ markingId }) => host.state(markingId)))
  return pieces.flatMap((piece, index) => {
    const run = states[index]
    return run == null ? [] : [{ ...piece, marking: run.state as MarkingState }]
  })
}

const phaseOf = ({ phase, live }: MarkingState) => (phase === 'open' && live ? ('live' as const) : phase)

/** The judge's pieces: who is on the stage first, then in the rulebook's order and by code. What waits for its work is left out until it is there. */
export async function judgesQueue(parts: Pick<Parts, 'host'>, state: ContestState, personId: string) {
  const mine = (await found(parts, state)).filter(({ marking, item }) => {
    const seated = marking.judges.some((judge) => judge.personId === personId)
    return seated && (marking.phase !== 'waiting' || isTurn(item))
  })
  const items = (state.rulebook?.rulebook.stages ?? []).flatMap((stage) =>
    stage.items.map((item) => `${stage.id}/${item.id}`),
  )
  const place = ({ stage, item }: { stage: string; item: string }) => items.indexOf(`${stage}/${item}`)
  return mine
    .map(({ stage, item, code, markingId, workId, marking }) => {
      const sheet = sheetOf(marking, personId)
      const toMark = linesToMark(marking).length
      const call = marking.calls.at(-1)
      return {
        stage,
        item: item.id,
        type: item.type,
        title: item.title,
        code,
        markingId,
        workId,
        phase: phaseOf(marking),
        done: toMark - owedLines(marking, personId).length,
        toMark,
        handedIn: sheet.handedIn !== null,
        call:
          call === undefined || (sheet.handedIn !== null && sheet.handedIn >= call.at)
            ? null
            : { kind: call.kind, note: call.note, at: call.at },
        calibration: marking.calibration,
      }
    })
    .toSorted((a, b) => urgency(a) - urgency(b) || place(a) - place(b) || (a.code < b.code ? -1 : 1))
}

const urgency = ({ phase, calibration }: { phase: string; calibration: string | null }): number =>
  phase === 'live' ? 0 : calibration !== null ? 1 : phase === 'open' ? 2 : 3

/** How many pieces this judge still owes: work that is there, or on the stage. */
export async function owedBy(parts: Pick<Parts, 'host'>, state: ContestState, personId: string): Promise<number> {
  const queue = await judgesQueue(parts, state, personId)
  return queue.filter(({ phase, handedIn }) => !handedIn && (phase === 'open' || phase === 'live')).length
}

export async function panelProgress(parts: Pick<Parts, 'host'>, state: ContestState, stage: string) {
  return (await found(parts, state, stage)).map(({ item, code, markingId, workId, marking }) => {
    const toMark = linesToMark(marking).length
    return {
      item: item.id,
      code,
      markingId,
      workId,
      type: item.type,
      phase: phaseOf(marking),
      toMark,
      judges: marking.judges.map(({ personId, name }) => ({
        personId,
        name,
        done: toMark - owedLines(marking, personId).length,
        handedIn: sheetOf(marking, personId).handedIn !== null,
      })),
      missing: Math.max(0, marking.setup.item.marking.judges - marking.judges.length),
      spread: allHandedIn(marking) ? spreadOf(marking.setup.item, panelMarks(marking)) : null,
      calls: marking.calls.map(({ kind, note, at }) => ({ kind, note, at })),
      calibration: marking.calibration,
    }
  })
}
