/** What the schema alone cannot see: parts of a rulebook that contradict each other. */
import { exact, shortDecimal, zero, type Exact } from '../scoring/decimal.ts'
import { sheetMax } from '../scoring/sheet.ts'
import { checkMatches } from './matches-semantics.ts'
import { twice, type Contradiction, type Report } from './report.ts'
import type { Item, Rulebook, Stage } from './schema.ts'

/** Officials whose signature a result can carry. */
const signers = new Set(['organiser', 'chiefJudge', 'supervisor', 'arbiter', 'judge', 'host'])

export function contradictions(rulebook: Rulebook): Contradiction[] {
  const found: Contradiction[] = []
  const report: Report = (path, zh, en) => found.push({ path, message: { zh, en } })

  checkEntrants(rulebook, report)
  twice(
    rulebook.stages.map((stage) => stage.id),
    (i) => ['stages', i, 'id'],
    report,
  )
  rulebook.stages.forEach((stage, s) => checkStage(stage, ['stages', s], s === rulebook.stages.length - 1, report))
  checkMatches(rulebook, report)
  checkTraining(rulebook, report)
  checkAwards(rulebook, report)
  twice(rulebook.signatures, (i) => ['signatures', i], report)
  rulebook.signatures.forEach((role, i) => {
    if (!signers.has(role))
      report(
        ['signatures', i],
        `成绩不能由“${role}”签字，可选：${[...signers].join('、')}`,
        `"${role}" does not sign results; allowed: ${[...signers].join(', ')}`,
      )
  })
  if (
    rulebook.review !== undefined &&
    (rulebook.review.topPercent === undefined) === (rulebook.review.topCount === undefined)
  )
    report(['review'], 'topPercent 与 topCount 须且只能写一个', 'Exactly one of topPercent and topCount is needed')
  return found
}

function checkEntrants({ entrants }: Rulebook, report: Report): void {
  const size = entrants.teamSize
  if (entrants.kind === 'individual' && size !== undefined)
    report(['entrants', 'teamSize'], '个人赛没有队伍人数', 'Individuals have no team size')
  if (size !== undefined && size.min > size.max)
    report(
      ['entrants', 'teamSize'],
      `人数下限 ${size.min} 大于上限 ${size.max}`,
      `The smallest size ${size.min} is above the largest ${size.max}`,
    )
  twice(
    entrants.fields.map((field) => field.id),
    (i) => ['entrants', 'fields', i, 'id'],
    report,
  )
  const builtIn = ['name', 'number', 'gender', 'birthDate', 'delegation', 'coaches', 'members', 'phone']
  const known = [...builtIn, ...entrants.fields.map((field) => field.id)]
  entrants.eligibility.forEach((rule, i) => {
    if (rule.rule === 'requiredField' && !known.includes(rule.field))
      report(
        ['entrants', 'eligibility', i, 'field'],
        `没有名为“${rule.field}”的字段，可选：${known.join('、')}`,
        `There is no field "${rule.field}"; allowed: ${known.join(', ')}`,
      )
  })
}

function checkStage(stage: Stage, at: PropertyKey[], last: boolean, report: Report): void {
  const items = stage.items.map((item) => item.id)
  twice(items, (i) => [...at, 'items', i, 'id'], report)
  stage.items.forEach((item, i) => checkItem(item, [...at, 'items', i], report))

  const weighted = stage.items.filter((item) => item.weight !== undefined)
  if (weighted.length > 0) {
    stage.items.forEach((item, i) => {
      if (item.weight === undefined)
        report(
          [...at, 'items', i],
          '同一阶段的赛项要么都写 weight，要么都不写',
          'Either all items of a stage have a weight, or none',
        )
    })
    const sum = weighted.reduce((total, item) => total.add(exact(item.weight!)), zero)
    if (weighted.length === stage.items.length)
      isHundred(sum, [...at, 'items'], '各赛项 weight', 'The weights of the items', report)
  }

  stage.ranking.tieBreaks.forEach((step, i) => {
    const path = [...at, 'ranking', 'tieBreaks', i]
    if ((step.by === 'item' || step.by === 'suddenDeath') && !items.includes(step.item))
      report([...path, 'item'], ...unknownItem(step.item, items))
    if (step.by === 'timeUsed')
      step.items?.forEach((id, n) => !items.includes(id) && report([...path, 'items', n], ...unknownItem(id, items)))
    if (step.by === 'shared' && i < stage.ranking.tieBreaks.length - 1)
      report(path, 'shared（并列）之后不能再有步骤', 'Nothing may follow "shared"')
  })

  if (last && stage.advancement !== undefined)
    report([...at, 'advancement'], '最后一个阶段没有晋级', 'The last stage has no advancement')
  if (!last && stage.advancement === undefined)
    report(
      at,
      '缺少“advancement”：不是最后一个阶段，须写明如何晋级',
      '"advancement" is missing: this is not the last stage, so who goes on must be said',
    )
}

