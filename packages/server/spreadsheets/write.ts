import { writeXlsx } from 'hucre'
import { safeCell } from './cells.ts'

export const xlsxMime = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

export interface SheetColumn {
  header: string
  width: number
}

/** One sheet of text cells under a fixed, bold head. */
export async function writeSheet(
  name: string,
  columns: readonly SheetColumn[],
  rows: readonly (readonly string[])[],
  notes: readonly string[] = [],
): Promise<Uint8Array> {
  const bold = { font: { bold: true } }
  const head = columns.map(({ header }) => header)
  return writeXlsx({
    sheets: [
      {
        name,
        columns: columns.map(({ width }) => ({ width, style: { numFmt: '@' } })),
        rows: [head, ...rows.map((row) => row.map(safeCell))],
        cells: new Map(
          head.map((header, index) => [`0,${index}`, { value: header, type: 'string' as const, style: bold }]),
        ),
        freezePane: { rows: 1 },
      },
      ...(notes.length === 0
        ? []
        : [{ name: '说明 Notes', columns: [{ width: 90 }], rows: notes.map((note) => [note]) }]),
    ],
  })
}

export function xlsxFile(filename: string, content: Uint8Array): File {
  return new File([new Uint8Array(content)], filename, { type: xlsxMime })
}
