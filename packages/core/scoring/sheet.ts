/**
 * One judge's sheet: what a mark on each kind of line may be, what it is worth, and the sheet's total in points.
 *
 * A mark is what the judge enters: on `points` and `weight` lines the value itself, on `levels` the points of the picked
 * level, on `deduction` how often it was missed, on `overtime` the seconds used. `measured` lines, and `overtime` lines
 * with a measure, come from the system.
 */
import type { Item, Marking, SheetLine } from '../rulebook/schema.ts'
import type { Text } from '../score.ts'
import { exact, parseDecimal, shortDecimal, whole, zero, type Exact } from './decimal.ts'

export type JudgedItem = Item & { marking: Marking & { by: 'judges' } }

export function isJudged(item: Item): item is JudgedItem {
  return item.marking.by === 'judges'
}

/** How many judges' marks count after dropping. */
export function keptJudges({ marking }: JudgedItem): number {
  return marking.judges - marking.dropHighest - marking.dropLowest
}

/**
 * The most that one sheet gives, in points: the item's points; where sheets are summed, that ÷ judges that count (C05:
 * each of n judges marks out of points ÷ (n − 2)). Zero for items that no judge marks.
 */
export function sheetMax(item: Item): Exact {
  if (!isJudged(item)) return zero
  const points = exact(item.points)
  return item.marking.aggregate === 'sum' ? points.div(whole(keptJudges(item))) : points
}

/** Whether a judge marks this line; the others are filled by the system, the same on every judge's sheet. */
export function byJudge(line: SheetLine): boolean {
  return measureOf(line) === null
}

/** The name of the system's figure that fills this line; null where a judge marks it. */
export function measureOf(line: SheetLine): string | null {
  return line.kind === 'measured' || line.kind === 'overtime' ? (line.measure ?? null) : null
}

/** The mark that a text writes, or why the line does not take it. */
export function readMark(
  line: SheetLine,
  text: string,
): { value: Exact; problem?: never } | { value?: never; problem: Text } {
  const value = parseDecimal(text)
  if (value === null) return { problem: { zh: `“${text}”不是数字`, en: `"${text}" is not a number` } }
  const problem = refusedMark(line, value)
  return problem === null ? { value } : { problem }
}

function refusedMark(line: SheetLine, value: Exact): Text | null {
  const shown = shortDecimal(value)
  const stepped = (step: string) => value.div(exact(step)).d === 1n
  switch (line.kind) {
    case 'points':
    case 'weight':
    case 'measured':
      if (value.s < 0n || value.compare(exact(line.max)) > 0)
        return {
          zh: `${shown} 超出范围，允许 0–${line.max}`,
          en: `${shown} is out of range; 0 to ${line.max} is allowed`,
        }
      return line.kind === 'measured' || stepped(line.step)
        ? null
        : {
            zh: `${shown} 不合步长，应为 ${line.step} 的整数倍`,
            en: `${shown} is off the step; multiples of ${line.step} are allowed`,
          }
    case 'levels': {
      const levels = line.levels.map((level) => level.points)
      return levels.some((points) => exact(points).compare(value) === 0)
        ? null
        : {
            zh: `${shown} 不是该项的档次，可选：${levels.join('、')}`,
            en: `${shown} is none of the levels; allowed: ${levels.join(', ')}`,
          }
    }
    case 'deduction':
    case 'overtime':
      return value.s >= 0n && value.d === 1n
        ? null
        : line.kind === 'deduction'
          ? { zh: `${shown} 应为次数（0 或正整数）`, en: `${shown} must be a count: 0 or a whole number` }
          : { zh: `${shown} 应为用时秒数（0 或正整数）`, en: `${shown} must be the seconds used: 0 or a whole number` }
  }
}

/** What a mark adds to the sheet, in points; `max` is the sheet's maximum. Deductions and overtime are negative. */
export function lineWorth(line: SheetLine, mark: Exact, max: Exact): Exact {
  switch (line.kind) {
    case 'points':
    case 'levels':
    case 'measured':
      return mark
    case 'weight':
      return mark.div(exact(line.max)).mul(exact(line.percent)).div(100).mul(max)
    case 'deduction':
      return exact(line.from).sub(atMost(exact(line.each).mul(mark), line.most))
    case 'overtime': {
      const over = mark.sub(line.overSeconds)
      // "per 10 s begun": one second over already takes the first step.
      const begun = over.s > 0n ? over.div(line.perSeconds).ceil() : zero
      return atMost(exact(line.each).mul(begun), line.most).neg()
    }
  }
}

/** The sheet's total in points. `marks`: line id → mark, complete and read by `readMark`. */
export function sheetTotal(item: JudgedItem, marks: Readonly<Record<string, Exact>>): Exact {
  const max = sheetMax(item)
  const sum = item.marking.sheet.reduce((total, line) => total.add(lineWorth(line, marks[line.id]!, max)), zero)
  return item.marking.keepWithin ? within(sum, max) : sum
}

/** The value held between 0 and `max`. */
export function within(value: Exact, max: Exact): Exact {
  if (value.s < 0n) return zero
  return value.compare(max) > 0 ? max : value
}

function atMost(value: Exact, most: string | undefined): Exact {
  return most !== undefined && value.compare(exact(most)) > 0 ? exact(most) : value
}
