/** JPEG, PNG and WebP: what shows the picture stays; everything that tells of it, its camera or its author goes. */
import { Damaged } from './bytes.ts'

/** More than any camera makes; a browser would choke on it. */
export class HugePicture extends Error {}
const mostPixels = 120_000_000
const mostSide = 30_000

function checkSize(width: number, height: number): void {
  if (width === 0 || height === 0) throw new Damaged('no picture')
  if (width > mostSide || height > mostSide || width * height > mostPixels) throw new HugePicture()
}

const u16 = (content: Buffer, at: number): number => (at + 2 <= content.length ? content.readUInt16BE(at) : fail())
const fail = (): never => {
  throw new Damaged('cut off')
}

/** Keeps JFIF, colour profile, Adobe's colour mark, and from EXIF how the picture is to be turned. */
export function jpeg(content: Buffer): Buffer {
  if (u16(content, 0) !== 0xffd8) throw new Damaged('no JPEG')
  const kept: Buffer[] = [content.subarray(0, 2)]
  let at = 2
  let sized = false
  for (;;) {
    // fill bytes
    while (content[at] === 0xff && content[at + 1] === 0xff) at += 1
    const marker = u16(content, at)
    if (marker === 0xffd9) {
      if (!sized) throw new Damaged('no picture')
      // what follows the end (a film, a maker's own data) is no part of the picture
      return Buffer.concat([...kept, content.subarray(at, at + 2)])
    }
    if (marker < 0xffc0 || marker === 0xffff) throw new Damaged(`no marker at ${at}`)
    const length = u16(content, at + 2)
    const segment = content.subarray(at, at + 2 + length)
    if (length < 2 || segment.length < 2 + length) fail()
    const start = (mark: string) => segment.toString('latin1', 4, 4 + mark.length) === mark
    const isFrame = marker >= 0xffc0 && marker <= 0xffcf && ![0xffc4, 0xffc8, 0xffcc].includes(marker)
    if (isFrame) {
      checkSize(u16(segment, 7), u16(segment, 5))
      sized = true
    }
    if (marker === 0xffe1 && start('Exif\0\0')) {
      const turn = orientation(segment.subarray(10))
      if (turn > 1) kept.push(turned(turn))
    } else if (marker < 0xffe0 || marker === 0xffee) kept.push(segment)
    else if (marker === 0xffe0 && start('JFIF\0')) kept.push(plainJfif(segment))
    else if (marker === 0xffe2 && start('ICC_PROFILE\0')) kept.push(segment)
    at += 2 + length
    if (marker === 0xffda) {
      const end = endOfScan(content, at)
      kept.push(content.subarray(at, end))
      at = end
    }
  }
}

/** Without its thumbnail. */
function plainJfif(segment: Buffer): Buffer {
  const plain = Buffer.from(segment.subarray(0, 18))
  if (plain.length < 18) fail()
  plain.writeUInt16BE(16, 2)
  plain.writeUInt16BE(0, 16)
  return plain
}

/** Compressed data runs to the next marker that is neither a stuffed byte nor a restart. */
function endOfScan(content: Buffer, from: number): number {
  for (let at = content.indexOf(0xff, from); at >= 0; at = content.indexOf(0xff, at + 1)) {
    const next = content[at + 1]
    if (next !== undefined && next !== 0 && next !== 0xff && !(next >= 0xd0 && next <= 0xd7)) return at
  }
  return fail()
}

/** EXIF's tag 0x0112 in the first directory, 1 where it says nothing. */
function orientation(tiff: Buffer): number {
  const little = tiff.toString('latin1', 0, 2) === 'II'
  const short = (at: number) => (at + 2 > tiff.length ? 0 : little ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at))
  const long = (at: number) => (at + 4 > tiff.length ? 0 : little ? tiff.readUInt32LE(at) : tiff.readUInt32BE(at))
  const directory = long(4)
  for (let i = 0; i < Math.min(200, short(directory)); i += 1) {
    const entry = directory + 2 + 12 * i
    if (short(entry) === 0x0112) return Math.min(8, short(entry + 8)) || 1
  }
  return 1
}

/** An EXIF segment that says nothing but how to turn the picture: else a telephone's would lie on its side. */
function turned(value: number): Buffer {
  const exif = Buffer.from('ffe100224578696600004d4d002a00000008000101120003000000010000000000000000', 'hex')
  exif.writeUInt16BE(value, 28)
  return exif
}

const pngKept = new Set('IHDR PLTE IDAT IEND tRNS gAMA cHRM sRGB iCCP sBIT bKGD pHYs acTL fcTL fdAT cICP'.split(' '))

export function png(content: Buffer): Buffer {
  if (content.toString('latin1', 0, 8) !== '\x89PNG\r\n\x1a\n') throw new Damaged('no PNG')
  const kept: Buffer[] = [content.subarray(0, 8)]
  for (let at = 8; ;) {
    if (at + 12 > content.length) fail()
    const length = content.readUInt32BE(at)
    const type = content.toString('latin1', at + 4, at + 8)
    if (at + 12 + length > content.length) fail()
    if (type === 'IHDR') checkSize(content.readUInt32BE(at + 8), content.readUInt32BE(at + 12))
    else if (at === 8) throw new Damaged('no header')
    if (pngKept.has(type)) kept.push(content.subarray(at, at + 12 + length))
    at += 12 + length
    if (type === 'IEND') return Buffer.concat(kept)
  }
}

const webpKept = new Set(['VP8 ', 'VP8L', 'VP8X', 'ALPH', 'ANIM', 'ANMF', 'ICCP'])

export function webp(content: Buffer): Buffer {
  if (content.toString('latin1', 0, 4) !== 'RIFF' || content.toString('latin1', 8, 12) !== 'WEBP')
    throw new Damaged('no WebP')
  const end = Math.min(content.length, 8 + content.readUInt32LE(4))
  const kept: Buffer[] = []
  for (let at = 12; at + 8 <= end;) {
    const type = content.toString('latin1', at, at + 4)
    const length = content.readUInt32LE(at + 4)
    const next = at + 8 + length + (length % 2)
    if (next > content.length) fail()
    const chunk = Buffer.from(content.subarray(at, next))
    if (type === 'VP8X') {
      checkSize(chunk.readUIntLE(12, 3) + 1, chunk.readUIntLE(15, 3) + 1)
      // no EXIF and no XMP from here on
      chunk[8]! &= ~0x0c
    } else if (type === 'VP8 ') checkSize(chunk.readUInt16LE(14) & 0x3fff, chunk.readUInt16LE(16) & 0x3fff)
    else if (type === 'VP8L')
      checkSize((chunk.readUInt32LE(9) & 0x3fff) + 1, ((chunk.readUInt32LE(9) >> 14) & 0x3fff) + 1)
    if (webpKept.has(type)) kept.push(chunk)
    at = next
  }
  if (kept.length === 0) throw new Damaged('no picture')
  const body = Buffer.concat(kept)
  const head = Buffer.from('RIFF\0\0\0\0WEBP', 'latin1')
  head.writeUInt32LE(4 + body.length, 4)
  return Buffer.concat([head, body])
}
