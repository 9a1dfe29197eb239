/** How a result's lines, a stage's judges and a sheet's lines are called on the pages of results. */
import type { ContestView, ResultView } from '@leitai/core/contest/view.ts'
import type { Stage } from '@leitai/core/rulebook/schema.ts'
import type { Text } from '@leitai/core/score.ts'

/** `S03 张小雨` once names are known, the code before. */
export function entrantName(result: Pick<ResultView, 'lines'>, code: string): string {
  const line = result.lines.find((one) => one.code === code)
  return line?.name === undefined ? code : `${line.number ?? code} ${line.name}`
}

/** By person id, over all panels. */
export function judgeNames(view: Pick<ContestView, 'panels'>): Map<string, string> {
  return new Map(
    view.panels.flatMap(({ panels }) =>
      panels.flatMap(({ judges }) => judges.map(({ personId, name }) => [personId, name] as const)),
    ),
  )
}

/** A line of the item's sheet; a question's id where the sheet is a paper's short answers. */
export function sheetLineName(stage: Stage | undefined, item: string, line: string): Text {
  const marking = stage?.items.find((one) => one.id === item)?.marking
  const found = marking?.by === 'judges' ? marking.sheet.find((one) => one.id === line) : undefined
  return found?.label ?? { zh: line, en: line }
}
