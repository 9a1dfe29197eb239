/**
 * WebM and Matroska: tags, attachments, chapters, titles and names become Void elements where they lie, zeroed. Nothing moves,
 * so cues and seek heads stay right. https://www.rfc-editor.org/rfc/rfc9559
 */
import { Damaged, type Bytes } from './bytes.ts'

const ids = {
  ebml: 0x1a45dfa3,
  segment: 0x18538067,
  seekHead: 0x114d9b74,
  info: 0x1549a966,
  tracks: 0x1654ae6b,
  cluster: 0x1f43b675,
  cues: 0x1c53bb6b,
  tags: 0x1254c367,
  attachments: 0x1941a469,
  chapters: 0x1043a770,
  void: 0xec,
  crc: 0xbf,
  timestampScale: 0x2ad7b1,
  duration: 0x4489,
  muxingApp: 0x4d80,
  writingApp: 0x5741,
  trackEntry: 0xae,
  trackType: 0x83,
  name: 0x536e,
  timestamp: 0xe7,
  simpleBlock: 0xa3,
  blockGroup: 0xa0,
  block: 0xa1,
}
/** Children of the segment; an element of unknown length ends where the next of them begins. */
const inSegment = new Set([
  ids.seekHead,
  ids.info,
  ids.tracks,
  ids.cluster,
  ids.cues,
  ids.tags,
  ids.attachments,
  ids.chapters,
])

export interface MatroskaFacts {
  hasVideo: boolean
  /** What the header says, or where the last block begins: a browser's recorder leaves the header without it. */
  seconds: number | null
}

interface Element {
  id: number
  at: number
  inside: number
  /** Null: unknown. */
  end: number | null
}

export function matroska(bytes: Bytes): MatroskaFacts {
  const head = elementAt(bytes, 0, bytes.size)
  if (head.id !== ids.ebml || head.end === null) throw new Damaged('no EBML')
  const segment = elementAt(bytes, head.end, bytes.size)
  if (segment.id !== ids.segment) throw new Damaged('no segment')
  const end = segment.end ?? bytes.size
  const facts: MatroskaFacts & { scale: number; last: number; told: number } = {
    hasVideo: false,
    seconds: null,
    scale: 1_000_000,
    last: 0,
    told: 0,
  }
  for (let at = segment.inside; at < end;) {
    const element = elementAt(bytes, at, end)
    switch (element.id) {
      case ids.cluster:
        at = cluster(bytes, element, end, facts)
        continue
      case ids.info:
        info(bytes, element, known(element), facts)
        break
      case ids.tracks:
        tracks(bytes, element, known(element), facts)
        break
      case ids.seekHead:
      case ids.cues:
        known(element)
        break
      default:
        erase(bytes, element, known(element))
    }
    at = known(element)
  }
  if (end < bytes.size) bytes.cut(end)
  const units = Math.max(facts.told, facts.last)
  return { hasVideo: facts.hasVideo, seconds: units === 0 ? null : (units * facts.scale) / 1e9 }
}

function known({ id, end }: Element): number {
  if (end === null) throw new Damaged(`element ${id.toString(16)} of unknown length`)
  return end
}

/** Identifier and length are numbers of one to eight bytes; the first byte's leading zeros say how many. */
function elementAt(bytes: Bytes, at: number, end: number): Element {
  const idLength = Math.clz32(bytes.read(at, 1)[0]!) - 23
  if (idLength > 4) throw new Damaged(`no element at ${at}`)
  const id = bytes.read(at, idLength).readUIntBE(0, idLength)
  const first = bytes.read(at + idLength, 1)[0]!
  const sizeLength = Math.clz32(first) - 23
  if (sizeLength > 8) throw new Damaged(`no length at ${at}`)
  const inside = at + idLength + sizeLength
  let size = first & (0xff >> sizeLength)
  let unknown = size === 0xff >> sizeLength
  for (const byte of bytes.read(at + idLength + 1, sizeLength - 1)) {
    size = size * 256 + byte
    unknown &&= byte === 0xff
  }
  if (unknown) return { id, at, inside, end: null }
  if (inside + size > end) throw new Damaged(`element at ${at} is longer than what holds it`)
  return { id, at, inside, end: inside + size }
}

