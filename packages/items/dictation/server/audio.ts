/** What a recording is, told by its first bytes: a file's name says what somebody wished. */

const text = (content: Uint8Array, from: number, length: number): string =>
  String.fromCharCode(...content.subarray(from, from + length))

/** Null: no kind of recording that browsers play. */
export function audioMime(content: Uint8Array): string | null {
  const mark = text(content, 0, 4)
  if (mark === 'OggS') return 'audio/ogg'
  if (mark === 'fLaC') return 'audio/flac'
  if (mark === 'RIFF' && text(content, 8, 4) === 'WAVE') return 'audio/wav'
  if (text(content, 4, 4) === 'ftyp') return 'audio/mp4'
  if (mark === '\x1a\x45\xdf\xa3') return 'audio/webm'
  if (mark.startsWith('ID3')) return 'audio/mpeg'
  // Frame sync, then version and layer that exist.
  const [first = 0, second = 0] = content
  if (first === 0xff && (second & 0xe0) === 0xe0 && (second & 0x18) !== 0x08 && (second & 0x06) !== 0)
    return 'audio/mpeg'
  // AAC in its own frames.
  if (first === 0xff && (second & 0xf6) === 0xf0) return 'audio/aac'
  return null
}

const endings: Record<string, string> = {
  'audio/ogg': 'ogg',
  'audio/flac': 'flac',
  'audio/wav': 'wav',
  'audio/mp4': 'm4a',
  'audio/webm': 'webm',
  'audio/mpeg': 'mp3',
  'audio/aac': 'aac',
}

export const audioEnding = (mime: string): string => endings[mime] ?? 'bin'
