/** An entrant's score in one item, rounded where the rulebook says: from the run itself, or from the panel's marks. */
import type { Item } from '../rulebook/schema.ts'
import type { Score, Text } from '../score.ts'
import { aggregateMarks } from './aggregate.ts'
import { exact, formatDecimal, shortDecimal, whole, zero, type Exact } from './decimal.ts'
import {
  byJudge,
  isJudged,
  keptJudges,
  lineWorth,
  readMark,
  sheetMax,
  sheetTotal,
  within,
  type JudgedItem,
} from './sheet.ts'

/**
 * The run's automatic score as the item's: scaled by item points ÷ the run's own maximum where the two differ, held
 * within [0, item points], rounded. A judged item's score is the panel's (`panelScore`) and stays as it is.
 */
export function itemScore(item: Item, automatic: Score): Score {
  if (isJudged(item)) return automatic
  const points = exact(item.points)
  const raw = exact(automatic.points)
  const max = automatic.max === undefined ? points : exact(automatic.max)
  const scaled = max.compare(points) !== 0 && max.compare(zero) > 0
  const value = within(scaled ? raw.div(max).mul(points) : raw, points)
  const { pending, ...run } = automatic
  return {
    ...(scaled
      ? {
          rule: {
            zh: `${automatic.points} ÷ ${automatic.max} × ${item.points}`,
            en: `${automatic.points} ÷ ${automatic.max} × ${item.points}`,
          },
          facts: { points: automatic.points, max: automatic.max!, ...suddenDeathOf(automatic) },
          children: [run],
        }
      : withoutNumbers(run)),
    ...heading(item, item.marking.clause ?? item.clause ?? automatic.clause),
    points: formatDecimal(value, item.rounding.places),
    ...(pending === true ? { pending: true as const } : {}),
  }
}

/** How an entrant stood in a sudden death: no points of the item, so scaling leaves it as it is. */
function suddenDeathOf({ facts }: Score): { suddenDeath?: string } {
  return facts?.['suddenDeath'] === undefined ? {} : { suddenDeath: facts['suddenDeath'] }
}

/** What the judges of one entrant's item entered, as texts. */
export interface PanelMarks {
  /** Judge → line id → mark. Judges who marked nothing yet may be left out. */
  byJudge: Readonly<Record<string, Readonly<Record<string, string>>>>
  /** Line id → value, for the sheet's measured lines. */
  measured?: Readonly<Record<string, string>>
}

export interface MarkProblem {
  why: 'missing' | 'unknown' | 'refused'
  /** Null: the system's own line, or a judge who has not begun. */
  judge: string | null
  /** Null: a whole sheet. */
  line: string | null
  problem: Text
}

/** The panel's score of a judged item, or who owes what and which marks are not allowed. */
export function panelScore(
  item: JudgedItem,
  panel: PanelMarks,
): { score: Score; problems?: never } | { score?: never; problems: MarkProblem[] } {
  const { sheets, problems } = readPanel(item, panel)
  if (problems.length > 0) return { problems }

  const { marking } = item
  const totals = sheets.map(({ marks }) => sheetTotal(item, marks))
  const { value, dropped } = aggregateMarks(totals, marking)
  const points = marking.keepWithin ? within(value, exact(item.points)) : value
  // A mean of plain lines is the same taken line by line, which is how the field reads it.
  const lineByLine =
    marking.aggregate === 'mean' &&
    dropped.length === 0 &&
    marking.sheet.every((line) => line.kind !== 'deduction' && line.kind !== 'overtime')
  return {
    score: {
      ...heading(item, marking.clause ?? item.clause),
      points: formatDecimal(points, item.rounding.places),
      rule: panelRule(item),
      facts: { judges: String(marking.judges), exact: points.toFraction() },
      children: lineByLine
        ? marking.sheet.map((line) => criterion(item, line, sheets))
        : sheets.map(({ judge, marks }, index) =>
            judgeSheet(item, judge, marks, totals[index]!, dropped.includes(index)),
          ),
    },
  }
}

export interface RawMark {
  /** Null: the system's own line, or the item's score as a whole. */
  judge: Text | null
  line: string | null
  mark: string
}

