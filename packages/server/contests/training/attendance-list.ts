/** Who was there, as a spreadsheet: to be filled in beside the door, and read again. */
import type { CellProblem } from '@leitai/core/api/contract.ts'
import type { RosterEntry } from '@leitai/core/contest/acts.ts'
import { membersOf } from '@leitai/core/training/trained.ts'
import type { Table } from '../../apart/apart.ts'
import { columnLetter } from '../../spreadsheets/cells.ts'
import { writeSheet } from '../../spreadsheets/write.ts'
import { keyOf, type AttendanceState } from './sessions.ts'

const columns = [
  { key: 'number', zh: '参赛号', en: 'Number', width: 12 },
  { key: 'name', zh: '姓名或队名', en: 'Name', width: 24 },
  { key: 'delegation', zh: '代表队', en: 'Delegation', width: 26 },
  { key: 'member', zh: '队员', en: 'Member', width: 16 },
  { key: 'state', zh: '签到', en: 'Attendance', width: 12 },
] as const
type Key = (typeof columns)[number]['key']

const stateNames: Record<AttendanceState, string> = { present: '出席', late: '迟到', absent: '缺席' }
const states = new Map<string, AttendanceState>([
  ...(['出席', '到', '已到', '签到', '√', '✓', '1', 'present', 'yes'] as const).map(
    (word) => [word, 'present'] as const,
  ),
  ...(['迟到', 'late'] as const).map((word) => [word, 'late'] as const),
  ...(['缺席', '缺', '未到', '×', '0', 'absent', 'no'] as const).map((word) => [word, 'absent'] as const),
])

export function attendanceSheet(
  people: readonly RosterEntry[],
  marks: readonly { entrantId: string; member: string; state: AttendanceState }[],
): Promise<Uint8Array> {
  const known = new Map(marks.map((mark) => [keyOf(mark), mark.state]))
  return writeSheet(
    '签到 Attendance',
    columns.map(({ zh, width }) => ({ header: zh, width })),
    people.flatMap((entry) =>
      membersOf(entry).map((member) => {
        const state = known.get(keyOf({ entrantId: entry.entrantId, member }))
        return [entry.number, entry.name, entry.delegation, member, state === undefined ? '' : stateNames[state]]
      }),
    ),
    ['“签到”一列填：出席、迟到、缺席；不填则不改变。Attendance: present, late or absent; left empty, nothing changes.'],
  )
}

export interface ReadMarks {
  marks: { entrantId: string; member: string; state: AttendanceState }[]
  problems: CellProblem[]
}

export function readAttendance({ sheet, rows }: Table, people: readonly RosterEntry[]): ReadMarks {
  const head = (rows[0] ?? []).map((title) => title.trim().toLowerCase())
  const places = new Map<Key, number>()
  for (const { key, zh, en } of columns) {
    const at = head.findIndex((title) => title === zh || title === en.toLowerCase())
    if (at >= 0) places.set(key, at)
  }
  const problems: CellProblem[] = []
  const problem = (row: number, key: Key, value: string, zh: string, en: string) => {
    const at = places.get(key)
    const title = columns.find((column) => column.key === key)!.zh
    problems.push({
      ...(sheet === '' ? {} : { sheet }),
      row,
      column: at === undefined ? title : `${columnLetter(at)} ${title}`,
      key,
      value: value.slice(0, 200),
      problem: { zh, en },
    })
  }
  for (const key of ['number', 'state'] as const)
    if (!places.has(key)) {
      const { zh, en } = columns.find((column) => column.key === key)!
      problem(
        1,
        key,
        head.join(' | '),
        `没有“${zh}”这一列，请用导出的表格填写。`,
        `There is no column “${en}”; fill in the exported sheet.`,
      )
    }
  if (problems.length > 0) return { marks: [], problems }

  const byNumber = new Map(people.map((entry) => [entry.number, entry]))
  const marks = new Map<string, ReadMarks['marks'][number]>()
  rows.slice(1).forEach((line, index) => {
    const cell = (key: Key) => (line[places.get(key) ?? -1] ?? '').trim()
    const written = cell('state')
    if (written === '') return
    const row = index + 2
    const entry = byNumber.get(cell('number'))
    const state = states.get(written.toLowerCase())
    if (entry === undefined)
      problem(
        row,
        'number',
        cell('number'),
        '本次训练的名单中没有这个参赛号。',
        'Nobody with this number has a part in this training.',
      )
    if (state === undefined)
      problem(row, 'state', written, '应为：出席、迟到、缺席。', 'Must be: present, late or absent.')
    if (entry === undefined || state === undefined) return
    const members = membersOf(entry)
    const member = members.length === 1 && members[0] === '' ? '' : cell('member')
    if (!members.includes(member)) {
      problem(
        row,
        'member',
        member,
        `应为队员之一：${members.join('、')}。`,
        `Must be one of the members: ${members.join(', ')}.`,
      )
      return
    }
    const mark = { entrantId: entry.entrantId, member, state }
    marks.set(keyOf(mark), mark)
  })
  return { marks: [...marks.values()], problems }
}
