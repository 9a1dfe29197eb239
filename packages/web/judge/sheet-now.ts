/**
 * A judge's sheet as the desk shows it: what the server has, over it what it has not acknowledged yet, over that what was
 * entered this moment. Of each line the highest revision stands, so that nothing jumps back between an answer and its view.
 */
import { exact, parseDecimal, roundHalfUp, shortDecimal, zero } from '@leitai/core/scoring/decimal.ts'
import { byJudge, lineWorth, measureOf, readMark, within } from '@leitai/core/scoring/sheet.ts'
import type { MarkingView } from '@leitai/core/marking/types.ts'
import type { Instant } from '@leitai/core/run.ts'

export interface Entered {
  value: string | null
  revision: number
}

/** What was done here a moment ago; it yields to the server's view as soon as that is as new. */
export interface LocalSheet {
  marks: Readonly<Record<string, Entered>>
  remarks: { text: string; revision: number } | null
  /** Holds until a view newer than `until` says what became of it; null while it is on its way. */
  handing: { name: 'handIn' | 'takeBack'; until: number | null } | null
}

export const nothingLocal: LocalSheet = { marks: {}, remarks: null, handing: null }

/** A command that waits in the outbox. */
export interface Waiting {
  commandId: string
  name: string
  payload: unknown
}

/**
 * Which unsent command a new one replaces. Never one from before a handing in that is not sent either: the server would
 * then be handed a sheet that still lacks it.
 */
export function replacing(what: string, waiting: readonly Waiting[]): string {
  const handing = waiting.findLast(({ name }) => name === 'handIn' || name === 'takeBack')
  return handing === undefined ? what : `${what}:${handing.commandId}`
}

export interface SheetNow {
  marks: Record<string, string>
  revisions: Record<string, number>
  remarks: { text: string; revision: number }
  handedIn: boolean
  /** By line: what another of the judge's devices had put there meanwhile; null: it had cleared the line. One is to be chosen. */
  conflicts: Record<string, string | null>
  /** When the server took it; null while it is only said here. */
  handedInAt: Instant | null
  /** In points, held within the cap; as short as it can be written. */
  total: string
  capped: boolean
  /** What each filled line adds. */
  worth: Record<string, string>
  owed: string[]
  done: number
}

export function sheetNow(
  view: MarkingView,
  version: number,
  waiting: readonly Waiting[],
  local: LocalSheet = nothingLocal,
): SheetNow {
  const own = view.own
  const entered: Record<string, Entered> = {}
  for (const [line, revision] of Object.entries(own?.revisions ?? {}))
    entered[line] = { value: own!.marks[line] ?? null, revision }
  let remarks = { text: own?.remarks ?? '', revision: own?.remarksRevision ?? 0 }
  let handedIn = own?.handedIn !== null && own !== undefined
  const take = (line: string, mark: Entered) => {
    if (mark.revision > (entered[line]?.revision ?? 0)) entered[line] = mark
  }
  // Once marking is closed nothing of this computer counts any more.
  if (view.phase !== 'closed') {
    for (const { name, payload } of waiting) {
      if (name === 'mark') {
        const { line, ...mark } = payload as Entered & { line: string }
        take(line, mark)
      } else if (name === 'writeRemarks') {
        const written = payload as typeof remarks
        if (written.revision > remarks.revision) remarks = written
      } else if (name === 'handIn' || name === 'takeBack') handedIn = name === 'handIn'
    }
    for (const [line, mark] of Object.entries(local.marks)) take(line, mark)
    if (local.remarks !== null && local.remarks.revision > remarks.revision) remarks = local.remarks
    const { handing } = local
    if (handing !== null && (handing.until === null || version <= handing.until)) handedIn = handing.name === 'handIn'
  }

  const marks = Object.fromEntries(
    Object.entries(entered).flatMap(([line, { value }]) => (value === null ? [] : [[line, value]])),
  )
  const toMark = view.lines.filter(byJudge)
  const owed = toMark.filter(({ id }) => marks[id] === undefined).map(({ id }) => id)
  return {
    marks,
    revisions: Object.fromEntries(Object.entries(entered).map(([line, { revision }]) => [line, revision])),
    remarks,
    handedIn,
    // Any mark that is newer than the server's chooses.
    conflicts: Object.fromEntries(
      Object.entries(own?.conflicts ?? {}).filter(([line]) => entered[line]?.revision === own?.revisions[line]),
    ),
    handedInAt: handedIn ? (own?.handedIn ?? null) : null,
    ...totalOf(view, marks),
    owed,
    done: toMark.length - owed.length,
  }
}

function totalOf(
  view: MarkingView,
  marks: Readonly<Record<string, string>>,
): Pick<SheetNow, 'total' | 'capped' | 'worth'> {
  const max = exact(view.item.sheetMax)
  const worth: Record<string, string> = {}
  let sum = zero
  for (const line of view.lines) {
    const measure = measureOf(line)
    const text = measure === null ? marks[line.id] : view.measures[measure]
    const mark = text === undefined ? undefined : readMark(line, text).value
    if (mark === undefined) continue
    const adds = lineWorth(line, mark, max)
    worth[line.id] = shortDecimal(adds)
    sum = sum.add(adds)
  }
  const held = view.item.keepWithin ? within(sum, max) : sum
  return { total: shortDecimal(held), capped: held.compare(sum) !== 0, worth }
}

/** For people's eyes: at most three places, a true minus. */
export function shownNumber(text: string): string {
  const value = parseDecimal(text)
  return value === null ? text : shortDecimal(roundHalfUp(value, 3)).replace('-', '−')
}