/** The marks that a panel's score was made from, read back from its tree; an item's score that was set by a correction as one. */
export function marksIn(item: JudgedItem, score: Score): RawMark[] {
  const lines = new Map(item.marking.sheet.map((line) => [line.id, line]))
  const children = score.children ?? []
  if (children.length === 0) return [{ judge: null, line: null, mark: score.points }]
  const out = children.flatMap((child): RawMark[] => {
    const line = lines.get(child.id)
    if (line === undefined)
      return (child.children ?? []).map(({ id, points, facts }) => ({
        judge: child.label,
        line: id,
        mark: facts?.['mark'] ?? points,
      }))
    return byJudge(line)
      ? (child.children ?? []).map(({ label, points }) => ({ judge: label, line: line.id, mark: points }))
      : [{ judge: null, line: line.id, mark: child.points }]
  })
  // Sheets repeat what the system measured; it is the same on each and stands once.
  const measured = new Set<string>()
  return out.flatMap((one) => {
    const line = one.line === null ? undefined : lines.get(one.line)
    if (line === undefined || byJudge(line)) return [one]
    if (measured.has(line.id)) return []
    measured.add(line.id)
    return [{ ...one, judge: null }]
  })
}

/** The largest difference between two judges' sheets, in points; alarm where it exceeds the rulebook's `spread`. */
export function spreadOf(item: JudgedItem, panel: PanelMarks): { points: string; alarm: boolean } | null {
  const { sheets, problems } = readPanel(item, panel)
  if (problems.length > 0) return null
  const totals = sheets.map(({ marks }) => sheetTotal(item, marks)).toSorted((a, b) => a.compare(b))
  const spread = totals.at(-1)!.sub(totals[0]!)
  return {
    points: shortDecimal(spread),
    alarm: item.marking.spread !== undefined && spread.compare(exact(item.marking.spread)) > 0,
  }
}

interface Sheet {
  judge: string
  marks: Record<string, Exact>
}

function readPanel(item: JudgedItem, panel: PanelMarks): { sheets: Sheet[]; problems: MarkProblem[] } {
  const { sheet, judges } = item.marking
  const problems: MarkProblem[] = []
  const lines = new Map(sheet.map((line) => [line.id, line]))

  const measured: Record<string, Exact> = {}
  for (const line of sheet.filter((each) => !byJudge(each))) {
    const text = panel.measured?.[line.id]
    if (text === undefined) {
      problems.push({
        why: 'missing',
        judge: null,
        line: line.id,
        problem: { zh: `缺少系统测得的“${line.label.zh}”`, en: `The measured "${line.label.en}" is missing` },
      })
      continue
    }
    const mark = readMark(line, text)
    if (mark.problem !== undefined) problems.push({ why: 'refused', judge: null, line: line.id, problem: mark.problem })
    else measured[line.id] = mark.value
  }

  // By name, so that the tree does not depend on the order in which judges handed in.
  const names = Object.keys(panel.byJudge).toSorted()
  const sheets = names.map((judge): Sheet => {
    const entered = panel.byJudge[judge]!
    const marks = { ...measured }
    for (const id of Object.keys(entered)) {
      const line = lines.get(id)
      if (line === undefined || !byJudge(line))
        problems.push({
          why: 'unknown',
          judge,
          line: id,
          problem: { zh: `评分表中没有裁判打分的“${id}”`, en: `The sheet has no line "${id}" that a judge marks` },
        })
    }
    for (const line of sheet.filter(byJudge)) {
      const text = entered[line.id]
      if (text === undefined) {
        problems.push({
          why: 'missing',
          judge,
          line: line.id,
          problem: {
            zh: `裁判 ${judge} 未打“${line.label.zh}”（${line.id}）`,
            en: `Judge ${judge} has not marked "${line.label.en}" (${line.id})`,
          },
        })
        continue
      }
      const mark = readMark(line, text)
      if (mark.problem !== undefined) problems.push({ why: 'refused', judge, line: line.id, problem: mark.problem })
      else marks[line.id] = mark.value
    }
    return { judge, marks }
  })
  if (names.length < judges)
    problems.push({
      why: 'missing',
      judge: null,
      line: null,
      problem: {
        zh: `应有 ${judges} 名裁判打分，现有 ${names.length} 名`,
        en: `${judges} judges must mark, ${names.length} did`,
      },
    })
  if (names.length > judges)
    problems.push({
      why: 'refused',
      judge: null,
      line: null,
      problem: {
        zh: `应有 ${judges} 名裁判打分，现有 ${names.length} 名`,
        en: `${judges} judges mark, but here are ${names.length}`,
      },
    })
  return { sheets, problems }
}

