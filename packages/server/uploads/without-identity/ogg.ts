/**
 * Ogg with Opus, Vorbis or Theora: the comment header of every stream is emptied where it lies, its length kept, and the
 * checksums of its pages made again.
 */
import { Damaged, type Bytes } from './bytes.ts'

export interface OggFacts {
  hasVideo: boolean
}

const table = Uint32Array.from({ length: 256 }, (_, index) => {
  let value = index << 24
  for (let bit = 0; bit < 8; bit += 1) value = value & 0x80000000 ? (value << 1) ^ 0x04c11db7 : value << 1
  return value >>> 0
})

function checksum(page: Uint8Array): number {
  let sum = 0
  for (const byte of page) sum = ((sum << 8) ^ table[((sum >>> 24) ^ byte) & 0xff]!) >>> 0
  return sum
}

/** How a comment header begins, by what its stream's first packet begins with. */
const codecs: { begins: string; comment: string; ends: number[]; video: boolean }[] = [
  { begins: 'OpusHead', comment: 'OpusTags', ends: [], video: false },
  // Vorbis wants a bit after the last comment
  { begins: '\x01vorbis', comment: '\x03vorbis', ends: [1], video: false },
  { begins: '\x80theora', comment: '\x81theora', ends: [], video: true },
]

interface Stream {
  codec: (typeof codecs)[number]
  /** Packets that have ended. */
  packets: number
  /** Bytes of the comment header blanked so far. */
  blanked: number
}

export function ogg(bytes: Bytes): OggFacts {
  const streams = new Map<number, Stream>()
  let hasVideo = false
  let at = 0
  while (at < bytes.size) {
    if (bytes.text(at, 4) !== 'OggS') throw new Damaged(`no page at ${at}`)
    const head = Buffer.from(bytes.read(at, 27))
    const lacing = Buffer.from(bytes.read(at + 27, head[26]!))
    const body = at + 27 + lacing.length
    const end = body + lacing.reduce((sum, length) => sum + length, 0)
    if (end > bytes.size) throw new Damaged('a page is cut off')
    const serial = head.readUInt32LE(14)
    if ((head[5]! & 2) !== 0) {
      const codec = codecs.find(({ begins }) => bytes.text(body, begins.length) === begins)
      if (codec === undefined) throw new Damaged('a stream of another kind')
      hasVideo ||= codec.video
      streams.set(serial, { codec, packets: 0, blanked: 0 })
    }
    const stream = streams.get(serial)
    if (stream === undefined) throw new Damaged('a page of no stream')
    if (stream.packets < 2) page(bytes, stream, { at, body, end, lacing })
    at = end
  }
  if ([...streams.values()].length === 0) throw new Damaged('no stream')
  return { hasVideo }
}

function page(
  bytes: Bytes,
  stream: Stream,
  { at, body, end, lacing }: { at: number; body: number; end: number; lacing: Buffer },
): void {
  const content = Buffer.from(bytes.read(at, end - at))
  let place = body - at
  let changed = false
  for (const length of lacing) {
    if (stream.packets === 1) {
      empty(content.subarray(place, place + length), stream)
      changed = true
    }
    place += length
    // a segment shorter than 255 ends its packet
    if (length < 255) stream.packets += 1
    if (stream.packets >= 2) break
  }
  if (!changed) return
  content.writeUInt32LE(0, 22)
  content.writeUInt32LE(checksum(content), 22)
  bytes.write(at, content)
}

/** The next piece of a comment header: its mark, no maker, no comments, the ending bit, zeros. */
function empty(piece: Buffer, stream: Stream): void {
  const { comment, ends } = stream.codec
  const header = Buffer.concat([Buffer.from(comment, 'latin1'), Buffer.alloc(8), Buffer.from(ends)])
  if (stream.blanked === 0 && (piece.length < header.length || !piece.toString('latin1').startsWith(comment)))
    throw new Damaged('no comment header')
  piece.fill(0)
  if (stream.blanked === 0) header.copy(piece)
  stream.blanked += piece.length
}
