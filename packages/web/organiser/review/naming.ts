/** How a code is called before and after unsealing, and what a correction changed, in words. */
import type { ContestView, CorrectionView, ResultView } from '@leitai/core/contest/view.ts'
import type { Rulebook } from '@leitai/core/rulebook/schema.ts'
import type { Text } from '@leitai/core/score.ts'

/** `A12 张小雨` once the name is known, the code alone before; where the number is the code, it is said once. */
export function nameOf(result: ResultView | undefined, code: string): string {
  const line = result?.lines.find((one) => one.code === code)
  return line?.name === undefined ? code : `${line.number ?? code} ${line.name}`
}

export function itemTitle(rulebook: Rulebook | null, stage: string, item: string): Text {
  const found = rulebook?.stages.find(({ id }) => id === stage)?.items.find(({ id }) => id === item)
  return found?.title ?? { zh: item, en: item }
}

/** The judge and the line that a correction names; null where it set the item's score itself. */
export function correctedMark(
  view: Pick<ContestView, 'panels'>,
  rulebook: Rulebook | null,
  stage: string,
  { item, judge, line }: Pick<CorrectionView, 'item' | 'judge' | 'line'>,
): { judge: string; line: Text } | null {
  if (judge === null || line === null) return null
  const judges = view.panels
    .filter((panel) => panel.stage === stage && panel.item === item)
    .flatMap((panel) => panel.panels.flatMap((one) => one.judges))
  const marking = rulebook?.stages.find(({ id }) => id === stage)?.items.find(({ id }) => id === item)?.marking
  const label = marking?.by === 'judges' ? marking.sheet.find(({ id }) => id === line)?.label : undefined
  return {
    judge: judges.find(({ personId }) => personId === judge)?.name ?? judge,
    line: label ?? { zh: line, en: line },
  }
}
