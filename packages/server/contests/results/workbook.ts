/** A stage's results as a spreadsheet. Points are numbers to reckon with; all that people typed is text, never a formula. */
import { writeXlsx, type CellValue } from 'hucre'
import type { Attendance } from '@leitai/core/contest/acts.ts'
import { isSealed, stageOf } from '@leitai/core/contest/reading.ts'
import { resultView } from '@leitai/core/contest/results.ts'
import type { ContestState } from '@leitai/core/contest/state.ts'
import type { Score } from '@leitai/core/score.ts'
import { safeCell } from '../../spreadsheets/cells.ts'

const attendances: Record<Attendance, string> = {
  present: '',
  absent: '缺席',
  forfeited: '弃权',
  disqualified: '取消资格',
}
const mostDigits = 15

/** Null before the results are computed. By code while identities are sealed. */
export async function resultsWorkbook(state: ContestState, stageId: string): Promise<Uint8Array | null> {
  const stage = state.rulebook === null ? undefined : stageOf(state.rulebook.rulebook, stageId)
  const view = stage === undefined ? null : resultView(state, stageId, 'officials')
  if (stage === undefined || view === null) return null
  const who = isSealed(state) ? ['赛位号'] : ['参赛号', '姓名', '代表队', '赛位号']
  const whoOf = (line: (typeof view.lines)[number]) =>
    (isSealed(state) ? [line.code] : [line.number ?? '', line.name ?? '', line.delegation ?? '', line.code]).map(
      safeCell,
    )

  const standings = view.lines.map((line): CellValue[] => [
    line.rank,
    ...whoOf(line),
    ...stage.items.map(({ id }) => points(line.items[id])),
    points(line.total),
    line.secondsUsed,
    safeCell(line.award?.zh ?? ''),
    attendances[line.attendance],
  ])
  const reasons = view.lines.flatMap((line) =>
    line.score === undefined ? [] : rowsOf(line.score).map((row): CellValue[] => [...whoOf(line), ...row]),
  )
  const awards = view.awards.flatMap((award) =>
    award.lines.map(({ name, delegation, coaches }) =>
      [award.title.zh, name, delegation, coaches.join('、')].map(safeCell),
    ),
  )

  return writeXlsx({
    sheets: [
      sheet(
        '成绩',
        ['名次', ...who, ...stage.items.map(({ title }) => title.zh), '总分', '用时（秒）', '奖项', '备注'],
        standings,
      ),
      sheet('得分依据', [...who, '项目', '得分', '满分', '规则', '条款', '数据'], reasons),
      ...(awards.length === 0 ? [] : [sheet('奖项', ['奖项', '姓名', '代表队', '指导教师'], awards)]),
    ],
  })
}

function sheet(name: string, head: readonly string[], rows: readonly CellValue[][]) {
  const bold = { font: { bold: true } }
  const titles = head.map(safeCell)
  const width = (index: number) =>
    Math.min(40, Math.max(8, ...[titles, ...rows].map((row) => String(row[index] ?? '').length * 1.7)))
  return {
    name,
    columns: titles.map((_, index) => ({ width: width(index) })),
    rows: [titles, ...rows],
    cells: new Map(titles.map((value, index) => [`0,${index}`, { value, type: 'string' as const, style: bold }])),
    freezePane: { rows: 1 },
  }
}

/** A decimal as a number where a spreadsheet keeps it exactly enough to show it the same; otherwise as it is written. */
function points(text: string | undefined): number | string | null {
  if (text === undefined) return null
  return text.replace(/\D/g, '').length <= mostDigits ? Number(text) : safeCell(text)
}

function rowsOf({ label, points: own, max, rule, clause, facts, children }: Score, depth = 0): CellValue[][] {
  const row: CellValue[] = [
    safeCell(`${'　'.repeat(depth)}${label.zh}`),
    points(own),
    points(max),
    safeCell(rule?.zh ?? ''),
    clause ?? '',
    Object.entries(facts ?? {})
      .map(([name, value]) => `${name}=${value}`)
      .join('；'),
  ]
  return [row, ...(children ?? []).flatMap((child) => rowsOf(child, depth + 1))]
}
