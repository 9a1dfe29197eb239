/** A table to fill in, row by row; every cell is kept by itself. */
import { fill, useText, useWords } from '@leitai/design/language.ts'
import { Button } from '@mantine/core'
import { useMemo, useState } from 'react'
import type { Cells, TablePart as Part, SubmissionWorkView, Written } from '../types.ts'
import { useWritten } from './kept.ts'
import type { PartProps } from './parts.ts'
import style from './submission.module.css'
import { submissionWords } from './words.ts'

/** Rows that are there to begin with; more come when they are asked for. */
const firstRows = 5

function lastFilled(cells: Cells): number {
  return Object.entries(cells).reduce(
    (last, [key, { text }]) => (text === '' ? last : Math.max(last, Number(key.split(':')[0]) + 1)),
    0,
  )
}

export function TablePart({ part, work, ...rest }: PartProps<Part> & { work: SubmissionWorkView }) {
  const w = useWords(submissionWords)
  const text = useText()
  const cells = work.tables?.[part.id] ?? {}
  const [asked, setAsked] = useState(firstRows)
  const rows = Math.min(part.rows, Math.max(asked, lastFilled(cells)))
  return (
    <>
      <div className={style.tableBox}>
        <table className={style.table}>
          <thead>
            <tr>
              <th aria-hidden />
              {part.columns.map((column) => (
                <th key={column.id} scope="col">
                  {text(column.label)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {Array.from({ length: rows }, (_, row) => (
              <tr key={row}>
                <th scope="row">{row + 1}</th>
                {part.columns.map((column) => (
                  <td key={column.id}>
                    <Cell
                      {...rest}
                      part={part.id}
                      row={row}
                      column={column.id}
                      label={fill(w.cell, { n: row + 1, column: text(column.label) })}
                      stored={cells[`${row}:${column.id}`]}
                    />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className={style.under}>
        <span>{fill(w.rowsOf, { n: rows, of: part.rows })}</span>
        {rows < part.rows && (
          <Button variant="default" size="compact-md" onClick={() => setAsked(rows + 1)}>
            {w.addRow}
          </Button>
        )}
      </p>
    </>
  )
}

interface CellProps extends Omit<PartProps<string>, 'part'> {
  part: string
  row: number
  column: string
  label: string
  stored: Written | undefined
}

function Cell({ part, row, column, label, stored, act, unsent, noPaste }: CellProps) {
  const place = useMemo(() => ({ part, row, column }), [part, row, column])
  const written = useWritten({ act, unsent, stored, command: 'writeCell', place })
  return (
    <textarea
      {...written.field}
      {...noPaste}
      className={style.cell}
      rows={1}
      maxLength={2000}
      aria-label={label}
      data-state={written.state}
      spellCheck={false}
      autoComplete="off"
    />
  )
}
