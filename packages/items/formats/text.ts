/** Text files as they come from Windows, and names for files that go there. */

const mostTextBytes = 20_000_000

/** UTF-8 with or without its mark, UTF-16 with it, or GB 18030; null for what is no text. */
export function plainText(content: Uint8Array): string | null {
  if (content.byteLength > mostTextBytes) return null
  const decoded = decode(content)
  return decoded === null || decoded.includes('\0') ? null : decoded.replaceAll(/\r\n?/g, '\n')
}

function decode(content: Uint8Array): string | null {
  if (content[0] === 0xff && content[1] === 0xfe) return new TextDecoder('utf-16le').decode(content)
  for (const encoding of ['utf-8', 'gb18030']) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(content)
    } catch {
      // the next one
    }
  }
  return null
}

export function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}

/** A title as a file's name: nothing that a file system or a header would take for something else. */
export function fileName(title: string, ending: string): string {
  const name = title
    .replaceAll(/[\p{C}\\/:*?"<>|]/gu, ' ')
    .trim()
    .slice(0, 80)
  return `${name || 'leitai'}.${ending}`
}
