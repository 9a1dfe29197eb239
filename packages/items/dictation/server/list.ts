/** The list of customers as a spreadsheet: one record a row, and the name of its recording. */
import type { CellProblem } from '@leitai/core/api/contract.ts'
import type { Text } from '@leitai/core/score.ts'
import { writeSheet } from '@leitai/items/formats/spreadsheet.ts'
import { readTableFile, type Column } from '@leitai/items/formats/table.ts'
import { dictationRecord, fieldLimits, mostRecords } from '../material.ts'
import { dictationFields, type DictationField, type DictationRecord } from '../types.ts'

type Key = 'id' | DictationField | 'audio'
const columns: Column<Key>[] = [
  { key: 'id', names: ['编号', 'id', '序号'] },
  { key: 'name', names: ['姓名', 'name', '客户姓名'], required: true },
  { key: 'address', names: ['地址', 'address', '联系地址'], required: true },
  { key: 'phone', names: ['电话', 'phone', '联系电话', '手机', '手机号'], required: true },
  { key: 'postcode', names: ['邮编', 'postcode', '邮政编码', 'zip'], required: true },
  { key: 'email', names: ['邮箱', 'email', '电子邮箱', '电子邮件', 'e-mail'], required: true },
  { key: 'audio', names: ['录音文件名', 'audio', '录音', '录音文件', '音频'] },
]
const widths: Record<Key, number> = { id: 8, name: 12, address: 48, phone: 18, postcode: 10, email: 30, audio: 20 }

export interface ListedRecord {
  record: DictationRecord
  /** As the list names it; empty where it names none. */
  audioName: string
  /** A problem with the recording, at the cell that names it. */
  audioProblem(problem: Text): CellProblem
}

export interface List {
  records: ListedRecord[]
  problems: CellProblem[]
  bad: number
}

export async function readList(content: Uint8Array): Promise<List> {
  const table = await readTableFile(content, columns)
  const problems = [...table.problems]
  const records: ListedRecord[] = []
  const seen = new Set<string>()
  for (const [i, row] of table.rows.entries()) {
    if (records.length >= mostRecords) {
      problems.push(
        row.problem('name', {
          zh: `一份听打试卷最多 ${mostRecords} 条`,
          en: `A paper holds at most ${mostRecords} records`,
        }),
      )
      break
    }
    const before = problems.length
    const fields = Object.fromEntries(dictationFields.map((field) => [field, row.cell(field)])) as Record<
      DictationField,
      string
    >
    for (const field of dictationFields) {
      const problem = wrongField(field, fields[field])
      if (problem) problems.push(row.problem(field, problem))
    }
    if (dictationFields.every((field) => fields[field] === ''))
      problems.push(row.problem('name', { zh: '至少填写一个字段', en: 'At least one field' }))
    const id = row.cell('id') || `r${String(i + 1).padStart(2, '0')}`
    const parsed = dictationRecord.shape.id.safeParse(/^\d+$/.test(id) ? `r${id.padStart(2, '0')}` : id)
    if (!parsed.success)
      problems.push(
        row.problem('id', {
          zh: '编号须为数字，或字母加数字，如 r01',
          en: 'An id is a number, or letters and a number such as r01',
        }),
      )
    else if (seen.has(parsed.data))
      problems.push(row.problem('id', { zh: '编号重复，须不重复', en: 'This id is there twice' }))
    if (problems.length > before || !parsed.success) continue
    seen.add(parsed.data)
    records.push({
      record: { id: parsed.data, ...fields, audio: null },
      audioName: row.cell('audio'),
      audioProblem: (problem) => row.problem('audio', problem),
    })
  }
  return { records, problems, bad: new Set(problems.map(({ row }) => row)).size }
}

function wrongField(field: DictationField, value: string): Text | null {
  if (value.length > fieldLimits[field])
    return { zh: `最多 ${fieldLimits[field]} 个字符`, en: `At most ${fieldLimits[field]} characters` }
  if (value === '') return null
  if (field === 'phone' && /^\d(\.\d+)?e\+?\d+$/i.test(value))
    return {
      zh: '电话被表格改成了科学计数，请将单元格设为文本',
      en: 'The spreadsheet made this an exponent; set the cell to text',
    }
  if (field === 'postcode' && /^\d{1,5}$/.test(value))
    return {
      zh: '邮编须为 6 位数字；若丢了开头的 0，请将单元格设为文本',
      en: 'A postcode has 6 digits; set the cell to text if leading zeros were lost',
    }
  if (field === 'email' && !/^[^\s@]+@[^\s@]+$/.test(value))
    return { zh: '邮箱须形如 name@example.com', en: 'An e-mail is like name@example.com' }
  return null
}

const notes = [
  '每行一条客户信息，第一行是表头，请勿改动。One customer a row under the headings.',
  '邮编、电话请保持文本格式，否则表格会丢掉开头的 0。Keep postcode and telephone as text, or leading zeros are lost.',
  '留空的字段不读、不计分。An empty field is neither spoken nor due.',
  '录音文件名：与录音一起打成 zip 导入时填写，如 r01.mp3；也可以先导入名单，再逐条上传录音。',
  'The recording’s file name, where list and recordings come together in a zip; or upload recordings one by one afterwards.',
]

export function writeList(
  records: readonly DictationRecord[],
  audioName: (record: DictationRecord) => string,
): Promise<Uint8Array> {
  return writeSheet(
    '听打名单',
    columns.map(({ key, names }) => ({ header: names[0], width: widths[key] })),
    records.map((record) => columns.map(({ key }) => (key === 'audio' ? audioName(record) : record[key]))),
    notes,
  )
}

/** Names and numbers that belong to nobody. */
const examples: DictationRecord[] = [
  {
    id: 'r01',
    name: '章伟明',
    address: '浙江省杭州市西湖区学院路126号阳光花园3幢2单元602室',
    phone: '16135720846',
    postcode: '310012',
    email: 'zwm_2020@example.com',
    audio: null,
  },
  {
    id: 'r02',
    name: '李静怡',
    address: '江苏省南京市鼓楼区中山北路88号锦绣大厦A座1503室',
    phone: '025-05271948',
    postcode: '210008',
    email: 'lijy.88@mail.example',
    audio: null,
  },
]

export const listTemplate = (): Promise<Uint8Array> => writeList(examples, ({ id }) => `${id}.mp3`)
