/** What a task's attachment is, told by its first bytes; office files, which are zips, by their name's ending too. */
const office: Record<string, string> = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
}

const signs: [start: string, mime: string][] = [
  ['%PDF-', 'application/pdf'],
  ['\x89PNG\r\n', 'image/png'],
  ['\xff\xd8\xff', 'image/jpeg'],
  ['ID3', 'audio/mpeg'],
  ['\xff\xfb', 'audio/mpeg'],
  ['\xff\xf3', 'audio/mpeg'],
  ['OggS', 'audio/ogg'],
  ['\x1a\x45\xdf\xa3', 'video/webm'],
]

/** Null: nothing that a contestant's browser shows, plays or keeps. */
export function attachmentMime(content: Uint8Array, name: string): string | null {
  const text = (from: number, length: number) => String.fromCharCode(...content.subarray(from, from + length))
  if (text(0, 4) === 'RIFF' && text(8, 4) === 'WAVE') return 'audio/wav'
  if (text(0, 4) === 'RIFF' && text(8, 4) === 'WEBP') return 'image/webp'
  if (text(4, 4) === 'ftyp') return text(8, 3) === 'M4A' ? 'audio/mp4' : 'video/mp4'
  if (text(0, 4) === 'PK\x03\x04') return office[name.replace(/^.*\./, '').toLowerCase()] ?? null
  const start = text(0, 8)
  return signs.find(([sign]) => start.startsWith(sign))?.[1] ?? null
}
