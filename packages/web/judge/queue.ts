/** The order of a judge's pieces, and which one comes next. */
import type { api } from '../session/api.ts'

/** A piece as the server's list tells it. */
export type QueueLine = Awaited<ReturnType<typeof api.marking.queue>>[number]

/** What the desk shows of a piece's standing; `called`: the chief judge asked for it again. */
export type PieceMark = 'waiting' | 'live' | 'called' | 'untouched' | 'begun' | 'handedIn' | 'closed'

/** The list's figures, or fresher ones where the desk watches the piece itself. */
export interface Standing {
  phase: QueueLine['phase']
  done: number
  handedIn: boolean
}

export function pieceMark(line: QueueLine, standing: Standing): PieceMark {
  if (standing.phase === 'live') return 'live'
  if (standing.phase === 'waiting') return 'waiting'
  if (standing.phase === 'closed') return 'closed'
  if (standing.handedIn) return 'handedIn'
  if (line.call !== null) return 'called'
  return standing.done > 0 ? 'begun' : 'untouched'
}

/** One item of one stage: a tab of the desk. */
export interface ItemOfQueue {
  key: string
  stage: string
  item: string
  title: QueueLine['title']
  lines: QueueLine[]
}

export function byItem(queue: readonly QueueLine[]): ItemOfQueue[] {
  const items = new Map<string, ItemOfQueue>()
  // A piece that goes to the stage moves up in the list; the tabs stay where they are.
  for (const line of queue.toSorted((a, b) => compare(a.stage, b.stage) || compare(a.item, b.item))) {
    const key = `${line.stage}/${line.item}`
    const known = items.get(key)
    if (known === undefined)
      items.set(key, { key, stage: line.stage, item: line.item, title: line.title, lines: [line] })
    else known.lines.push(line)
  }
  return [...items.values()].map((one) => ({ ...one, lines: inOrder(one.lines) }))
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** Who is on the stage stands first; otherwise the server's order, whatever was marked in the meantime. */
export function inOrder(lines: readonly QueueLine[]): QueueLine[] {
  return [...lines.filter(({ phase }) => phase === 'live'), ...lines.filter(({ phase }) => phase !== 'live')]
}

/** From what is marked now to what is to be marked next: the stage first, then what was called for, then on in the list. */
export function nextPiece(
  lines: readonly QueueLine[],
  markOf: (line: QueueLine) => PieceMark,
  current: string | null,
): QueueLine | null {
  const at = lines.findIndex(({ markingId }) => markingId === current)
  const onwards = [...lines.slice(at + 1), ...lines.slice(0, Math.max(0, at))]
  for (const wanted of [['live'], ['called'], ['untouched', 'begun']] satisfies PieceMark[][]) {
    const found = onwards.find((line) => wanted.some((mark) => mark === markOf(line)))
    if (found !== undefined) return found
  }
  return null
}

/** One step in the list as it stands there; null at its ends. */
export function neighbour(lines: readonly QueueLine[], current: string | null, step: 1 | -1): QueueLine | null {
  const at = lines.findIndex(({ markingId }) => markingId === current)
  return at === -1 ? (lines[0] ?? null) : (lines[at + step] ?? null)
}
