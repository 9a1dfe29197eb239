/** What a score becomes by a correction. The server asks before it is signed, and verifying an archive asks again. */
import type { Item } from '../rulebook/schema.ts'
import { refuse, type Refusal } from '../run.ts'
import type { Score } from '../score.ts'
import { exact, formatDecimal, parseDecimal, shortDecimal } from '../scoring/decimal.ts'
import { itemScore } from '../scoring/item-score.ts'
import { byJudge, readMark } from '../scoring/sheet.ts'
import { markOn, pieceScore, sheetOf, type MarkCorrection } from '../marking/reading.ts'
import type { MarkingState } from '../marking/types.ts'
import { wholeScore } from '../marking/whole-score.ts'
import type { CorrectionState } from './state.ts'

/** Which number is meant: a judge's mark on a line, or without both the item's score itself. */
export interface CorrectionTarget {
  judge: string | null
  line: string | null
  new: string
}

export interface CorrectedScore {
  /** What stood there until now. */
  old: string
  /** The raw score as it comes out now. */
  score: Score
}

/**
 * `standing`: the raw score as it stands. `earlier`: corrections of this piece, in order. `run`: the work's automatic score.
 * Refuses what the line does not take.
 */
export function correctedScore(
  item: Item,
  target: CorrectionTarget,
  standing: Score,
  earlier: readonly Pick<CorrectionState, 'judge' | 'line' | 'new'>[],
  marking: MarkingState | null,
  run: Score | null,
): CorrectedScore | Refusal {
  return target.judge === null || target.line === null
    ? scoreSet(item, target.new, standing)
    : markSet(item, { judge: target.judge, line: target.line, value: target.new }, earlier, marking, run)
}

function scoreSet(item: Item, text: string, standing: Score): CorrectedScore | Refusal {
  const value = parseDecimal(text)
  const max = exact(item.points)
  if (value === null || value.s < 0n || value.compare(max) > 0)
    return refuse('badScore', `允许 0–${item.points}`, `0 to ${item.points} is allowed`)
  const old = itemScore(item, standing).points
  return {
    old,
    score: {
      id: item.id,
      label: item.title,
      points: formatDecimal(value, item.rounding.places),
      max: shortDecimal(max),
      rule: { zh: `更正：原为 ${old}`, en: `Corrected; it was ${old}` },
      ...((item.marking.clause ?? item.clause) === undefined ? {} : { clause: item.marking.clause ?? item.clause! }),
    },
  }
}

function markSet(
  item: Item,
  { judge, line: id, value }: MarkCorrection,
  earlier: readonly Pick<CorrectionState, 'judge' | 'line' | 'new'>[],
  marking: MarkingState | null,
  run: Score | null,
): CorrectedScore | Refusal {
  if (marking === null || !marking.judges.some(({ personId }) => personId === judge))
    return refuse('noSuchJudge', '该裁判没有评这份作品', 'This judge did not mark this piece')
  const line = marking.setup.item.marking.sheet.find((one) => one.id === id && byJudge(one))
  if (line === undefined) return refuse('noSuchLine', `评分表中没有“${id}”`, `The sheet has no line "${id}"`)
  const read = readMark(line, value)
  if (read.problem !== undefined)
    return refuse('badMark', `${line.label.zh}：${read.problem.zh}`, `${line.label.en}: ${read.problem.en}`)
  const before = earlier.flatMap((one): MarkCorrection[] =>
    one.judge === null || one.line === null ? [] : [{ judge: one.judge, line: one.line, value: one.new }],
  )
  const known = before.findLast((one) => one.judge === judge && one.line === id)?.value
  const score = wholeScore(item, run, pieceScore(marking, [...before, { judge, line: id, value }]))
  if (score === null) return refuse('noScore', '该赛项没有成绩', 'There is no score in this item')
  return { old: known ?? markOn(sheetOf(marking, judge), id) ?? '', score }
}
