/**
 * The hash chain of a run's events, the same in the server, in the archive and in `leitai verify`:
 *
 *   head₀ = SHA-256("leitai:" + run)
 *   headₙ = SHA-256(headₙ₋₁ + "\n" + canonical JSON of the n-th record)
 *
 * Canonical JSON is RFC 8785, so the head does not depend on how a database or a file ordered the keys. The hash itself
 * is an argument (`sha256Hex`: UTF-8 text → 64 hex digits): the server gives the machine's own, which is fast, a browser
 * gives `seed.ts`'s.
 */
import type { Actor, Instant, Recorded, RunEvent } from './run.ts'

export type Sha256Hex = (text: string) => string

/** What is hashed of one event. `version` counts from 1. */
export interface ChainRecord {
  run: string
  version: number
  at: Instant
  by: Actor
  name: string
  payload: unknown
}

export function chainRecord(run: string, version: number, event: Recorded<RunEvent>): ChainRecord {
  return { run, version, at: event.at, by: event.by, name: event.name, payload: event.payload }
}

export function firstHead(run: string, sha256Hex: Sha256Hex): string {
  return sha256Hex(`leitai:${run}`)
}

export function nextHead(head: string, record: ChainRecord, sha256Hex: Sha256Hex): string {
  // Named one by one: a stored row may carry more (its head, a contest id), which is not part of the record.
  const { run, version, at, by, name, payload } = record
  return sha256Hex(`${head}\n${canonicalJson({ run, version, at, by, name, payload })}`)
}

/** The head after each event; `heads[0]` is the head before the first. */
export function chainHeads(run: string, events: Iterable<Recorded<RunEvent>>, sha256Hex: Sha256Hex): string[] {
  const heads = [firstHead(run, sha256Hex)]
  let version = 0
  for (const event of events) {
    version += 1
    heads.push(nextHead(heads[version - 1]!, chainRecord(run, version, event), sha256Hex))
  }
  return heads
}

/**
 * The version of the first record whose stored head is not the one that follows from the records before it, or null
 * where the whole chain holds. A gap in the versions counts as the first wrong one.
 */
export function firstBroken(
  run: string,
  records: Iterable<ChainRecord & { head: string }>,
  sha256Hex: Sha256Hex,
): { version: number; expected: string; found: string } | null {
  let head = firstHead(run, sha256Hex)
  let version = 0
  for (const record of records) {
    const found = record.head
    version += 1
    head = nextHead(head, { ...record, run, version }, sha256Hex)
    if (found !== head || record.version !== version || record.run !== run) return { version, expected: head, found }
  }
  return null
}

/**
 * RFC 8785: keys by UTF-16 code units, numbers as ECMAScript writes them, no white space. Members that are `undefined`
 * are left out, as JSON.stringify does. Throws where there is no JSON for a value: NaN, infinities, lone surrogates,
 * functions, bigints.
 */
export function canonicalJson(value: unknown): string {
  switch (typeof value) {
    case 'string':
      return quoted(value)
    case 'number':
      if (!Number.isFinite(value)) throw new TypeError(`no JSON for ${value}`)
      // String(-0) is "0", as the RFC wants.
      return String(value)
    case 'boolean':
      return value ? 'true' : 'false'
    case 'object':
      return value === null ? 'null' : Array.isArray(value) ? list(value) : members(value as Record<string, unknown>)
    default:
      throw new TypeError(`no JSON for a ${typeof value}`)
  }
}

function list(values: readonly unknown[]): string {
  let out = '['
  for (let i = 0; i < values.length; i += 1) {
    const value = values[i]
    if (i > 0) out += ','
    out += value === undefined ? 'null' : canonicalJson(value)
  }
  return `${out}]`
}

function members(object: Record<string, unknown>): string {
  const keys = Object.keys(object)
  // Array.prototype.sort without a comparator compares UTF-16 code units, which is the RFC's order.
  if (keys.length > 1) keys.sort()
  let out = ''
  for (const key of keys) {
    const value = object[key]
    if (value === undefined) continue
    out += `${out === '' ? '{' : ','}${quoted(key)}:${canonicalJson(value)}`
  }
  return out === '' ? '{}' : `${out}}`
}

const loneSurrogate = /\p{Surrogate}/u

function quoted(text: string): string {
  if (loneSurrogate.test(text)) throw new TypeError('no JSON for a lone surrogate')
  return JSON.stringify(text)
}