function checkItem(item: Item, at: PropertyKey[], report: Report): void {
  const { marking } = item
  if (marking.by !== 'judges') return
  const sheetAt = [...at, 'marking', 'sheet']
  twice(
    marking.sheet.map((line) => line.id),
    (i) => [...sheetAt, i, 'id'],
    report,
  )
  const kept = marking.judges - marking.dropHighest - marking.dropLowest
  if (kept < 1) {
    report(
      [...at, 'marking'],
      `${marking.judges} 名裁判去掉 ${marking.dropHighest} 个最高分和 ${marking.dropLowest} 个最低分后没有剩余`,
      `Of ${marking.judges} judges none is left after dropping ${marking.dropHighest} highest and ${marking.dropLowest} lowest`,
    )
    return
  }

  marking.sheet.forEach((line, i) => {
    if (line.kind !== 'points' && line.kind !== 'weight') return
    const steps = exact(line.max).div(exact(line.step))
    if (steps.d !== 1n)
      report(
        [...sheetAt, i, 'step'],
        `满分 ${line.max} 不是步长 ${line.step} 的整数倍`,
        `The maximum ${line.max} is not a whole number of steps of ${line.step}`,
      )
  })

  const weights = marking.sheet.flatMap((line) => (line.kind === 'weight' ? [exact(line.percent)] : []))
  if (weights.length > 0) {
    marking.sheet.forEach((line, i) => {
      if (
        line.kind === 'points' ||
        line.kind === 'levels' ||
        line.kind === 'measured' ||
        (line.kind === 'deduction' && line.from !== '0')
      )
        report(
          [...sheetAt, i],
          '有 weight 行的评分表，其余行只能是扣分（from 为 0）或超时',
          'On a sheet with weight lines the other lines may only be deductions (from 0) or overtime',
        )
    })
    isHundred(
      weights.reduce((sum, percent) => sum.add(percent), zero),
      sheetAt,
      'weight 行的 percent',
      'The percents of the weight lines',
      report,
    )
    return
  }

  const due = sheetMax(item)
  const most = marking.sheet.reduce((sum, line) => {
    switch (line.kind) {
      case 'points':
      case 'measured':
        return sum.add(exact(line.max))
      case 'levels':
        return sum.add(line.levels.map((level) => exact(level.points)).reduce((a, b) => (a.compare(b) > 0 ? a : b)))
      case 'deduction':
        return sum.add(exact(line.from))
      default:
        return sum
    }
  }, zero)
  if (most.compare(due) !== 0) {
    const [has, needs] = [shortDecimal(most), shortDecimal(due)]
    report(
      sheetAt,
      marking.aggregate === 'sum'
        ? `评分表满分为 ${has}，应为赛项 ${item.points} 分 ÷ 计入的 ${kept} 名裁判 = ${needs}`
        : `评分表满分为 ${has}，应与赛项 ${needs} 分相等`,
      marking.aggregate === 'sum'
        ? `The sheet's maximum is ${has}; it must be the item's ${item.points} points ÷ ${kept} judges that count = ${needs}`
        : `The sheet's maximum is ${has}; it must equal the item's ${needs} points`,
    )
  }
}

/** Lines that ask the system for a figure that the item type does not have. `measures`: undefined where the type is not built. */
export function unknownMeasures(item: Item, measures: readonly string[] | undefined): Contradiction[] {
  if (item.marking.by !== 'judges' || measures === undefined) return []
  return item.marking.sheet.flatMap((line, i) => {
    const wanted = line.kind === 'measured' || line.kind === 'overtime' ? line.measure : undefined
    if (wanted === undefined || measures.includes(wanted)) return []
    const [zh, en] =
      measures.length === 0
        ? [`赛项类型 ${item.type} 不测量任何数据`, `The item type ${item.type} measures nothing`]
        : [
            `赛项类型 ${item.type} 不测量“${wanted}”，可选：${measures.join('、')}`,
            `The item type ${item.type} does not measure "${wanted}"; allowed: ${measures.join(', ')}`,
          ]
    return [{ path: ['marking', 'sheet', i, 'measure'], message: { zh, en } }]
  })
}

function checkTraining({ training = [], stages }: Rulebook, report: Report): void {
  twice(
    training.map((one) => one.id),
    (i) => ['training', i, 'id'],
    report,
  )
  const known = stages.map((stage) => stage.id)
  training.forEach(({ before }, i) => {
    if (!known.includes(before))
      report(
        ['training', i, 'before'],
        `没有名为“${before}”的阶段，可选：${known.join('、')}`,
        `There is no stage "${before}"; allowed: ${known.join(', ')}`,
      )
  })
}

function checkAwards(rulebook: Rulebook, report: Report): void {
  twice(
    rulebook.awards.map((award) => award.id),
    (i) => ['awards', i, 'id'],
    report,
  )
  const items = rulebook.stages.at(-1)!.items.map((item) => item.id)
  let percent: Exact = zero
  rulebook.awards.forEach((award, i) => {
    if (award.by === 'item' && !items.includes(award.item))
      report(['awards', i, 'item'], ...unknownItem(award.item, items))
    if (award.by === 'rank' && award.from > award.to)
      report(
        ['awards', i, 'from'],
        `名次 from ${award.from} 大于 to ${award.to}`,
        `The rank from ${award.from} is above to ${award.to}`,
      )
    if (award.by === 'percent') percent = percent.add(exact(award.percent))
  })
  if (percent.compare(100) > 0)
    report(
      ['awards'],
      `按比例的奖项合计 ${shortDecimal(percent)} %，超过 100 %`,
      `The awards by percent add up to ${shortDecimal(percent)} %, more than 100 %`,
    )
}

function isHundred(sum: Exact, path: PropertyKey[], zh: string, en: string, report: Report): void {
  if (sum.compare(100) !== 0)
    report(
      path,
      `${zh}合计应为 100，现为 ${shortDecimal(sum)}`,
      `${en} must add up to 100, but are ${shortDecimal(sum)}`,
    )
}

function unknownItem(id: string, items: readonly string[]): [zh: string, en: string] {
  return [`没有名为“${id}”的赛项，可选：${items.join('、')}`, `There is no item "${id}"; allowed: ${items.join(', ')}`]
}
