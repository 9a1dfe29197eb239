/** A shipped rulebook cut down to what can be rehearsed, in the words in which the report says what was left out. */
import { parseDocument } from 'yaml'
import type { Item, Rulebook } from '@leitai/core/rulebook/schema.ts'
import type { Text } from '@leitai/core/score.ts'

export interface Fitted {
  yaml: string
  leftOut: Text[]
}

/**
 * Takes out items whose type is not there yet, stages of which nothing is left, and what refers to them. Points stay as they
 * are: what is left is worth less than the whole contest, and the report says so. A stage that loses a weighted item adds up
 * its points instead.
 */
export function fitRulebook(yaml: string, rulebook: Rulebook, available: readonly string[]): Fitted | null {
  const document = parseDocument(yaml)
  const leftOut: Text[] = []
  const isThere = (item: Item) => available.includes(item.type)
  const kept = rulebook.stages.filter(({ items }) => items.some(isThere))
  if (kept.length === 0) return null
  const names = new Set(
    rulebook.stages.flatMap(({ items }) => items.filter((item) => !isThere(item)).map(({ id }) => id)),
  )

  for (const [index, stage] of rulebook.stages.entries()) {
    for (const item of stage.items) {
      if (isThere(item)) continue
      leftOut.push({
        zh: `赛项「${item.title.zh}」（${item.points} 分）：赛项类型 ${item.type} 暂未提供`,
        en: `item “${item.title.en}” (${item.points} points): the item type ${item.type} is not available yet`,
      })
    }
    if (!kept.includes(stage)) {
      leftOut.push({
        zh: `阶段「${stage.title.zh}」：没有可以彩排的赛项`,
        en: `stage “${stage.title.en}”: nothing in it can be rehearsed`,
      })
      continue
    }
    for (const item of stage.items.toReversed())
      if (!isThere(item)) document.deleteIn(['stages', index, 'items', stage.items.indexOf(item)])
    const weighted = stage.items.some(({ weight }) => weight !== undefined) && !stage.items.every(isThere)
    if (weighted) {
      for (const place of stage.items.filter(isThere).keys())
        document.deleteIn(['stages', index, 'items', place, 'weight'])
      leftOut.push({
        zh: `阶段「${stage.title.zh}」的权重：缺少赛项，按分值相加`,
        en: `the weights of “${stage.title.en}”: items are missing, points are added up`,
      })
    }
    for (const [place, rule] of [...stage.ranking.tieBreaks.entries()].toReversed()) {
      const named =
        rule.by === 'item' || rule.by === 'suddenDeath' ? [rule.item] : rule.by === 'timeUsed' ? (rule.items ?? []) : []
      if (!named.some((id) => names.has(id))) continue
      document.deleteIn(['stages', index, 'ranking', 'tieBreaks', place])
      leftOut.push({
        zh: `同分规则 ${rule.clause ?? place + 1}：所指赛项未彩排`,
        en: `tie-break ${rule.clause ?? place + 1}: it names an item that is left out`,
      })
    }
  }
  for (const [index, award] of [...rulebook.awards.entries()].toReversed()) {
    if (award.by !== 'item' || !names.has(award.item)) continue
    document.deleteIn(['awards', index])
    leftOut.push({
      zh: `奖项「${award.title.zh}」：所指赛项未彩排`,
      en: `award “${award.title.en}”: it names an item that is left out`,
    })
  }
  for (const [index, { before, title }] of [...(rulebook.training ?? []).entries()].toReversed()) {
    if (kept.some(({ id }) => id === before)) continue
    document.deleteIn(['training', index])
    leftOut.push({
      zh: `训练「${title.zh}」：所为的阶段未彩排`,
      en: `training “${title.en}”: its stage is left out`,
    })
  }
  const last = rulebook.stages.indexOf(kept.at(-1)!)
  if (rulebook.stages[last]!.advancement !== undefined) document.deleteIn(['stages', last, 'advancement'])
  for (const index of [...rulebook.stages.keys()].toReversed())
    if (!kept.includes(rulebook.stages[index]!)) document.deleteIn(['stages', index])
  return {
    yaml: leftOut.length === 0 ? yaml : document.toString({ lineWidth: 0, flowCollectionPadding: true }),
    leftOut,
  }
}
