/**
 * One number from the panel's marks: mean, median or sum of what is left after dropping the h highest and l lowest
 * (C05: drop 1 and 1, then sum). Whether all judges have marked is asked before; a missing mark is never zero.
 */
import type { Marking } from '../rulebook/schema.ts'
import { whole, zero, type Exact } from './decimal.ts'

type PanelRule = Pick<Marking & { by: 'judges' }, 'aggregate' | 'dropHighest' | 'dropLowest'>

export interface Aggregated {
  value: Exact
  /** Indices into the given marks that were dropped. Of equal marks the earlier is dropped; the value is the same. */
  dropped: number[]
}

/** Needs more marks than are dropped; anything else is a bug of the caller. */
export function aggregateMarks(marks: readonly Exact[], rule: PanelRule): Aggregated {
  const order = marks.map((_, index) => index).toSorted((a, b) => marks[a]!.compare(marks[b]!) || a - b)
  const kept = order.slice(rule.dropLowest, order.length - rule.dropHighest)
  if (kept.length === 0) throw new RangeError(`${marks.length} marks, ${rule.dropHighest} + ${rule.dropLowest} to drop`)
  const dropped = order.filter((index) => !kept.includes(index))
  return {
    value: combine(
      kept.map((index) => marks[index]!),
      rule.aggregate,
    ),
    dropped,
  }
}

/** `sorted` goes up. */
function combine(sorted: readonly Exact[], how: PanelRule['aggregate']): Exact {
  const sum = () => sorted.reduce((total, mark) => total.add(mark), zero)
  switch (how) {
    case 'sum':
      return sum()
    case 'mean':
      return sum().div(whole(sorted.length))
    case 'median': {
      const middle = Math.floor(sorted.length / 2)
      return sorted.length % 2 === 1 ? sorted[middle]! : sorted[middle - 1]!.add(sorted[middle]!).div(2)
    }
  }
}
