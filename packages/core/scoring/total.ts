/**
 * An entrant's total in a stage. Without weights it is the sum of the rounded item scores; with weights each item gives
 * (item score ÷ item points × weight), so that the stage is out of 100. Rounded once more where the stage says.
 */
import type { Stage } from '../rulebook/schema.ts'
import type { Score } from '../score.ts'
import { exact, formatDecimal, shortDecimal, zero, type Exact } from './decimal.ts'

/**
 * `items`: the entrant's item scores by item id, as `item-score.ts` made them. An item without a score was not sat: it
 * adds nothing and the tree says so. A score that is still pending makes the total pending.
 */
export function stageTotal(stage: Stage, items: Readonly<Record<string, Score>>): Score {
  const weighted = stage.items.some((item) => item.weight !== undefined)
  let sum: Exact = zero
  let max: Exact = zero
  let pending = false
  const children: Score[] = []
  for (const item of stage.items) {
    const points = exact(item.points)
    const weight = item.weight === undefined ? null : exact(item.weight)
    max = max.add(weight ?? points)
    const score = items[item.id]
    if (score === undefined) {
      children.push({
        id: item.id,
        label: item.title,
        points: formatDecimal(zero, item.rounding.places),
        max: shortDecimal(points),
        rule: { zh: '未参加该赛项，不计分', en: 'Did not sit this item; nothing is added' },
        ...(item.clause === undefined ? {} : { clause: item.clause }),
      })
      continue
    }
    children.push(score)
    pending ||= score.pending === true
    const value = exact(score.points)
    sum = sum.add(weight === null ? value : value.div(points).mul(weight))
  }
  return {
    id: stage.id,
    label: stage.title,
    points: formatDecimal(sum, stage.rounding.places),
    max: shortDecimal(max),
    rule: weighted
      ? {
          zh: stage.items.map((item) => `${item.title.zh} ÷ ${item.points} × ${item.weight ?? '0'}`).join(' + '),
          en: stage.items.map((item) => `${item.title.en} ÷ ${item.points} × ${item.weight ?? '0'}`).join(' + '),
        }
      : {
          zh: stage.items.map((item) => item.title.zh).join(' + '),
          en: stage.items.map((item) => item.title.en).join(' + '),
        },
    ...(stage.clause === undefined ? {} : { clause: stage.clause }),
    ...(pending ? { pending: true as const } : {}),
    children,
  }
}
