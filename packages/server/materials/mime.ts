/** What a file is, by its first bytes: a name or a header may say anything. Null: nothing that we take. */
const signs: { mime: string; at: number; bytes: number[] }[] = [
  { mime: 'audio/mpeg', at: 0, bytes: [0x49, 0x44, 0x33] },
  { mime: 'audio/ogg', at: 0, bytes: [0x4f, 0x67, 0x67, 0x53] },
  { mime: 'audio/flac', at: 0, bytes: [0x66, 0x4c, 0x61, 0x43] },
  { mime: 'audio/webm', at: 0, bytes: [0x1a, 0x45, 0xdf, 0xa3] },
  { mime: 'image/png', at: 0, bytes: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a] },
  { mime: 'image/jpeg', at: 0, bytes: [0xff, 0xd8, 0xff] },
  { mime: 'image/gif', at: 0, bytes: [0x47, 0x49, 0x46, 0x38] },
  { mime: 'application/pdf', at: 0, bytes: [0x25, 0x50, 0x44, 0x46, 0x2d] },
]

export function sniffMime(content: Uint8Array): string | null {
  const text = (at: number, length: number) => String.fromCharCode(...content.subarray(at, at + length))
  if (text(0, 4) === 'RIFF' && text(8, 4) === 'WAVE') return 'audio/wav'
  if (text(0, 4) === 'RIFF' && text(8, 4) === 'WEBP') return 'image/webp'
  if (text(4, 4) === 'ftyp') return 'audio/mp4'
  // MPEG audio without a tag: frame sync, layer III or AAC
  if (content[0] === 0xff && ((content[1] ?? 0) & 0xe6) === 0xe2) return 'audio/mpeg'
  if (content[0] === 0xff && ((content[1] ?? 0) & 0xf6) === 0xf0) return 'audio/aac'
  return signs.find(({ at, bytes }) => bytes.every((byte, index) => content[at + index] === byte))?.mime ?? null
}

/** UTF-8 without control characters: a table as text, a note. It is only ever served as plain text. */
export function isPlainText(content: Uint8Array): boolean {
  if (content.some((byte) => byte < 0x20 && byte !== tab && byte !== lineFeed && byte !== carriageReturn)) return false
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(content)
    return true
  } catch {
    return false
  }
}

const tab = 0x09
const lineFeed = 0x0a
const carriageReturn = 0x0d
