/** The entry list as spreadsheets: an empty one to fill in, and what is there now. */
import type { Entrant } from '@leitai/core/api/contract.ts'
import type { Rulebook } from '@leitai/core/rulebook/schema.ts'
import { writeSheet } from '../../spreadsheets/write.ts'
import { columnsOf, fieldValue, type Column } from './columns.ts'

const width = ({ key }: Column) =>
  key === 'members' || key === 'delegation' ? 26 : key === 'number' || key === 'gender' ? 10 : 16

export async function entryListTemplate(rulebook: Rulebook): Promise<Uint8Array> {
  const columns = columnsOf(rulebook)
  return writeSheet(
    '参赛名单 Entrants',
    columns.map((column) => ({ header: column.label.zh, width: width(column) })),
    [columns.map(({ example }) => example)],
    [
      '第 2 行是示例，填写前请删除。Row 2 is an example: delete it.',
      ...columns.map(({ label, allowed }) => `${label.zh}（${label.en}）：${allowed.zh} / ${allowed.en}`),
    ],
  )
}

const statuses = { pending: '待审核', accepted: '已通过', declined: '未通过' }

export async function entryListExport(rulebook: Rulebook, entrants: readonly Entrant[]): Promise<Uint8Array> {
  const columns = columnsOf(rulebook)
  return writeSheet(
    '参赛名单 Entrants',
    [
      ...columns.map((column) => ({ header: column.label.zh, width: width(column) })),
      { header: '状态', width: 10 },
      { header: '资格问题', width: 40 },
    ],
    entrants.map((entrant) => [
      ...columns.map(({ key }) => cellOf(entrant, key)),
      statuses[entrant.status],
      entrant.problems.map(({ text }) => text.zh).join('；'),
    ]),
  )
}

function cellOf(entrant: Entrant, key: string): string {
  if (key === 'number') return entrant.number
  if (key === 'extraTimePercent') return entrant.extraTimePercent === 0 ? '' : String(entrant.extraTimePercent)
  return fieldValue(entrant, key.replace(/^fields\./, ''))
}
