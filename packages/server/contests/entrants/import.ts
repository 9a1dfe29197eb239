/** An entry list from a spreadsheet: every row is read, every cell that cannot be taken is named with what is allowed. */
import type { CellProblem } from '@leitai/core/api/contract.ts'
import type { Rulebook } from '@leitai/core/rulebook/schema.ts'
import type { Table } from '../../apart/apart.ts'
import { columnLetter } from '../../spreadsheets/cells.ts'
import { columnsOf, type Column } from './columns.ts'
import type { EntrantInput } from './entrants.ts'

export interface ReadRow {
  /** As the spreadsheet counts, from 1. */
  row: number
  input: EntrantInput
}

export interface ReadList {
  columns: Column[]
  /** Cells as they stand in the file, with `row`; for the table on the screen. */
  cells: Record<string, string>[]
  good: ReadRow[]
  problems: CellProblem[]
  bad: number
}

export function readEntryList({ sheet, rows }: Table, rulebook: Rulebook): ReadList {
  const columns = columnsOf(rulebook)
  const head = rows[0] ?? []
  const places = new Map<string, number>()
  for (const column of columns) {
    const at = head.findIndex((title) => isColumn(title, column))
    if (at >= 0) places.set(column.key, at)
  }
  const where = (column: Column) => {
    const at = places.get(column.key)
    return at === undefined ? column.label.zh : `${columnLetter(at)} ${column.label.zh}`
  }
  const problems: CellProblem[] = []
  const inSheet = sheet === '' ? {} : { sheet }
  for (const column of columns) {
    if (column.required && !places.has(column.key)) {
      problems.push({
        ...inSheet,
        row: 1,
        column: column.label.zh,
        key: column.key,
        value: head.join(' | ').slice(0, 200),
        problem: {
          zh: `没有“${column.label.zh}”这一列。请使用模板的表头。`,
          en: `There is no column “${column.label.en}”. Use the template’s headings.`,
        },
      })
    }
  }
  if (problems.length > 0) return { columns, cells: [], good: [], problems, bad: Math.max(0, rows.length - 1) }

  const cells: Record<string, string>[] = []
  const good: ReadRow[] = []
  const numbers = new Map<string, number>()
  let bad = 0
  rows.slice(1).forEach((line, index) => {
    const row = index + 2
    if (line.every((cell) => cell.trim() === '')) return
    const cell = (key: string) => (line[places.get(key) ?? -1] ?? '').trim()
    cells.push({ row: String(row), ...Object.fromEntries(columns.map(({ key }) => [key, cell(key)])) })
    const before = problems.length
    for (const column of columns) {
      const wrong = wrongCell(column, cell(column.key))
      if (wrong !== null)
        problems.push({
          ...inSheet,
          row,
          column: where(column),
          key: column.key,
          value: cell(column.key).slice(0, 200),
          problem: wrong,
        })
    }
    const number = cell('number')
    const earlier = numbers.get(number)
    if (number !== '' && earlier !== undefined) {
      const column = columns.find(({ key }) => key === 'number')!
      problems.push({
        ...inSheet,
        row,
        column: where(column),
        key: 'number',
        value: number,
        problem: {
          zh: `与第 ${earlier} 行的参赛号相同，须不重复。`,
          en: `The same number as in row ${earlier}; no two may be alike.`,
        },
      })
    }
    numbers.set(number, row)
    if (problems.length > before) bad += 1
    else good.push({ row, input: inputFrom(columns, cell) })
  })
  return { columns, cells, good, problems, bad }
}

function isColumn(title: string, { key, label, also }: Column): boolean {
  const plain = title.replaceAll(/[\s*＊]/g, '').toLowerCase()
  const names = [key, label.zh, label.en, `${label.zh}${label.en}`, ...also]
  return names.some((name) => name.replaceAll(/\s/g, '').toLowerCase() === plain)
}

/** Null: the cell can be taken. */
function wrongCell({ key, required, allowed }: Column, value: string): CellProblem['problem'] | null {
  const say = (zh: string, en: string) => ({ zh: `${zh}：${allowed.zh}。`, en: `${en}: ${allowed.en}.` })
  if (value === '') return required ? say('不能为空', 'May not be empty') : null
  switch (key) {
    case 'number':
      return value.length > 20 ? say('过长', 'Too long') : null
    case 'name':
      return value.length > 60 ? say('过长', 'Too long') : null
    case 'gender':
      return genders.has(value.toLowerCase()) ? null : say('不是性别', 'Not a gender')
    case 'birthDate':
      return readDate(value) === null ? say('不是日期', 'Not a date') : null
    case 'phone':
      return value.length > 20 ? say('过长', 'Too long') : null
    case 'extraTimePercent':
      return readPercent(value) === null ? say('不是 0–100 的数字', 'Not a number from 0 to 100') : null
    case 'coaches':
    case 'members':
      return namesIn(value).some((name) => name.length > 60) ? say('有姓名过长', 'A name is too long') : null
    case 'delegation':
      return value.length > 80 ? say('过长', 'Too long') : null
    default:
      return value.length > 200 ? say('过长', 'Too long') : null
  }
}

function inputFrom(columns: readonly Column[], cell: (key: string) => string): EntrantInput {
  return {
    number: cell('number'),
    name: cell('name'),
    gender: genders.get(cell('gender').toLowerCase()) ?? '',
    birthDate: readDate(cell('birthDate')),
    delegation: cell('delegation'),
    coaches: namesIn(cell('coaches')),
    members: namesIn(cell('members')),
    phone: cell('phone'),
    extraTimePercent: readPercent(cell('extraTimePercent')) ?? 0,
    fields: Object.fromEntries(
      columns.flatMap(({ key }) =>
        key.startsWith('fields.') && cell(key) !== '' ? [[key.slice('fields.'.length), cell(key)]] : [],
      ),
    ),
  }
}

const genders = new Map([
  ['男', '男'],
  ['女', '女'],
  ['m', '男'],
  ['f', '女'],
  ['male', '男'],
  ['female', '女'],
])

export const namesIn = (text: string): string[] =>
  text
    .split(/[、,，;；/\n]+/)
    .map((name) => name.trim())
    .filter((name) => name !== '')

/** `2007-3-15`, `2007/3/15`, `2007.3.15`, `2007年3月15日`, `20070315` → `2007-03-15`; null for what is no day of the calendar. */
export function readDate(text: string): string | null {
  const parts = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(text) ?? /^(\d{4})(\d\d)(\d\d)$/.exec(text)
  if (parts === null) return null
  const [year, month, day] = [Number(parts[1]), Number(parts[2]), Number(parts[3])]
  const date = new Date(Date.UTC(year, month - 1, day))
  if (year < 1900 || date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return null
  return date.toISOString().slice(0, 10)
}

function readPercent(text: string): number | null {
  const number = Number(text.replace(/%$/, ''))
  return text !== '' && Number.isFinite(number) && number >= 0 && number <= 100 ? number : null
}