function criterion(item: JudgedItem, line: JudgedItem['marking']['sheet'][number], sheets: readonly Sheet[]): Score {
  const max = sheetMax(item)
  const marks = sheets.map(({ marks }) => marks[line.id]!)
  const sum = marks.reduce((total, mark) => total.add(mark), zero)
  const mean = sum.div(whole(marks.length))
  const meanText = marks.length === 1 ? shortDecimal(sum) : `(${marks.map(shortDecimal).join(' + ')}) ÷ ${marks.length}`
  const text =
    line.kind === 'weight'
      ? `${meanText} ÷ ${line.max} × ${line.percent} % × ${shortDecimal(max)}`
      : line.kind === 'measured'
        ? shortDecimal(marks[0]!)
        : meanText
  return {
    id: line.id,
    label: line.label,
    points: shortDecimal(lineWorth(line, mean, max)),
    ...(line.kind === 'weight'
      ? { max: shortDecimal(exact(line.percent).div(100).mul(max)) }
      : 'max' in line
        ? { max: line.max }
        : {}),
    rule: { zh: text, en: text },
    ...(line.clause === undefined ? {} : { clause: line.clause }),
    facts: {
      sum: shortDecimal(sum),
      marks: String(marks.length),
      ...(line.kind === 'weight' ? { percent: line.percent } : {}),
    },
    children:
      line.kind === 'measured'
        ? []
        : sheets.map(({ judge }, index) => ({
            id: judge,
            label: { zh: judge, en: judge },
            points: shortDecimal(marks[index]!),
            ...('max' in line ? { max: line.max } : {}),
          })),
  }
}

function judgeSheet(
  item: JudgedItem,
  judge: string,
  marks: Readonly<Record<string, Exact>>,
  total: Exact,
  dropped: boolean,
): Score {
  const max = sheetMax(item)
  return {
    id: judge,
    label: { zh: judge, en: judge },
    points: shortDecimal(total),
    max: shortDecimal(max),
    ...(dropped ? { rule: { zh: '去掉，不计入', en: 'Dropped, does not count' } } : {}),
    children: item.marking.sheet.map((line) => ({
      id: line.id,
      label: line.label,
      points: shortDecimal(lineWorth(line, marks[line.id]!, max)),
      ...(line.clause === undefined ? {} : { clause: line.clause }),
      facts: { mark: shortDecimal(marks[line.id]!) },
    })),
  }
}

function panelRule(item: JudgedItem): Text {
  const { aggregate, dropHighest, dropLowest, judges } = item.marking
  const names = {
    mean: { zh: '平均', en: 'mean' },
    median: { zh: '中位数', en: 'median' },
    sum: { zh: '合计', en: 'sum' },
  }[aggregate]
  const drops = dropHighest + dropLowest > 0
  return {
    zh: `${judges} 名裁判${drops ? `去掉 ${dropHighest} 个最高分、${dropLowest} 个最低分后 ${keptJudges(item)} 名` : ''}的${names.zh}`,
    en: `${names.en} of ${judges} judges${drops ? ` after dropping ${dropHighest} highest and ${dropLowest} lowest (${keptJudges(item)} left)` : ''}`,
  }
}

function heading(item: Item, clause: string | undefined): Pick<Score, 'id' | 'label' | 'max' | 'clause'> {
  return {
    id: item.id,
    label: item.title,
    max: shortDecimal(exact(item.points)),
    ...(clause === undefined ? {} : { clause }),
  }
}

/** What of the run's score stays when it becomes the item's own node. */
function withoutNumbers(run: Score): Pick<Score, 'rule' | 'facts' | 'children'> {
  return {
    ...(run.rule === undefined ? {} : { rule: run.rule }),
    ...(run.facts === undefined ? {} : { facts: run.facts }),
    ...(run.children === undefined ? {} : { children: run.children }),
  }
}
