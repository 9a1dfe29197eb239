/**
 * MARKS.csv → each entrant's item scores and times. Columns `entrant,item,judge,criterion,points,seconds_used`, one row
 * a mark. Automatic items, and the lines of a sheet that the system measures, leave `judge` empty; automatic items leave
 * `criterion` empty too and their points are the item's score, as does a judged item whose score a correction set as a whole. What `points` means on each kind of line: `core/scoring/sheet.ts`.
 *
 * A further column `match` says in which match of a round an entrant met others; it is the same on all rows of a stage.
 *
 * An item id belongs to the last stage that has it. Everybody with a row in a stage must be complete in it.
 */
import type { Item, Rulebook, Stage } from '@leitai/core/rulebook/schema.ts'
import type { Score, Text } from '@leitai/core/score.ts'
import { exact, parseDecimal } from '@leitai/core/scoring/decimal.ts'
import { itemScore, panelScore } from '@leitai/core/scoring/item-score.ts'
import { byJudge, isJudged, readMark } from '@leitai/core/scoring/sheet.ts'
import type { CsvRow } from './csv.ts'

const needed = ['entrant', 'item', 'judge', 'criterion', 'points', 'seconds_used'] as const
const columns = [...needed, 'match'] as const
const wholeMatch = /^[1-9]\d{0,3}$/
const wholeSeconds = /^\d{1,7}$/
export type Column = (typeof columns)[number]

export interface MarksProblem {
  row: number
  column: Column | null
  text: Text
}

export interface StageMarks {
  stage: Stage
  /** entrant → item → score */
  scores: Record<string, Record<string, Score>>
  /** entrant → item → seconds */
  secondsUsed: Record<string, Record<string, number>>
  /** Who met whom, match after match; null where the column is missing or empty. */
  matches: string[][] | null
  /** Items for which no row says how long anybody took: they count as 0 for all. */
  untimed: string[]
}

export type Marks = { stages: StageMarks[]; problems?: never } | { stages?: never; problems: MarksProblem[] }

type Mark = Record<Column, string> & { row: number }

export function readMarks(rulebook: Rulebook, rows: readonly CsvRow[]): Marks {
  const [heading, ...body] = rows
  if (heading === undefined)
    return {
      problems: [
        {
          row: 1,
          column: null,
          text: {
            zh: `文件是空的；首行应为 ${needed.join(',')}`,
            en: `The file is empty; its first row must be ${needed.join(',')}`,
          },
        },
      ],
    }
  const names = heading.cells.map((cell) => cell.trim())
  const wrong = headingProblems(heading.row, names)
  if (wrong.length > 0) return { problems: wrong }
  if (body.length === 0)
    return { problems: [{ row: heading.row, column: null, text: { zh: '没有任何打分', en: 'There are no marks' } }] }

  const problems: MarksProblem[] = []
  const marks = body.flatMap(({ row, cells }): Mark[] => {
    if (cells.length !== names.length) {
      problems.push({
        row,
        column: null,
        text: {
          zh: `应有 ${names.length} 列，现有 ${cells.length} 列`,
          en: `${names.length} columns are needed, here are ${cells.length}`,
        },
      })
      return []
    }
    const value = (column: Column) => cells[names.indexOf(column)]?.trim() ?? ''
    return [
      {
        row,
        entrant: value('entrant'),
        item: value('item'),
        judge: value('judge'),
        criterion: value('criterion'),
        points: value('points'),
        seconds_used: value('seconds_used'),
        match: value('match'),
      },
    ]
  })

  const stageOf = new Map<string, { stage: Stage; item: Item }>()
  for (const stage of rulebook.stages) for (const item of stage.items) stageOf.set(item.id, { stage, item })
  const good = new Set<Mark>()
  for (const mark of marks) {
    const found = markProblems(mark, stageOf.get(mark.item)?.item, [...stageOf.keys()])
    problems.push(...found)
    if (found.length === 0) good.add(mark)
  }
  problems.push(...duplicates(marks))

  const stages = rulebook.stages.flatMap((stage) => {
    const own = marks.filter((mark) => mark.entrant !== '' && stageOf.get(mark.item)?.stage === stage)
    return own.length === 0 ? [] : [readStage(stage, own, good, problems)]
  })
  return problems.length > 0 ? { problems: problems.toSorted((a, b) => a.row - b.row) } : { stages }
}

function headingProblems(row: number, names: readonly string[]): MarksProblem[] {
  const missing = needed.filter((column) => !names.includes(column))
  const unknown = names.filter((name, index) => !columns.includes(name as Column) || names.indexOf(name) < index)
  return [
    ...missing.map((column): MarksProblem => ({
      row,
      column,
      text: { zh: `缺少列“${column}”`, en: `The column "${column}" is missing` },
    })),
    ...unknown.map((name): MarksProblem => ({
      row,
      column: null,
      text: {
        zh: `列“${name}”未知或重复；允许：${columns.join(',')}`,
        en: `The column "${name}" is unknown or there twice; allowed: ${columns.join(',')}`,
      },
    })),
  ]
}

