/** Neutral names: the part's id and an ending, whatever the file was called by whom. */
const endings: Record<string, string> = {
  'audio/mpeg': 'mp3',
  'audio/wav': 'wav',
  'audio/mp4': 'm4a',
  'audio/ogg': 'ogg',
  'audio/webm': 'weba',
  'video/mp4': 'mp4',
  'video/quicktime': 'mov',
  'video/webm': 'webm',
  'video/matroska': 'mkv',
  'video/ogg': 'ogv',
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/webp': 'webp',
  'application/pdf': 'pdf',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': 'pptx',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'docx',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'xlsx',
}

export const endingOf = (mime: string): string => endings[mime] ?? 'bin'

/** `introduction.mp4`; the second of several `introduction-2.mp4`. */
export function neutralName(part: string, index: number, mime: string): string {
  return `${part}${index === 0 ? '' : `-${index + 1}`}.${endingOf(mime)}`
}
