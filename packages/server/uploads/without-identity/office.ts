/**
 * docx, pptx, xlsx: written anew, entry by entry. Properties of the document are emptied, authors of notes and of tracked
 * changes go, paths on somebody's computer go, and pictures inside are cleaned like pictures.
 */
import { createWriteStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { Readable } from 'node:stream'
import { fromBufferPromise, openPromise, type Entry, type ZipFile } from 'yauzl'
import { ZipFile as ZipWriter } from 'yazl'
import { Damaged } from './bytes.ts'
import { jpeg, png } from './pictures.ts'

const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const empty: [name: RegExp, content: string][] = [
  [
    /^docProps\/core\.xml$/i,
    `${head}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"/>`,
  ],
  [
    /^docProps\/app\.xml$/i,
    `${head}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"/>`,
  ],
  [
    /^docProps\/custom\.xml$/i,
    `${head}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"/>`,
  ],
]

/** Attributes that hold a person's name or mark, in the parts in which they do. */
const attributes: [name: RegExp, attribute: RegExp][] = [
  [/^(word|ppt)\//i, /(?<=\s)(?:\w+:)?(?:author|initials|userId|providerId)(?==)/g],
  [/^ppt\/commentAuthors\.xml$/i, /(?<=\s)(?:name|initials)(?==)/g],
  [/^ppt\/authors\.xml$/i, /(?<=\s)(?:name|initials|userId|providerId)(?==)/g],
  [/^xl\/persons\//i, /(?<=\s)(?:displayName|userId|providerId)(?==)/g],
  [/^xl\/workbook\.xml$/i, /(?<=\s)(?:userName|url)(?==)/g],
  [/^xl\/revisions\//i, /(?<=\s)(?:userName|name)(?==)/g],
]

const mostXmlBytes = 60_000_000
const mostPictureBytes = 60_000_000

/** Writes the cleaned document to `target`; `source` stays as it is. Sizes have been looked at before. */
export async function office(source: string, target: string): Promise<void> {
  const zip = await openPromise(source, { lazyEntries: true, autoClose: false }).catch(damaged)
  try {
    await pipeline(Readable.from(cleanedZip(zip, 0)), createWriteStream(target, { flush: true }))
  } catch (error) {
    damaged(error)
  } finally {
    zip.close()
  }
}

function damaged(error: unknown): never {
  throw error instanceof Damaged ? error : new Damaged(error instanceof Error ? error.message : String(error))
}

/** The bytes of the zip written anew. `depth`: documents in documents are cleaned too, one level deep. */
async function* cleanedZip(zip: ZipFile, depth: number): AsyncGenerator<Buffer> {
  const out = new ZipWriter()
  // an entry that does not unpack: the writer says so beside its stream
  out.on('error', (error: Error) => (out.outputStream as Readable).destroy(error))
  const seen = new Set<string>()
  const filled = (async () => {
    for await (const entry of zip.eachEntry()) {
      const name = entry.fileName
      if (name.endsWith('/')) continue
      if (seen.has(name.toLowerCase())) throw new Damaged(`${name} is there twice`)
      seen.add(name.toLowerCase())
      const options = { mtime: new Date(1980, 0, 1), compress: entry.compressionMethod !== 0 }
      const content = await cleaned(zip, entry, depth)
      if (content === null) out.addReadStream(await zip.openReadStreamPromise(entry), name, options)
      else out.addBuffer(content, name, options)
    }
    out.end()
  })()
  filled.catch((error: Error) => (out.outputStream as Readable).destroy(error))
  for await (const part of out.outputStream) yield part as Buffer
  await filled
}

/** Null: passed on as it is, piece by piece. */
async function cleaned(zip: ZipFile, entry: Entry, depth: number): Promise<Buffer | null> {
  const name = entry.fileName
  const blank = empty.find(([pattern]) => pattern.test(name))
  if (blank !== undefined) return Buffer.from(blank[1])
  if (/\.(xml|rels|vml)$/i.test(name)) {
    if (entry.uncompressedSize > mostXmlBytes) throw new Damaged(`${name} is too long`)
    return Buffer.from(withoutNames(name, (await whole(zip, entry, mostXmlBytes)).toString('utf8')))
  }
  if (/\.(jpe?g|jfif|png)$/i.test(name) && entry.uncompressedSize <= mostPictureBytes) {
    const content = await whole(zip, entry, mostPictureBytes)
    if (content[0] === 0xff) return jpeg(content)
    return content[0] === 0x89 ? png(content) : content
  }
  // the table behind a chart
  if (/\/embeddings\/[^/]+\.(docx|pptx|xlsx)$/i.test(`/${name}`) && depth === 0) {
    const inner = await fromBufferPromise(await whole(zip, entry, mostPictureBytes), { lazyEntries: true })
    const parts: Buffer[] = []
    for await (const part of cleanedZip(inner, depth + 1)) parts.push(part)
    return Buffer.concat(parts)
  }
  // what an unknown program put there: nobody can say whose name is in it
  if (/\/(embeddings|activeX)\//i.test(`/${name}`) || /vba(Project|Data)/i.test(name))
    throw new Damaged(`${name} cannot be cleaned`)
  return null
}

async function whole(zip: ZipFile, entry: Entry, most: number): Promise<Buffer> {
  const parts: Buffer[] = []
  let bytes = 0
  for await (const part of await zip.openReadStreamPromise(entry)) {
    bytes += (part as Buffer).length
    if (bytes > most) throw new Damaged(`${entry.fileName} is too long`)
    parts.push(part as Buffer)
  }
  return Buffer.concat(parts)
}

function withoutNames(name: string, xml: string): string {
  let clean = xml
  for (const [pattern, attribute] of attributes)
    if (pattern.test(name))
      clean = clean.replaceAll(new RegExp(`(${attribute.source})\\s*=\\s*("[^"]*"|'[^']*')`, 'g'), '$1=""')
  if (/^xl\/comments/i.test(name) || /^xl\/.*comments\d*\.xml$/i.test(name))
    clean = clean.replaceAll(/<author>[^<]*<\/author>/g, '<author></author>')
  if (/^customXml\//i.test(name))
    clean = clean.replaceAll(
      /(<(?:\w+:)?(?:creator|lastModifiedBy|DisplayName|AccountId|Author|Manager|Company)\b[^>/]*>)[^<]*/gi,
      '$1',
    )
  // templates and linked files name folders of somebody's computer
  if (name.endsWith('.rels')) clean = clean.replaceAll(/Target\s*=\s*"file:[^"]*"/gi, 'Target="file:///"')
  return clean
}
