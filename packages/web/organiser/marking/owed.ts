/** Who still owes marks when a stage is to be closed: what the refusal says, told judge by judge. */
import type { Text } from '@leitai/core/score.ts'

interface Owed {
  /** Empty: a seat of the panel without a judge. */
  personId: string
  name: string
  lines: { id: string; label: Text }[]
  notHandedIn: boolean
}

export interface OwedPiece {
  item: string
  code: string
  /** Nobody: the piece itself is not there yet (on the stage, or held back by the calibration round). */
  owed: Owed[]
}

interface OwedBy {
  /** Null: no judge; `waits` where it is the piece that is not ready, and not a seat that is empty. */
  personId: string | null
  name: string
  waits: boolean
  pieces: { item: string; code: string; lines: { id: string; label: Text }[]; notHandedIn: boolean }[]
}

/** The refusal's details; empty where they say something else. */
export function owedPieces(details: unknown): OwedPiece[] {
  return typeof details === 'object' && details !== null && 'pieces' in details && Array.isArray(details.pieces)
    ? (details.pieces as OwedPiece[])
    : []
}

/** Judges who owe most first; then empty seats, then pieces that are not ready. */
export function byJudge(pieces: readonly OwedPiece[]): OwedBy[] {
  const found = new Map<string, OwedBy>()
  const at = (key: string, fresh: Omit<OwedBy, 'pieces'>): OwedBy => {
    const known = found.get(key) ?? { ...fresh, pieces: [] }
    found.set(key, known)
    return known
  }
  for (const { item, code, owed } of pieces) {
    if (owed.length === 0)
      at('waits', { personId: null, name: '', waits: true }).pieces.push({ item, code, lines: [], notHandedIn: false })
    for (const { personId, name, lines, notHandedIn } of owed)
      at(personId, { personId: personId === '' ? null : personId, name, waits: false }).pieces.push({
        item,
        code,
        lines,
        notHandedIn,
      })
  }
  const order = ({ personId, waits }: OwedBy) => (personId !== null ? 0 : waits ? 2 : 1)
  return [...found.values()].toSorted((a, b) => order(a) - order(b) || b.pieces.length - a.pieces.length)
}

/** How many pieces of each item, in the order in which the items come. */
export function itemCounts({ pieces }: Pick<OwedBy, 'pieces'>): [item: string, count: number][] {
  const counts = new Map<string, number>()
  for (const { item } of pieces) counts.set(item, (counts.get(item) ?? 0) + 1)
  return [...counts]
}
