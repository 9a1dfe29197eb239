/** The texts of slides and documents, the first rows of sheets. Runs in the reading process of `apart/`. */
import { readFile, stat } from 'node:fs/promises'
import type { Preview } from '@leitai/core/preview.ts'
import type { Refusal } from '@leitai/core/run.ts'
import { read } from 'hucre'
import { fromBufferPromise } from 'yauzl'
import { tooBig, unreadable } from '../apart/apart.ts'
import { zipIsFit } from '../apart/zip-sizes.ts'

const mostFileBytes = 100_000_000
const mostXmlBytes = 30_000_000
const mostSlides = 300
const mostParagraphs = 3000
const mostSheets = 10
const mostRows = 200
const mostColumns = 40
const mostCellCharacters = 500

export async function makePreview(path: string, mime: string): Promise<Preview | Refusal> {
  if ((await stat(path)).size > mostFileBytes) return tooBig()
  const content = await readFile(path)
  if (!(await zipIsFit(content))) return tooBig()
  if (mime.includes('presentationml')) return slides(content)
  if (mime.includes('wordprocessingml')) return document(content)
  if (mime.includes('spreadsheetml')) return spreadsheet(content)
  return unreadable()
}

async function slides(content: Buffer): Promise<Preview> {
  const numberOf = (name: string) => Number(/^ppt\/slides\/slide(\d+)\.xml$/.exec(name)?.[1])
  const parts = await entries(content, (name) => numberOf(name) > 0)
  const ordered = parts.toSorted((a, b) => numberOf(a.name) - numberOf(b.name))
  return {
    kind: 'slides',
    slides: ordered.slice(0, mostSlides).map(({ xml }) => paragraphs(xml, 'a')),
    more: ordered.length > mostSlides,
  }
}

async function document(content: Buffer): Promise<Preview> {
  const [part] = await entries(content, (name) => name === 'word/document.xml')
  const all = part === undefined ? [] : paragraphs(part.xml, 'w')
  return { kind: 'document', paragraphs: all.slice(0, mostParagraphs), more: all.length > mostParagraphs }
}

async function spreadsheet(content: Buffer): Promise<Preview> {
  const { sheets } = await read(content, { maxRows: mostRows + 1 })
  const filled = sheets.filter(({ rows }) => rows.some((row) => row.some((cell) => cell !== null && cell !== '')))
  return {
    kind: 'spreadsheet',
    sheets: filled.slice(0, mostSheets).map(({ name, rows }) => ({
      name,
      rows: rows
        .slice(0, mostRows)
        .map((row) =>
          row
            .slice(0, mostColumns)
            .map((cell) =>
              (cell instanceof Date ? cell.toISOString().slice(0, 10) : String(cell ?? '')).slice(
                0,
                mostCellCharacters,
              ),
            ),
        ),
    })),
    more: filled.length > mostSheets || filled.some(({ rows }) => rows.length > mostRows),
  }
}

async function entries(content: Buffer, wanted: (name: string) => boolean): Promise<{ name: string; xml: string }[]> {
  const zip = await fromBufferPromise(content, { lazyEntries: true })
  const out: { name: string; xml: string }[] = []
  for await (const entry of zip.eachEntry()) {
    if (!wanted(entry.fileName) || entry.uncompressedSize > mostXmlBytes) continue
    const parts: Buffer[] = []
    for await (const part of await zip.openReadStreamPromise(entry)) parts.push(part as Buffer)
    out.push({ name: entry.fileName, xml: Buffer.concat(parts).toString('utf8') })
  }
  return out
}

const named: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }
const plain = (text: string): string =>
  text.replaceAll(/&(?:#x([0-9a-f]+)|#(\d+)|(amp|lt|gt|quot|apos));/gi, (whole, hex, decimal, name) => {
    if (name !== undefined) return named[name.toLowerCase()] ?? whole
    const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16)
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : ''
  })

/** Texts of the runs of each paragraph; both formats name paragraph `p` and text `t`, under their own prefix. */
function paragraphs(xml: string, prefix: string): string[] {
  return xml
    .split(`</${prefix}:p>`)
    .map((paragraph) =>
      [...paragraph.matchAll(new RegExp(`<${prefix}:(?:t(?:\\s[^>]*)?>([^<]*)</${prefix}:t>|(?:br|tab)\\b)`, 'g'))]
        .map(([, text]) => (text === undefined ? ' ' : plain(text)))
        .join('')
        .trim(),
    )
    .filter((text) => text !== '')
}
