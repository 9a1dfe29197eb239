/** Columns that stay aligned in a terminal, where a Chinese character is two cells wide. */

const wide =
  /[\u1100-\u115F\u2E80-\u303E\u3041-\u33FF\u3400-\u4DBF\u4E00-\u9FFF\uA000-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6]|[\u{1F300}-\u{1FAFF}\u{20000}-\u{3FFFD}]/u

/** Terminal cells that a text takes. Control characters, which could move the cursor, take none: they are not printed. */
export function cellsWide(text: string): number {
  let cells = 0
  for (const character of text) cells += /\p{Mn}|\p{Cc}|\p{Cf}/u.test(character) ? 0 : wide.test(character) ? 2 : 1
  return cells
}

export interface TableColumn {
  title: string
  align: 'left' | 'right'
}

/** Lines: heading, rule, rows. Cells that a row lacks are empty. */
export function table(columns: readonly TableColumn[], rows: readonly (readonly string[])[]): string[] {
  const clean = rows.map((row) => columns.map((_, index) => (row[index] ?? '').replace(/[\p{Cc}\p{Cf}]/gu, '')))
  const widths = columns.map((column, index) =>
    Math.max(cellsWide(column.title), ...clean.map((row) => cellsWide(row[index]!))),
  )
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, index) => {
        const gap = ' '.repeat(widths[index]! - cellsWide(cell))
        return columns[index]!.align === 'right' ? gap + cell : cell + gap
      })
      .join('  ')
      .trimEnd()
  return [
    line(columns.map((column) => column.title)),
    widths.map((width) => '─'.repeat(width)).join('  '),
    ...clean.map(line),
  ]
}
