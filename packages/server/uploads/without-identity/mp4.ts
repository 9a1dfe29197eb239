/**
 * MP4, M4A, MOV: boxes that nobody needs for playing become `free` where they lie, zeroed: nothing moves, so the places that
 * the sample tables name stay right. Tracks of metadata (a telephone's place and make) go with their samples.
 */
import { Damaged, type Bytes } from './bytes.ts'

interface Box {
  type: string
  at: number
  /** Where its content begins. */
  inside: number
  end: number
}

/** What may stay, by the box around it; what a box that is not here holds is taken as it is. */
const needed: Record<string, ReadonlySet<string>> = {
  '': new Set(['ftyp', 'styp', 'moov', 'moof', 'mdat', 'sidx', 'ssix', 'mfra', 'pdin', 'prft', 'wide']),
  moov: new Set(['mvhd', 'trak', 'mvex', 'iods']),
  trak: new Set(['tkhd', 'edts', 'mdia', 'tref', 'tapt', 'trgr', 'load']),
  mdia: new Set(['mdhd', 'hdlr', 'minf', 'elng']),
  minf: new Set(['vmhd', 'smhd', 'hmhd', 'nmhd', 'sthd', 'gmhd', 'hdlr', 'dinf', 'stbl']),
  dinf: new Set(['dref']),
  moof: new Set(['mfhd', 'traf']),
  traf: new Set(['tfhd', 'tfdt', 'trun', 'sdtp', 'sbgp', 'sgpd', 'subs', 'saiz', 'saio', 'senc']),
}

export interface Mp4Facts {
  hasVideo: boolean
  /** Of the movie header; null where it does not say (a fragmented recording). */
  seconds: number | null
}

export function mp4(bytes: Bytes): Mp4Facts {
  const facts: Mp4Facts = { hasVideo: false, seconds: null }
  const end = clean(bytes, '', 0, bytes.size, facts)
  if (end < bytes.size) bytes.cut(end)
  return facts
}

/** Returns where the last box ended. */
function clean(bytes: Bytes, around: string, from: number, end: number, facts: Mp4Facts): number {
  let at = from
  let movie = around !== ''
  while (at + 8 <= end) {
    const box = boxAt(bytes, at, end)
    at = box.end
    if (box.type === 'moov') movie = true
    if (!needed[around]!.has(box.type) || (box.type === 'trak' && isMetadata(bytes, box))) {
      if (box.type === 'trak') blankSamples(bytes, box)
      free(bytes, box)
    } else if (box.type in needed) clean(bytes, box.type, box.inside, box.end, facts)
    else if (box.type === 'hdlr') handler(bytes, box, facts)
    else if (box.type === 'dref') references(bytes, box)
    else if (box.type === 'mvhd') facts.seconds = seconds(bytes, box)
  }
  if (!movie) throw new Damaged('no movie')
  // QuickTime ends some lists with four zero bytes
  if (around !== '' && at < end) bytes.blank(at, end - at)
  return at
}

function boxAt(bytes: Bytes, at: number, end: number): Box {
  const head = bytes.read(at, 8)
  const type = head.toString('latin1', 4, 8)
  let size = head.readUInt32BE(0)
  let inside = at + 8
  if (size === 1) {
    size = Number(bytes.read(at + 8, 8).readBigUInt64BE(0))
    inside = at + 16
  } else if (size === 0) size = end - at
  // a compressed movie header hides what it holds
  if (size < inside - at || at + size > end || type === 'cmov') throw new Damaged(`${type} at ${at}`)
  return { type, at, inside, end: at + size }
}

function* children(bytes: Bytes, from: number, end: number): Generator<Box> {
  for (let at = from; at + 8 <= end;) {
    const box = boxAt(bytes, at, end)
    yield box
    at = box.end
  }
}

function find(bytes: Bytes, box: Box, ...path: string[]): Box | null {
  let found: Box | null = box
  for (const type of path) {
    const around: Box = found
    found = null
    for (const child of children(bytes, around.inside, around.end)) if (child.type === type) found ??= child
    if (found === null) return null
  }
  return found
}

function free(bytes: Bytes, box: Box): void {
  bytes.write(box.at + 4, Buffer.from('free'))
  bytes.blank(box.inside, box.end - box.inside)
}

const handlerOf = (bytes: Bytes, hdlr: Box): string => bytes.text(hdlr.inside + 8, 4)

/** The handler's name may be anybody's. */
function handler(bytes: Bytes, box: Box, facts: Mp4Facts): void {
  if (handlerOf(bytes, box) === 'vide') facts.hasVideo = true
  if (box.end > box.inside + 24) bytes.blank(box.inside + 24, box.end - box.inside - 24)
}

/** Where the sound or picture lies: in this file, never under a path with somebody's name in it. */
function references(bytes: Bytes, box: Box): void {
  for (const entry of children(bytes, box.inside + 8, box.end))
    if (entry.end > entry.inside + 4) bytes.blank(entry.inside + 4, entry.end - entry.inside - 4)
}

function seconds(bytes: Bytes, box: Box): number | null {
  const long = bytes.read(box.inside, 1)[0] === 1
  const [scaleAt, length] = long ? [box.inside + 20, 8] : [box.inside + 12, 4]
  const scale = bytes.read(scaleAt, 4).readUInt32BE(0)
  const told = bytes.read(scaleAt + 4, length)
  const units = long ? Number(told.readBigUInt64BE(0)) : told.readUInt32BE(0)
  const unknown = units === 0 || units >= (long ? 2 ** 63 : 0xffffffff) || scale === 0
  return unknown ? null : units / scale
}

function isMetadata(bytes: Bytes, trak: Box): boolean {
  const hdlr = find(bytes, trak, 'mdia', 'hdlr')
  if (hdlr === null) throw new Damaged('a track of nothing')
  return !['vide', 'soun', 'auxv'].includes(handlerOf(bytes, hdlr))
}

function blankSamples(bytes: Bytes, trak: Box): void {
  const table = find(bytes, trak, 'mdia', 'minf', 'stbl')
  const part = (type: string) => (table === null ? null : find(bytes, table, type))
  const [sizes, spread, short, long] = [part('stsz'), part('stsc'), part('stco'), part('co64')]
  const offsets = short ?? long
  if (sizes === null || spread === null || offsets === null) return
  const u32 = (at: number) => bytes.read(at, 4).readUInt32BE(0)
  const same = u32(sizes.inside + 4)
  const samples = u32(sizes.inside + 8)
  const chunks = u32(offsets.inside + 4)
  const runs = u32(spread.inside + 4)
  let sample = 0
  let run = 0
  for (let chunk = 0; chunk < chunks && sample < samples; chunk += 1) {
    while (run + 1 < runs && u32(spread.inside + 8 + 12 * (run + 1)) <= chunk + 1) run += 1
    const count = Math.min(u32(spread.inside + 8 + 12 * run + 4), samples - sample)
    let length = 0
    for (let i = 0; i < count; i += 1, sample += 1) length += same || u32(sizes.inside + 12 + 4 * sample)
    const at =
      long === null
        ? u32(offsets.inside + 8 + 4 * chunk)
        : Number(bytes.read(offsets.inside + 8 + 8 * chunk, 8).readBigUInt64BE(0))
    bytes.blank(at, Math.min(length, Math.max(0, bytes.size - at)))
  }
}
