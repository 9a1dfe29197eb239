/** Spreadsheets as rows of text: xlsx, ods and CSV in, xlsx out. What people typed is text both ways, never a formula. */
import { parseCsv, read, writeXlsx, type CellValue } from 'hucre'
import { plainText } from './text.ts'
import { isZip, openZip } from './zip.ts'

export const xlsxMime = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
export const spreadsheetFiles = '.xlsx,.ods,.csv'

const limits = { entries: 2000, fileBytes: 100_000_000, bytes: 150_000_000 }
const mostRows = 20_000
const mostColumns = 100

export interface Sheet {
  name: string
  rows: string[][]
}

/** The first sheet with anything in it; null for what is no spreadsheet, or one of a size that nobody makes. */
export async function readSheet(content: Uint8Array): Promise<Sheet | null> {
  const sheets = await readWorkbook(content)
  return sheets === null ? null : (sheets.find(hasAnything) ?? { name: sheets[0]?.name ?? '', rows: [] })
}

/** All its sheets, a CSV's one; null as above. */
export async function readWorkbook(content: Uint8Array): Promise<Sheet[] | null> {
  try {
    if (!isZip(content)) {
      const text = plainText(content)
      return text === null ? null : [{ name: '', rows: cellTexts(parseCsv(text)) }]
    }
    const zip = await openZip(content, limits)
    zip.close()
    const { sheets } = await read(content, { maxRows: mostRows })
    return sheets.map(({ name, rows }) => ({ name, rows: cellTexts(rows) }))
  } catch {
    // The reader throws for whatever it cannot read, in many ways.
    return null
  }
}

const hasAnything = ({ rows }: Sheet): boolean => rows.some((row) => row.some((cell) => cell !== ''))

function cellTexts(rows: readonly (readonly CellValue[])[]): string[][] {
  return rows.slice(0, mostRows).map((row) => row.slice(0, mostColumns).map(cellText))
}

function cellText(value: CellValue): string {
  if (value === null) return ''
  if (value instanceof Date) return value.toISOString().slice(0, 10)
  const text = String(value).trim()
  return /^'[=+\-@\t\r]/.test(text) ? text.slice(1) : text
}

/** An apostrophe before what a spreadsheet would take for a formula, as a person would type it. */
const safeCell = (text: string): string => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text)

export interface SheetColumn {
  header: string
  width: number
}

export interface NewSheet {
  name: string
  columns: readonly SheetColumn[]
  rows: readonly (readonly string[])[]
}

/** One sheet of text cells under a fixed, bold head, and one of notes. */
export async function writeSheet(
  name: string,
  columns: readonly SheetColumn[],
  rows: readonly (readonly string[])[],
  notes: readonly string[] = [],
): Promise<Uint8Array> {
  return writeWorkbook([{ name, columns, rows }], notes)
}

/** As `writeSheet`, of several. */
export async function writeWorkbook(sheets: readonly NewSheet[], notes: readonly string[] = []): Promise<Uint8Array> {
  const bold = { font: { bold: true } }
  return writeXlsx({
    sheets: [
      ...sheets.map(({ name, columns, rows }) => {
        const head = columns.map(({ header }) => header)
        return {
          name,
          columns: columns.map(({ width }) => ({
            width,
            style: { numFmt: '@', alignment: { wrapText: true, vertical: 'top' as const } },
          })),
          rows: [head, ...rows.map((row) => row.map(safeCell))],
          cells: new Map(
            head.map((header, index) => [`0,${index}`, { value: header, type: 'string' as const, style: bold }]),
          ),
          freezePane: { rows: 1 },
        }
      }),
      ...(notes.length === 0
        ? []
        : [{ name: '说明 Notes', columns: [{ width: 100 }], rows: notes.map((note) => [note]) }]),
    ],
  })
}

/** `A`, `B` … `AA`, from 0. */
export function columnLetter(index: number): string {
  return index < 26
    ? String.fromCharCode(65 + index)
    : columnLetter(Math.floor(index / 26) - 1) + columnLetter(index % 26)
}