/** What is wrong with one row by itself. */
function markProblems(mark: Mark, item: Item | undefined, items: readonly string[]): MarksProblem[] {
  const out: MarksProblem[] = []
  const wrong = (column: Column, zh: string, en: string) => out.push({ row: mark.row, column, text: { zh, en } })
  if (mark.entrant === '') wrong('entrant', '缺少参赛者', 'The entrant is missing')
  if (mark.seconds_used !== '' && !wholeSeconds.test(mark.seconds_used))
    wrong('seconds_used', `“${mark.seconds_used}”应为整秒数`, `"${mark.seconds_used}" must be whole seconds`)
  if (mark.match !== '' && !wholeMatch.test(mark.match))
    wrong('match', `“${mark.match}”应为场次序号，从 1 起`, `"${mark.match}" must be the number of a match, from 1`)
  if (item === undefined) {
    wrong(
      'item',
      `没有赛项“${mark.item}”；允许：${items.join('、')}`,
      `There is no item "${mark.item}"; allowed: ${items.join(', ')}`,
    )
    return out
  }
  if (mark.points === '') {
    wrong('points', '缺少分数；缺分不作 0 分', 'The points are missing; a missing mark is never 0')
    return out
  }
  if (!isJudged(item)) {
    if (mark.judge !== '')
      wrong(
        'judge',
        `“${item.id}”由系统评分，judge 应为空`,
        `"${item.id}" is scored by the system; judge must be empty`,
      )
    if (mark.criterion !== '')
      wrong(
        'criterion',
        `“${item.id}”由系统评分，criterion 应为空`,
        `"${item.id}" is scored by the system; criterion must be empty`,
      )
    const points = parseDecimal(mark.points)
    if (points === null) wrong('points', `“${mark.points}”不是数字`, `"${mark.points}" is not a number`)
    else if (points.s < 0n || points.compare(exact(item.points)) > 0)
      wrong(
        'points',
        `${mark.points} 超出范围，允许 0–${item.points}`,
        `${mark.points} is out of range; 0 to ${item.points} is allowed`,
      )
    return out
  }
  // The whole item's score, as an official correction set it.
  if (mark.judge === '' && mark.criterion === '') {
    const points = parseDecimal(mark.points)
    if (points === null || points.s < 0n || points.compare(exact(item.points)) > 0)
      wrong(
        'points',
        `${mark.points} 超出范围，允许 0–${item.points}`,
        `${mark.points} is out of range; 0 to ${item.points} is allowed`,
      )
    return out
  }
  const { sheet } = item.marking
  const line = sheet.find((each) => each.id === mark.criterion)
  if (line === undefined) {
    const allowed = sheet.map((each) => each.id)
    wrong(
      'criterion',
      mark.criterion === ''
        ? `缺少评分点；允许：${allowed.join('、')}`
        : `“${item.id}”没有评分点“${mark.criterion}”；允许：${allowed.join('、')}`,
      mark.criterion === ''
        ? `The criterion is missing; allowed: ${allowed.join(', ')}`
        : `"${item.id}" has no criterion "${mark.criterion}"; allowed: ${allowed.join(', ')}`,
    )
    return out
  }
  if (!byJudge(line) && mark.judge !== '')
    wrong(
      'judge',
      `“${line.id}”由系统测得，judge 应为空`,
      `"${line.id}" is measured by the system; judge must be empty`,
    )
  if (byJudge(line) && mark.judge === '') wrong('judge', '缺少裁判', 'The judge is missing')
  const read = readMark(line, mark.points)
  if (read.problem !== undefined) out.push({ row: mark.row, column: 'points', text: read.problem })
  return out
}

function duplicates(marks: readonly Mark[]): MarksProblem[] {
  const first = new Map<string, number>()
  return marks.flatMap(({ row, entrant, item, judge, criterion }): MarksProblem[] => {
    const key = JSON.stringify([entrant, item, judge, criterion])
    const before = first.get(key)
    if (before === undefined) {
      first.set(key, row)
      return []
    }
    return [
      {
        row,
        column: criterion === '' ? 'item' : 'criterion',
        text: { zh: `与第 ${before} 行重复`, en: `The same mark as in row ${before}` },
      },
    ]
  })
}

