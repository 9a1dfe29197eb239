/** A stage's raw marks as `MARKS.csv`: with the rulebook, `leitai results` makes the same standings from it. */
import { itemScores, withCorrections } from '@leitai/core/contest/results.ts'
import { marksIn } from '@leitai/core/scoring/item-score.ts'
import { isJudged } from '@leitai/core/scoring/sheet.ts'
import { isKnockout } from '@leitai/core/scoring/knockout.ts'
import { isLastRound, roundsBefore } from '@leitai/core/rulebook/rounds.ts'
import type { Stage } from '@leitai/core/rulebook/schema.ts'
import { groupIn, isSealed, stageOf } from '@leitai/core/contest/reading.ts'
import type { ContestState } from '@leitai/core/contest/state.ts'
import { safeCell } from '../../spreadsheets/cells.ts'

/** Null before the results are computed. The entrant is the candidate number once unsealed, the code before. */
export function marksCsv(state: ContestState, stageId: string): string | null {
  const result = state.results[stageId]
  const stage = state.rulebook === null ? undefined : stageOf(state.rulebook.rulebook, stageId)
  if (result === undefined || stage === undefined) return null
  const rulebook = state.rulebook!.rulebook
  // The last round of a knockout ranks those who went out before it, by the marks of their rounds.
  const stages = isKnockout(stage) && isLastRound(stage) ? [...roundsBefore(rulebook, stage), stage] : [stage]
  const inMatches = stages.some(({ matches }) => matches !== undefined)
  const rows = stages.flatMap((one) => rowsOf(state, one)).toSorted((a, b) => (a.join() < b.join() ? -1 : 1))
  const lines = [['entrant', 'item', 'judge', 'criterion', 'points', 'seconds_used', 'match'], ...rows]
  return `${lines.map((cells) => (inMatches ? cells : cells.slice(0, -1)).map(quoted).join(',')).join('\r\n')}\r\n`
}

function rowsOf(state: ContestState, stage: Stage): string[][] {
  const result = state.results[stage.id]
  if (result === undefined) return []
  const sealed = isSealed(state)
  return Object.entries(itemScores(stage, withCorrections(result)))
    .filter(([code]) => (result.attendance?.[code] ?? state.codes[code]?.attendance) === 'present')
    .flatMap(([code, items]) => {
      const entrant = sealed ? code : (state.roster[state.mapping[code] ?? '']?.number ?? code)
      const match = stage.matches === undefined ? null : groupIn(state, stage.id, code)
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
          match === null ? '' : String(match),
        ])
      })
    })
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
