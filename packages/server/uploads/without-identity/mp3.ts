/**
 * MP3: frames of sound stay, everything between, before and after them goes: ID3v1, ID3v2, APE, Lyrics3 and what nobody
 * knows. Players look for the next frame, so what is zero is passed over.
 */
import { Damaged, type Bytes } from './bytes.ts'

const bitrates: Record<string, readonly number[]> = {
  '1-1': [32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448],
  '1-2': [32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384],
  '1-3': [32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
  '2-1': [32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256],
  '2-2': [8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
}
const rates = [44_100, 48_000, 32_000]

/** Length in bytes of the frame whose four header bytes these are; null for no frame. */
function frameLength(head: Buffer): number | null {
  const [a = 0, b = 0, c = 0] = head
  if (a !== 0xff || (b & 0xe0) !== 0xe0) return null
  const version = [2.5, null, 2, 1][(b >> 3) & 3]
  const layer = [null, 3, 2, 1][(b >> 1) & 3]
  const rate = rates[(c >> 2) & 3]
  const index = c >> 4
  if (version == null || layer == null || rate === undefined || index === 0 || index === 15) return null
  const row = bitrates[version === 1 ? `1-${layer}` : layer === 1 ? '2-1' : '2-2']!
  const bits = row[index - 1]! * 1000
  const hertz = rate / (version === 1 ? 1 : version === 2 ? 2 : 4)
  const padding = (c >> 1) & 1
  if (layer === 1) return (Math.floor((12 * bits) / hertz) + padding) * 4
  return Math.floor(((layer === 3 && version !== 1 ? 72 : 144) * bits) / hertz) + padding
}

/** An ID3v2 tag at this place says its length: sound is never looked for inside, where a picture may look like it. */
function tagLength(bytes: Bytes, at: number): number {
  if (bytes.text(at, 3) !== 'ID3' || at + 10 > bytes.size) return 0
  const head = bytes.read(at, 10)
  const size = [6, 7, 8, 9].reduce((sum, place) => sum * 128 + (head[place]! & 0x7f), 0)
  return Math.min(bytes.size - at, 10 + size + ((head[5]! & 0x10) === 0 ? 0 : 10))
}

/** What was taken away at the beginning is an ID3 tag with nothing in it, so that the file still begins like MP3. */
function emptyTag(bytes: Bytes, length: number): void {
  if (length < 10 || length - 10 >= 2 ** 28) return
  const size = [21, 14, 7, 0].map((shift) => ((length - 10) >> shift) & 0x7f)
  bytes.write(0, Buffer.from([0x49, 0x44, 0x33, 3, 0, 0, ...size]))
}

export function mp3(bytes: Bytes): void {
  const { size } = bytes
  let at = 0
  let junk = 0
  let frames = 0
  let lastFrameEnd = 0
  while (at < size) {
    const tag = tagLength(bytes, at)
    if (tag > 0) {
      at += tag
      continue
    }
    const length = at + 4 <= size ? frameLength(bytes.read(at, 4)) : null
    // two in a row, or the last one: four bytes alone may be chance
    const real =
      length !== null &&
      (at === lastFrameEnd && frames > 0
        ? at + length <= size
        : at + length + 4 <= size && frameLength(bytes.read(at + length, 4)) !== null)
    if (!real) {
      at += 1
      continue
    }
    if (at > junk) {
      bytes.blank(junk, at - junk)
      if (junk === 0) emptyTag(bytes, at)
    }
    frames += 1
    at += length
    junk = at
    lastFrameEnd = at
  }
  if (frames < 2) throw new Damaged('no sound')
  bytes.cut(lastFrameEnd)
}
