/** A shipped rulebook cut down to what can be rehearsed, in the words in which the report says what was left out. */
import { parseDocument } from 'yaml'
import type { Item, Rulebook } from '@leitai/core/rulebook/schema.ts'
import type { Text } from '@leitai/core/score.ts'

export interface Fitted {
  yaml: string
  leftOut: Text[]
}

/**
 * Takes out items whose type is not there yet or that judges mark, stages after the first, and what refers to them. Points
 * stay as they are: what is left is worth less than the whole contest, and the report says so.
 */
export function fitRulebook(yaml: string, rulebook: Rulebook, available: readonly string[]): Fitted | null {
  const [stage, ...later] = rulebook.stages
  const document = parseDocument(yaml)
  const leftOut: Text[] = []
  const why = (item: Item): Text | null => {
    if (!available.includes(item.type))
      return { zh: `赛项类型 ${item.type} 暂未提供`, en: `the item type ${item.type} is not available yet` }
    if (item.marking.by === 'judges')
      return { zh: '由裁判评分，本版彩排不含裁判评分', en: 'judges mark it, which this version does not rehearse' }
    return null
  }
  const gone = stage!.items.filter((item) => why(item) !== null)
  const kept = stage!.items.filter((item) => why(item) === null)
  if (kept.length === 0) return null
  for (const item of gone.toReversed()) document.deleteIn(['stages', 0, 'items', stage!.items.indexOf(item)])
  for (const item of gone) {
    const reason = why(item)!
    leftOut.push({
      zh: `赛项「${item.title.zh}」（${item.points} 分）：${reason.zh}`,
      en: `item “${item.title.en}” (${item.points} points): ${reason.en}`,
    })
  }
  for (const other of later.toReversed()) document.deleteIn(['stages', rulebook.stages.indexOf(other)])
  for (const other of later)
    leftOut.push({
      zh: `阶段「${other.title.zh}」：本版只彩排到第一阶段`,
      en: `stage “${other.title.en}”: this version rehearses the first stage only`,
    })
  if (later.length > 0 && stage!.advancement !== undefined) document.deleteIn(['stages', 0, 'advancement'])

  const names = new Set([...gone, ...later.flatMap(({ items }) => items)].map(({ id }) => id))
  for (const [index, rule] of [...stage!.ranking.tieBreaks.entries()].toReversed()) {
    const named = rule.by === 'item' ? [rule.item] : rule.by === 'timeUsed' ? (rule.items ?? []) : []
    if (!named.some((id) => names.has(id))) continue
    document.deleteIn(['stages', 0, 'ranking', 'tieBreaks', index])
    leftOut.push({
      zh: `同分规则 ${rule.clause ?? index + 1}：所指赛项未彩排`,
      en: `tie-break ${rule.clause ?? index + 1}: it names an item that is left out`,
    })
  }
  for (const [index, award] of [...rulebook.awards.entries()].toReversed()) {
    if (award.by !== 'item' || !names.has(award.item)) continue
    document.deleteIn(['awards', index])
    leftOut.push({
      zh: `奖项「${award.title.zh}」：所指赛项未彩排`,
      en: `award “${award.title.en}”: it names an item that is left out`,
    })
  }
  return {
    yaml: leftOut.length === 0 ? yaml : document.toString({ lineWidth: 0, flowCollectionPadding: true }),
    leftOut,
  }
}
