// The list that a pack is made from: a YAML paper or an Excel sheet, with complaints that name row and column.
import { readXlsx } from 'hucre/xlsx'
import { parse } from 'yaml'
import type { Record } from './spoken.ts'

const columns = {
  name: ['姓名', 'name'],
  address: ['地址', 'address'],
  phone: ['电话', 'phone'],
  postcode: ['邮编', 'postcode'],
  email: ['邮箱', 'email'],
} as const
type Field = keyof typeof columns
const fields = Object.keys(columns) as Field[]

export interface Complaint {
  /** `第 3 行` of a sheet (as Excel numbers it), or the record of a YAML paper. */
  row: string
  column: string
  what: string
}

export interface List {
  id: string | null
  title: string | null
  records: Record[]
  complaints: Complaint[]
}

/** What can be said digit by digit or letter by letter; an empty field is allowed and left out. */
const shape: { [field in Field]: { allowed: RegExp; what: string } } = {
  name: { allowed: /^\p{Script=Han}{2,6}$/u, what: '应为 2–6 个汉字' },
  address: { allowed: /^[\p{Script=Han}A-Za-z0-9]+$/u, what: '只能有汉字、字母和数字，不能有空格和标点' },
  phone: { allowed: /^(\d{11}|\d{3,4}-\d{7,8})$/u, what: '应为 11 位手机号，或“区号-号码”' },
  postcode: { allowed: /^\d{6}$/u, what: '应为 6 位数字（在 Excel 中请设为文本格式，否则开头的 0 会丢失）' },
  email: {
    allowed: /^[a-z0-9][a-z0-9._+-]*@[a-z0-9-]+(\.[a-z0-9-]+)+$/u,
    what: '应为小写字母、数字、点、下划线、减号组成的邮箱地址',
  },
}

function checked(row: string, label: (field: Field) => string, record: Record): Complaint[] {
  const wrong = fields
    .filter((field) => record[field] !== '' && !shape[field].allowed.test(record[field]))
    .map((field) => ({ row, column: label(field), what: `“${record[field]}” ${shape[field].what}` }))
  const empty = fields.every((field) => record[field] === '')
  return empty ? [{ row, column: '—', what: '整行为空' }] : wrong
}

const text = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value).normalize('NFKC').trim() : ''

/** `prefix` begins the ids, which a sheet does not have. */
export async function readSheet(bytes: Uint8Array, prefix: string): Promise<List> {
  const list: List = { id: null, title: null, records: [], complaints: [] }
  const rows = (await readXlsx(bytes)).sheets[0]?.rows ?? []
  const header = (rows[0] ?? []).map((cell) => text(cell).toLowerCase())
  const place = (field: Field): number => header.findIndex((cell) => columns[field].some((name) => name === cell))
  for (const field of fields) {
    if (place(field) < 0) list.complaints.push({ row: '第 1 行', column: columns[field][0], what: '缺少这一列' })
  }
  if (list.complaints.length > 0) return list
  for (const [index, row] of rows.entries()) {
    // Excel keeps rows that were emptied
    if (index === 0 || row.every((cell) => text(cell) === '')) continue
    const field = (name: Field): string => text(row[place(name)])
    const record = {
      id: `${prefix}${String(list.records.length + 1).padStart(2, '0')}`,
      name: field('name'),
      address: field('address'),
      phone: field('phone'),
      postcode: field('postcode'),
      email: field('email'),
    }
    list.records.push(record)
    list.complaints.push(...checked(`第 ${index + 1} 行`, (name) => columns[name][0], record))
  }
  if (list.records.length === 0) list.complaints.push({ row: '第 2 行', column: '—', what: '没有任何记录' })
  return list
}

const isObject = (value: unknown): value is { [key: string]: unknown } => typeof value === 'object' && value !== null

export function readPaper(yaml: string): List {
  const paper: unknown = parse(yaml)
  const records = isObject(paper) && Array.isArray(paper['records']) ? (paper['records'] as unknown[]) : []
  const list: List = {
    id: isObject(paper) ? text(paper['id']) || null : null,
    title: isObject(paper) ? text(paper['title']) || null : null,
    records: [],
    complaints: records.length === 0 ? [{ row: '—', column: 'records', what: '没有任何记录' }] : [],
  }
  const ids = new Set<string>()
  for (const [index, entry] of records.entries()) {
    const field = (name: Field | 'id'): string => (isObject(entry) ? text(entry[name]) : '')
    const record = {
      id: field('id'),
      name: field('name'),
      address: field('address'),
      phone: field('phone'),
      postcode: field('postcode'),
      email: field('email'),
    }
    const row = `第 ${index + 1} 条`
    // the id becomes a file name
    if (!/^[A-Za-z0-9_-]+$/u.test(record.id) || ids.has(record.id)) {
      list.complaints.push({ row, column: 'id', what: `“${record.id}” 应为字母和数字，并且不能重复` })
    }
    ids.add(record.id)
    list.records.push(record)
    list.complaints.push(...checked(row, (name) => name, record))
  }
  return list
}
