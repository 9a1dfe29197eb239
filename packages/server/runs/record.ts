/**
 * An event as it is kept. The canonical text is made once and serves the hash, the row and the state: what `evolve`
 * gets is read back from that very text, so a live state can never differ from a replayed one.
 */
import { createHash, hash } from 'node:crypto'
import { canonicalJson, firstHead } from '@leitai/core/chain.ts'
import type { Actor, Instant, Recorded, RunEvent } from '@leitai/core/run.ts'

export interface EventRow {
  version: number
  at: Instant
  /** Canonical JSON. */
  by: string
  name: string
  /** Canonical JSON. */
  payload: string
  /** The chain's head after this event. */
  head: string
}

export const sha256Hex = (text: string): string => hash('sha256', text, 'hex')

export const headBefore = (runId: string): string => firstHead(runId, sha256Hex)

const actorTexts = new WeakMap<Actor, string>()

/** A connection sends with one actor object, so its text is made once. */
function actorText(by: Actor): string {
  let text = actorTexts.get(by)
  if (text === undefined) actorTexts.set(by, (text = canonicalJson(by)))
  return text
}

/** Throws where the payload has no JSON (NaN, lone surrogates). */
export function record(
  runId: string,
  before: { version: number; head: string },
  event: RunEvent,
  at: Instant,
  by: Actor,
): EventRow {
  const row = {
    version: before.version + 1,
    at,
    by: actorText(by),
    name: event.name,
    payload: canonicalJson(event.payload),
    head: '',
  }
  row.head = headAfter(runId, before.head, row)
  return row
}

/** As `nextHead` of `core/chain.ts`, from texts that are canonical already: the keys stand in their order. */
export function headAfter(runId: string, head: string, row: Omit<EventRow, 'head'>): string {
  return sha256Hex(
    `${head}\n{"at":${row.at},"by":${row.by},"name":${JSON.stringify(row.name)},"payload":${row.payload},"run":${JSON.stringify(runId)},"version":${row.version}}`,
  )
}

export function recorded(row: EventRow): Recorded<RunEvent> {
  return { name: row.name, payload: JSON.parse(row.payload), at: row.at, by: JSON.parse(row.by) }
}

const materialHashes = new WeakMap<object, string>()

/** Names the material from which a run was made; a hall's runs share one object, which is hashed once. */
export function materialHash(material: unknown): string {
  if (typeof material !== 'object' || material === null) return sha256Hex(canonicalJson(material ?? null))
  let found = materialHashes.get(material)
  if (found === undefined) {
    found = createHash('sha256').update(canonicalJson(material)).digest('hex')
    materialHashes.set(material, found)
  }
  return found
}
