/** A spreadsheet as it was read, with the cells that cannot be taken marked; the list beside it says all of it in words. */
import type { CellProblem } from '@leitai/core/api/contract.ts'
import { DataTable } from '@leitai/design/DataTable.tsx'
import { useText } from '@leitai/design/language.ts'
import { Tooltip } from '@mantine/core'
import style from './registration.module.css'

export function PreviewTable({
  columns,
  rows,
  problems,
}: {
  columns: { key: string; label: string }[]
  rows: readonly Record<string, string>[]
  problems: readonly CellProblem[]
}) {
  const text = useText()
  const wrong = new Map(problems.map((problem) => [`${problem.row} ${problem.key ?? problem.column}`, problem]))
  return (
    <DataTable<Record<string, string>>
      maxHeight="46vh"
      rows={rows}
      rowKey={(row, index) => row['row'] ?? index}
      columns={columns.map((column) => ({
        key: column.key,
        head: column.label,
        cell: (row) => {
          const problem = wrong.get(`${row['row'] ?? ''} ${column.key}`)
          if (problem === undefined) return row[column.key]
          return (
            <Tooltip label={text(problem.problem)} multiline maw={320}>
              <mark className={style.wrong}>{row[column.key] || '\u00a0'}</mark>
            </Tooltip>
          )
        },
      }))}
    />
  )
}
