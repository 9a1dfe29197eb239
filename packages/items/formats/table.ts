/** A table under a head: which column is which, rows by column, and problems that name the cell. */
import type { CellProblem } from '@leitai/core/api/contract.ts'
import type { Text } from '@leitai/core/score.ts'
import { columnLetter, readSheet, type Sheet } from './spreadsheet.ts'

export interface Column<Key extends string> {
  key: Key
  /** The template's heading; the first is also what problems say. */
  names: readonly [string, ...string[]]
  required?: boolean
}

export interface TableRow<Key extends string> {
  /** As the spreadsheet counts, from 1. */
  row: number
  cell(key: Key): string
  problem(key: Key, problem: Text): CellProblem
}

const plain = (heading: string) =>
  heading
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\s*＊_]/g, '')
    .replaceAll(/[(（].*[)）]$/g, '')

/** Rows that are not empty; or what is wrong with the head, which leaves nothing to read. */
export function readTable<Key extends string>(
  { name, rows }: Sheet,
  columns: readonly Column<Key>[],
): { rows: TableRow<Key>[]; problems: CellProblem[] } {
  const inSheet = name === '' ? {} : { sheet: name }
  const head = (rows[0] ?? []).map(plain)
  const places = new Map<Key, number>()
  for (const { key, names } of columns) {
    const at = head.findIndex((heading) => heading !== '' && names.some((one) => plain(one) === heading))
    if (at >= 0) places.set(key, at)
  }
  const problems = columns
    .filter(({ key, required }) => required && !places.has(key))
    .map(({ names }): CellProblem => ({
      ...inSheet,
      row: 1,
      column: names[0],
      value: (rows[0] ?? []).join(' | ').slice(0, 200),
      problem: {
        zh: `没有“${names[0]}”这一列，请使用模板的表头`,
        en: `There is no column “${names[0]}”; please use the template’s headings`,
      },
    }))
  if (problems.length > 0) return { rows: [], problems }
  const headings = new Map(columns.map(({ key, names }) => [key, names[0]]))
  const read = rows.slice(1).flatMap((line, i): TableRow<Key>[] => {
    if (line.every((cell) => cell === '')) return []
    const row = i + 2
    const cell = (key: Key) => line[places.get(key) ?? -1] ?? ''
    const problem = (key: Key, problem: Text): CellProblem => {
      const at = places.get(key)
      const column = at === undefined ? headings.get(key)! : `${columnLetter(at)} ${headings.get(key)!}`
      return { ...inSheet, row, column, value: cell(key).slice(0, 200), problem }
    }
    return [{ row, cell, problem }]
  })
  return { rows: read, problems }
}

/** As `readTable`, from the file. */
export async function readTableFile<Key extends string>(
  content: Uint8Array,
  columns: readonly Column<Key>[],
): Promise<{ rows: TableRow<Key>[]; problems: CellProblem[] }> {
  const sheet = await readSheet(content)
  if (sheet === null) return { rows: [], problems: [notSpreadsheet] }
  return readTable(sheet, columns)
}

/** A problem of the file as a whole. */
export function unreadable(problem: Text): CellProblem {
  return { row: 0, column: '', value: '', problem }
}

export const notText = unreadable({ zh: '不是文本文件，或文件过大', en: 'Not a text file, or too large' })
export const notSpreadsheet = unreadable({
  zh: '不是可读取的表格文件（xlsx、ods、csv），或文件过大',
  en: 'No spreadsheet that can be read (xlsx, ods, csv), or too large',
})