/** Marks that are not `good` have been reported; here they only count as there, so that they are not missing on top. */
function readStage(
  stage: Stage,
  marks: readonly Mark[],
  good: ReadonlySet<Mark>,
  problems: MarksProblem[],
): StageMarks {
  const timed = new Set(marks.filter((mark) => mark.seconds_used !== '').map((mark) => mark.item))
  const entrants = [...Map.groupBy(marks, (mark) => mark.entrant)].map(([entrant, own]) => {
    const scores: Record<string, Score> = {}
    const seconds: Record<string, number> = {}
    const byItem = Map.groupBy(own, (mark) => mark.item)
    for (const item of stage.items) {
      const rows = byItem.get(item.id)
      if (rows === undefined) {
        problems.push({
          row: own[0]!.row,
          column: 'item',
          text: {
            zh: `${entrant} 缺少赛项“${item.id}”的分数`,
            en: `${entrant} has no marks for the item "${item.id}"`,
          },
        })
        continue
      }
      const score = scoreOf(item, entrant, rows, good, problems)
      if (score !== null) scores[item.id] = score
      if (timed.has(item.id)) seconds[item.id] = secondsOf(entrant, rows, problems)
    }
    return { entrant, scores, seconds }
  })
  return {
    stage,
    scores: Object.fromEntries(entrants.map(({ entrant, scores }) => [entrant, scores])),
    secondsUsed: Object.fromEntries(entrants.map(({ entrant, seconds }) => [entrant, seconds])),
    matches: matchesIn(marks, problems),
    untimed: stage.items.map((item) => item.id).filter((id) => !timed.has(id)),
  }
}

/** The match of an entrant stands on any row of the stage; where it stands on several it must be the same. */
function matchesIn(marks: readonly Mark[], problems: MarksProblem[]): string[][] | null {
  const stated = marks.filter((mark) => wholeMatch.test(mark.match))
  if (stated.length === 0) return null
  const first = new Map<string, Mark>()
  for (const mark of stated) {
    const before = first.get(mark.entrant)
    if (before === undefined) first.set(mark.entrant, mark)
    else if (before.match !== mark.match)
      problems.push({
        row: mark.row,
        column: 'match',
        text: {
          zh: `第 ${mark.match} 场与第 ${before.row} 行的第 ${before.match} 场不一致`,
          en: `Match ${mark.match} differs from match ${before.match} in row ${before.row}`,
        },
      })
  }
  for (const [entrant, own] of Map.groupBy(marks, (mark) => mark.entrant))
    if (!first.has(entrant))
      problems.push({
        row: own[0]!.row,
        column: 'match',
        text: { zh: `${entrant} 缺少场次序号`, en: `${entrant} has no match` },
      })
  const most = Math.max(...stated.map(({ match }) => Number(match)))
  return Array.from({ length: most }, (_, index) =>
    [...first.values()].filter(({ match }) => Number(match) === index + 1).map(({ entrant }) => entrant),
  )
}

/** `rows`: this entrant's marks for this item, at least one. */
function scoreOf(
  item: Item,
  entrant: string,
  rows: readonly Mark[],
  good: ReadonlySet<Mark>,
  problems: MarksProblem[],
): Score | null {
  if (!isJudged(item)) {
    const mark = rows.find((each) => good.has(each))
    return mark === undefined
      ? null
      : itemScore(item, { id: item.id, label: item.title, points: mark.points, max: item.points })
  }
  const set = rows.find((mark) => mark.judge === '' && mark.criterion === '')
  if (set !== undefined)
    return good.has(set) ? { id: item.id, label: item.title, points: set.points, max: item.points } : null
  const judges = Object.fromEntries(
    [
      ...Map.groupBy(
        rows.filter((mark) => mark.judge !== ''),
        (mark) => mark.judge,
      ),
    ].map(([judge, own]) => [judge, Object.fromEntries(own.map((mark) => [mark.criterion, mark.points]))]),
  )
  const measured = Object.fromEntries(
    rows.filter((mark) => mark.judge === '').map((mark) => [mark.criterion, mark.points]),
  )
  const panel = panelScore(item, { byJudge: judges, measured })
  if (panel.problems === undefined) return panel.score
  for (const { why, judge, line, problem } of panel.problems) {
    if (why !== 'missing' && line !== null) continue
    const row = rows.findLast((mark) => judge === null || mark.judge === judge)!.row
    problems.push({
      row,
      column: line === null ? 'judge' : 'criterion',
      text: { zh: `${entrant}，${item.id}：${problem.zh}`, en: `${entrant}, ${item.id}: ${problem.en}` },
    })
  }
  return null
}

/** The item's time stands on any of its rows; where it stands on several it must be the same. */
function secondsOf(entrant: string, rows: readonly Mark[], problems: MarksProblem[]): number {
  const stated = rows.filter((mark) => wholeSeconds.test(mark.seconds_used))
  const [first] = stated
  if (first === undefined) {
    if (rows.every((mark) => mark.seconds_used === ''))
      problems.push({
        row: rows[0]!.row,
        column: 'seconds_used',
        text: {
          zh: `${entrant} 缺少赛项“${rows[0]!.item}”的用时`,
          en: `${entrant} has no time for the item "${rows[0]!.item}"`,
        },
      })
    return 0
  }
  for (const mark of stated) {
    if (Number(mark.seconds_used) !== Number(first.seconds_used))
      problems.push({
        row: mark.row,
        column: 'seconds_used',
        text: {
          zh: `${mark.seconds_used} 与第 ${first.row} 行的 ${first.seconds_used} 不一致`,
          en: `${mark.seconds_used} differs from ${first.seconds_used} in row ${first.row}`,
        },
      })
  }
  return Number(first.seconds_used)
}
