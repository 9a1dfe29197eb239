/** A stage's raw marks as `MARKS.csv`: with the rulebook, `leitai results` makes the same standings from it. */
import { itemScores, withCorrections } from '@leitai/core/contest/results.ts'
import { marksIn } from '@leitai/core/scoring/item-score.ts'
import { isJudged } from '@leitai/core/scoring/sheet.ts'
import { isSealed, stageOf } from '@leitai/core/contest/reading.ts'
import type { ContestState } from '@leitai/core/contest/state.ts'
import { safeCell } from '../../spreadsheets/cells.ts'

/** Null before the results are computed. The entrant is the candidate number once unsealed, the code before. */
export function marksCsv(state: ContestState, stageId: string): string | null {
  const result = state.results[stageId]
  const stage = state.rulebook === null ? undefined : stageOf(state.rulebook.rulebook, stageId)
  if (result === undefined || stage === undefined) return null
  const sealed = isSealed(state)
  const rows = Object.entries(itemScores(stage, withCorrections(result)))
    .filter(([code]) => state.codes[code]?.attendance === 'present')
    .flatMap(([code, items]) => {
      const entrant = sealed ? code : (state.roster[state.mapping[code] ?? '']?.number ?? code)
      return stage.items.flatMap((item) => {
        const score = items[item.id]
        if (score === undefined) return []
        const seconds = String(result.secondsUsed[code]?.[item.id] ?? 0)
        const marks = isJudged(item) ? marksIn(item, score) : [{ judge: null, line: null, mark: score.points }]
        return marks.map(({ judge, line, mark }) => [
          safeCell(entrant),
          item.id,
          safeCell(judge?.zh ?? ''),
          line ?? '',
          mark,
          seconds,
        ])
      })
    })
  const lines = [
    ['entrant', 'item', 'judge', 'criterion', 'points', 'seconds_used'],
    ...rows.toSorted((a, b) => (a.join() < b.join() ? -1 : 1)),
  ]
  return `${lines.map((cells) => cells.map(quoted).join(',')).join('\r\n')}\r\n`
}

function quoted(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
}

/** One file a stage that has results. */
export function stagesOfMarks(state: ContestState): [string, string][] {
  return (state.rulebook?.rulebook.stages ?? []).flatMap(({ id }) => {
    const csv = marksCsv(state, id)
    return csv === null ? [] : [[id, csv] as [string, string]]
  })
}