/** A Void of the same length, nothing but zeros in it. */
function erase(bytes: Bytes, { at }: Element, end: number): void {
  const length = end - at
  if (length < 2) throw new Damaged(`no room at ${at}`)
  const head =
    length < 10
      ? Buffer.from([ids.void, 0x80 | (length - 2)])
      : Buffer.concat([Buffer.from([ids.void, 0x01]), sevenBytes(length - 9)])
  bytes.write(at, head)
  bytes.blank(at + head.length, length - head.length)
}

function sevenBytes(value: number): Buffer {
  const out = Buffer.alloc(7)
  out.writeUInt32BE(value % 2 ** 32, 3)
  out.writeUIntBE(Math.floor(value / 2 ** 32), 0, 3)
  return out
}

const number = (bytes: Bytes, { inside, end }: Element): number =>
  [...bytes.read(inside, Math.min(8, end! - inside))].reduce((sum, byte) => sum * 256 + byte, 0)

type Sums = MatroskaFacts & { scale: number; last: number; told: number }

function info(bytes: Bytes, { inside }: Element, end: number, facts: Sums): void {
  for (let at = inside; at < end;) {
    const child = elementAt(bytes, at, end)
    const childEnd = known(child)
    if (child.id === ids.timestampScale) facts.scale = number(bytes, child)
    else if (child.id === ids.duration) {
      const raw = bytes.read(child.inside, childEnd - child.inside)
      facts.told = raw.length === 8 ? raw.readDoubleBE(0) : raw.length === 4 ? raw.readFloatBE(0) : 0
    }
    // both must be there, and may be empty
    else if (child.id === ids.muxingApp || child.id === ids.writingApp)
      bytes.blank(child.inside, childEnd - child.inside)
    else erase(bytes, child, childEnd)
    at = childEnd
  }
}

function tracks(bytes: Bytes, { inside }: Element, end: number, facts: Sums): void {
  for (let at = inside; at < end;) {
    const entry = elementAt(bytes, at, end)
    const entryEnd = known(entry)
    if (entry.id !== ids.trackEntry) erase(bytes, entry, entryEnd)
    else
      for (let inner = entry.inside; inner < entryEnd;) {
        const child = elementAt(bytes, inner, entryEnd)
        if (child.id === ids.trackType && number(bytes, child) === 1) facts.hasVideo = true
        if (child.id === ids.name || child.id === ids.crc) erase(bytes, child, known(child))
        inner = known(child)
      }
    at = entryEnd
  }
}

/** When it begins stands after the track's number, which is one byte for the first 127 tracks. */
function block(bytes: Bytes, { inside, end }: Element, base: number, facts: Sums): void {
  if (end !== null && end - inside >= 4)
    facts.last = Math.max(facts.last, base + bytes.read(inside + 1, 2).readInt16BE(0))
}

/** Returns where the cluster ends. */
function cluster(bytes: Bytes, { inside, end }: Element, within: number, facts: Sums): number {
  const until = end ?? within
  let base = 0
  let at = inside
  while (at < until) {
    const child = elementAt(bytes, at, until)
    if (end === null && inSegment.has(child.id)) return at
    const childEnd = known(child)
    if (child.id === ids.timestamp) base = number(bytes, child)
    else if (child.id === ids.simpleBlock) block(bytes, child, base, facts)
    else if (child.id === ids.blockGroup)
      for (let inner = child.inside; inner < childEnd;) {
        const part = elementAt(bytes, inner, childEnd)
        if (part.id === ids.block) block(bytes, part, base, facts)
        inner = known(part)
      }
    else if (child.id === ids.void) bytes.blank(child.inside, childEnd - child.inside)
    facts.last = Math.max(facts.last, base)
    at = childEnd
  }
  return until
}
