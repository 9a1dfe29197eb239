/** How far the panels are, read from counts alone: who has handed in what, who owes how much, what to look at first. */
import { exact } from '@leitai/core/scoring/decimal.ts'
import type { api } from '../../session/api.ts'

export type PieceLine = Awaited<ReturnType<typeof api.marking.progress>>[number]

/** All seats of the panel are filled, and everybody has handed in. */
export function isWhole(piece: PieceLine): boolean {
  const there = piece.phase !== 'waiting' && piece.phase !== 'live'
  return there && piece.missing === 0 && piece.judges.length > 0 && piece.judges.every(({ handedIn }) => handedIn)
}

interface Tally {
  all: number
  whole: number
  alarms: number
  /** Pieces with an empty seat on their panel. */
  short: number
}

export function tallyOf(pieces: readonly PieceLine[]): Tally {
  const count = (test: (piece: PieceLine) => boolean) => pieces.filter(test).length
  return {
    all: pieces.length,
    whole: count(isWhole),
    alarms: count(({ spread }) => spread?.alarm === true),
    short: count(({ missing }) => missing > 0),
  }
}

export interface Cell {
  code: string
  /** Null: not this judge's to mark. */
  sheet: { done: number; toMark: number; handedIn: boolean } | null
  alarm: boolean
}

export interface JudgeRow {
  personId: string
  name: string
  /** Pieces that are this judge's. */
  due: number
  handedIn: number
  /** One for every piece of the item, in the pieces' order. */
  cells: Cell[]
}

/** The judges in the order in which they sit on the panel. */
export function judgeRows(pieces: readonly PieceLine[]): JudgeRow[] {
  const names = new Map(pieces.flatMap(({ judges }) => judges.map(({ personId, name }) => [personId, name])))
  return [...names].map(([personId, name]) => {
    const cells = pieces.map(({ code, judges, toMark, spread }): Cell => {
      const own = judges.find((judge) => judge.personId === personId)
      return {
        code,
        sheet: own === undefined ? null : { done: own.done, toMark, handedIn: own.handedIn },
        alarm: own !== undefined && spread?.alarm === true,
      }
    })
    const sheets = cells.flatMap(({ sheet }) => sheet ?? [])
    return { personId, name, due: sheets.length, handedIn: sheets.filter(({ handedIn }) => handedIn).length, cells }
  })
}

/** Too far apart, without a judge, or called and not answered by all yet (a call takes the sheets back). */
export function needsLook(piece: PieceLine): boolean {
  return piece.spread?.alarm === true || piece.missing > 0 || isCalled(piece)
}

const isCalled = (piece: PieceLine) => piece.calls.length > 0 && !isWhole(piece)

/** What to look at first: alarms, the widest before the others; empty seats; open calls; what is not whole; then the rest, by code. */
export function byAttention(pieces: readonly PieceLine[]): PieceLine[] {
  const order = (piece: PieceLine) =>
    piece.spread?.alarm === true ? 0 : piece.missing > 0 ? 1 : isCalled(piece) ? 2 : isWhole(piece) ? 4 : 3
  const apart = (piece: PieceLine) => exact(piece.spread?.points ?? '0')
  return pieces.toSorted(
    (a, b) =>
      order(a) - order(b) ||
      (order(a) === 0 ? apart(b).compare(apart(a)) : 0) ||
      (a.code < b.code ? -1 : a.code > b.code ? 1 : 0),
  )
}
