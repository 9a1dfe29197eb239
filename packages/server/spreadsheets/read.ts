/** A table out of xlsx, ods or CSV, as plain text cells. Runs in the reading process only. */
import { parseCsv, read, type CellValue } from 'hucre'
import type { Table } from '../apart/apart.ts'
import { isZip } from '../apart/zip-sizes.ts'
import { readCell } from './cells.ts'

const mostRows = 20_000
const mostColumns = 200

/** The first sheet with anything in it. Throws for what is no table. */
export async function readTable(content: Uint8Array): Promise<Table> {
  if (!isZip(content)) return { sheet: '', rows: trimmed(parseCsv(csvText(content))) }
  const { sheets } = await read(content, { maxRows: mostRows })
  const sheet =
    sheets.find(({ rows }) => rows.some((row) => row.some((cell) => cell !== null && cell !== ''))) ?? sheets[0]
  return { sheet: sheet?.name ?? '', rows: trimmed(sheet?.rows ?? []) }
}

/** UTF-8, or what a Chinese Excel writes when it says CSV. */
function csvText(content: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(content)
  } catch {
    const text = new TextDecoder('gb18030', { fatal: true }).decode(content)
    // a picture or program that happens to decode is still no table
    if (text.includes('\0')) throw new Error('binary')
    return text
  }
}

function trimmed(rows: readonly (readonly CellValue[])[]): string[][] {
  const out = rows.slice(0, mostRows).map((row) => row.slice(0, mostColumns).map(cellText))
  while (out.length > 0 && out.at(-1)!.every((cell) => cell === '')) out.pop()
  return out
}

function cellText(value: CellValue): string {
  if (value === null) return ''
  if (value instanceof Date) return value.toISOString().slice(0, 10)
  return readCell(String(value).trim())
}
