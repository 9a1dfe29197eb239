/** Zip archives of a size that was looked at before anything is unpacked. */
import { fromBuffer, type Entry, type ZipFile } from 'yauzl'
import { ZipFile as ZipWriter } from 'yazl'

export interface ZipLimits {
  entries: number
  /** Of one file and of all together, unpacked. */
  fileBytes: number
  bytes: number
}

export const isZip = (content: Uint8Array): boolean => content[0] === 0x50 && content[1] === 0x4b

/** What the archive holds is too much, or it is no archive that can be read. */
export class UnfitZip extends Error {
  readonly reason: 'tooBig' | 'unreadable'
  constructor(reason: UnfitZip['reason']) {
    super(reason)
    this.reason = reason
  }
}

export interface ZippedFile {
  name: string
  read(): Promise<Uint8Array>
}

/** Lists the files; nothing is unpacked unless all that the archive says of itself is within the limits. */
export async function openZip(content: Uint8Array, limits: ZipLimits): Promise<{ files: ZippedFile[]; close(): void }> {
  const zip = await open(content)
  const entries = await list(zip, limits)
  return {
    files: entries.map(({ entry, name }) => ({ name, read: () => readEntry(zip, entry, limits.fileBytes) })),
    close: () => zip.close(),
  }
}

function open(content: Uint8Array): Promise<ZipFile> {
  const buffer = Buffer.from(content.buffer, content.byteOffset, content.byteLength)
  return new Promise((resolve, reject) => {
    fromBuffer(buffer, { lazyEntries: true, autoClose: false, decodeStrings: false }, (error, zip) => {
      if (error) reject(new UnfitZip('unreadable'))
      else resolve(zip)
    })
  })
}

function list(zip: ZipFile, limits: ZipLimits): Promise<{ entry: Entry; name: string }[]> {
  return new Promise((resolve, reject) => {
    const entries: { entry: Entry; name: string }[] = []
    let bytes = 0
    zip.on('error', () => reject(new UnfitZip('unreadable')))
    zip.on('end', () => resolve(entries))
    zip.on('entry', (entry: Entry) => {
      bytes += entry.uncompressedSize
      if (entries.length >= limits.entries || bytes > limits.bytes || entry.uncompressedSize > limits.fileBytes) {
        reject(new UnfitZip('tooBig'))
        return
      }
      const name = entryName(entry)
      if (!name.endsWith('/')) entries.push({ entry, name })
      zip.readEntry()
    })
    zip.readEntry()
  })
}

/** UTF-8, or what Windows in China writes when it does not say UTF-8. */
function entryName(entry: Entry): string {
  const bytes = entry.fileName as unknown as Uint8Array
  let name: string
  try {
    name = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    name = new TextDecoder('gb18030').decode(bytes)
  }
  return name.replaceAll('\\', '/').normalize('NFC')
}

function readEntry(zip: ZipFile, entry: Entry, mostBytes: number): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    zip.openReadStream(entry, (error, stream) => {
      if (error) {
        reject(new UnfitZip('unreadable'))
        return
      }
      const parts: Buffer[] = []
      let bytes = 0
      stream.on('data', (part: Buffer) => {
        bytes += part.length
        // An archive may say less than it holds.
        if (bytes > mostBytes) stream.destroy(new UnfitZip('tooBig'))
        else parts.push(part)
      })
      stream.on('error', (problem: unknown) =>
        reject(problem instanceof UnfitZip ? problem : new UnfitZip('unreadable')),
      )
      stream.on('end', () => resolve(new Uint8Array(Buffer.concat(parts))))
    })
  })
}

/** A zip with these files in this order; the same files give the same bytes. */
export async function writeZip(files: Iterable<readonly [name: string, content: Uint8Array]>): Promise<Uint8Array> {
  const zip = new ZipWriter()
  for (const [name, content] of files)
    zip.addBuffer(Buffer.from(content), name, {
      mtime: new Date(2000, 0, 1),
      compress: !/\.(mp3|ogg|m4a|webm)$/.test(name),
    })
  zip.end()
  const parts: Buffer[] = []
  for await (const part of zip.outputStream) parts.push(part as Buffer)
  return new Uint8Array(Buffer.concat(parts))
}
