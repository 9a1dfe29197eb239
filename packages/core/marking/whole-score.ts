/**
 * An entrant's raw score in an item from both of its runs: the work's own, and the panel's. Computing results and verifying
 * an archive ask the same question here.
 */
import type { AskedMark } from '../run.ts'
import type { Item } from '../rulebook/schema.ts'
import type { Score } from '../score.ts'
import { exact, shortDecimal, zero } from '../scoring/decimal.ts'
import { isJudged, type JudgedItem } from '../scoring/sheet.ts'

/** `run`: the work's automatic score. `panel`: null where nobody marks. Null: the item was not sat. */
export function wholeScore(item: Item, run: Score | null, panel: Score | null): Score | null {
  if (isJudged(item)) return panel
  if (run === null) return null
  return panel === null || panel.pending === true ? run : completed(run, panel)
}

/** The tree with its pending leaves filled by the panel's criteria of the same id; what they add, every node above gets. */
function completed(run: Score, panel: Score): Score {
  const marked = new Map((panel.children ?? []).map((child) => [child.id, child]))
  const fill = (node: Score): Score => {
    const { pending, children, ...rest } = node
    if (pending !== true) return node
    if (children === undefined || children.length === 0) {
      const given = marked.get(node.id)
      if (given === undefined) return node
      return {
        ...rest,
        points: given.points,
        ...(given.rule === undefined ? {} : { rule: given.rule }),
        ...(given.facts === undefined ? {} : { facts: given.facts }),
        ...(given.children === undefined ? {} : { children: given.children }),
      }
    }
    const filled = children.map(fill)
    const added = filled.reduce(
      (sum, child, index) => sum.add(exact(child.points)).sub(exact(children[index]!.points)),
      zero,
    )
    const open = filled.some((child) => child.pending === true)
    return {
      ...rest,
      points: shortDecimal(exact(node.points).add(added)),
      ...(open ? { pending: true as const } : {}),
      children: filled,
    }
  }
  return fill(run)
}

/**
 * What a panel marks of this item: the rulebook's sheet, or for a system-marked item a sheet made of what its run leaves to
 * people. Null: nobody marks anything. Without `byHand` in the rulebook one judge marks.
 */
export function judgedPart(item: Item, asks: readonly AskedMark[]): JudgedItem | null {
  if (isJudged(item)) return item
  if (item.marking.by !== 'system' || asks.length === 0) return null
  const { judges, aggregate, dropHighest, dropLowest, spread } = item.marking.byHand ?? {
    judges: 1,
    aggregate: 'mean' as const,
    dropHighest: 0,
    dropLowest: 0,
    spread: undefined,
  }
  return {
    ...item,
    points: shortDecimal(asks.reduce((sum, { max }) => sum.add(exact(max)), zero)),
    marking: {
      by: 'judges',
      judges,
      aggregate,
      dropHighest,
      dropLowest,
      ...(spread === undefined ? {} : { spread }),
      onTheSpot: false,
      calibration: 0,
      keepWithin: true,
      sheet: asks.map(({ id, label, max }) => ({ kind: 'points', id, label, max, step: stepOf(max) })),
      ...(item.marking.clause === undefined ? {} : { clause: item.marking.clause }),
    },
  }
}

/** Half points where they fit, as markers of short answers are used to. */
function stepOf(max: string): string {
  return exact(max).mul(2).d === 1n ? '0.5' : '0.01'
}
