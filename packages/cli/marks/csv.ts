/**
 * CSV as RFC 4180 has it: quoted cells may hold commas, line breaks and doubled quotes; lines end with LF or CRLF; a
 * byte order mark is passed over. Spreadsheet programs of Chinese Windows save GBK; what is not UTF-8 is read as GB 18030.
 */
import type { Text } from '@leitai/core/score.ts'

export interface CsvRow {
  /** As a spreadsheet counts: the heading is row 1. */
  row: number
  cells: string[]
}

export type Csv = { rows: CsvRow[]; problem?: never } | { rows?: never; problem: { row: number; text: Text } }

export function decodeCsv(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('gb18030').decode(bytes)
  }
}

/** Rows that are wholly empty are left out, but counted. */
export function parseCsv(source: string): Csv {
  const text = source.startsWith('\uFEFF') ? source.slice(1) : source
  const rows: CsvRow[] = []
  let row = 1
  let cells: string[] = []
  let at = 0

  const endRow = () => {
    if (cells.some((cell) => cell.trim() !== '')) rows.push({ row, cells })
    cells = []
    row += 1
  }

  while (at < text.length) {
    let cell = ''
    if (text[at] === '"') {
      at += 1
      for (;;) {
        const quote = text.indexOf('"', at)
        if (quote === -1) return { problem: { row, text: { zh: '引号没有结束', en: 'A quote is not closed' } } }
        cell += text.slice(at, quote)
        at = quote + 1
        if (text[at] !== '"') break
        cell += '"'
        at += 1
      }
      if (at < text.length && !',\r\n'.includes(text[at]!))
        return {
          problem: {
            row,
            text: { zh: '引号结束之后应为逗号或换行', en: 'After a closing quote comes a comma or a line break' },
          },
        }
    } else {
      const start = at
      while (at < text.length && !',\r\n'.includes(text[at]!)) at += 1
      cell = text.slice(start, at)
    }
    cells.push(cell)
    if (text[at] === ',') {
      at += 1
      if (at === text.length) cells.push('')
      if (at < text.length && '\r\n'.includes(text[at]!)) cells.push('')
      else continue
    }
    if (at < text.length) {
      at += text[at] === '\r' && text[at + 1] === '\n' ? 2 : 1
      endRow()
    }
  }
  if (cells.length > 0) endRow()
  return { rows }
}
