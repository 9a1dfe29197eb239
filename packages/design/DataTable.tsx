/** A plain table with the house's manners: sticky head, numbers right, dense or comfortable, an empty state. */
import type { ReactNode } from 'react'
import style from './DataTable.module.css'
import { useWords } from './language.ts'
import { designWords } from './words.ts'

export interface Column<Row> {
  key: string
  head: ReactNode
  cell(row: Row, index: number): ReactNode
  numeric?: boolean
  width?: string
  /** Long text is cut with an ellipsis instead of breaking the row. */
  cut?: boolean
}

interface Props<Row> {
  /** The row's type is taken from `rows` alone. */
  columns: readonly Column<NoInfer<Row>>[]
  rows: readonly Row[]
  rowKey(row: NoInfer<Row>, index: number): string | number
  dense?: boolean
  empty?: ReactNode
  onOpen?(row: NoInfer<Row>): void
  /** Marks rows for attention; the row's own words must say why too. */
  tone?(row: NoInfer<Row>): 'attention' | 'wrong' | 'quiet' | undefined
  label?: string
  /** Height after which the body scrolls under its head, e.g. `60vh`. */
  maxHeight?: string
}

export function DataTable<Row>({
  columns,
  rows,
  rowKey,
  dense = true,
  empty,
  onOpen,
  tone,
  label,
  maxHeight,
}: Props<Row>) {
  const w = useWords(designWords)
  if (rows.length === 0) return <>{empty ?? <p className={style.nothing}>{w.nothing}</p>}</>
  return (
    <div className={style.frame} style={{ maxHeight }} tabIndex={maxHeight === undefined ? undefined : 0}>
      <table className={style.table} data-dense={dense || undefined} aria-label={label}>
        <thead>
          <tr>
            {columns.map((column) => (
              <th
                key={column.key}
                scope="col"
                data-numeric={column.numeric || undefined}
                style={{ width: column.width }}
              >
                {column.head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr
              key={rowKey(row, index)}
              data-tone={tone?.(row)}
              data-opens={onOpen !== undefined || undefined}
              tabIndex={onOpen === undefined ? undefined : 0}
              onClick={onOpen && (() => onOpen(row))}
              onKeyDown={
                onOpen &&
                ((event) => {
                  if (event.key === 'Enter' && event.target === event.currentTarget) onOpen(row)
                })
              }
            >
              {columns.map((column) => (
                <td key={column.key} data-numeric={column.numeric || undefined} data-cut={column.cut || undefined}>
                  {column.cell(row, index)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
