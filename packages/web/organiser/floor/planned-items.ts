/** What there is to plan, as the contest stands: each item with its groups, and how many go on the stage one after another. */
import type { ContestView } from '@leitai/core/contest/view.ts'
import type { Rulebook, Stage } from '@leitai/core/rulebook/schema.ts'
import type { PlannedItem } from './timetable.ts'

type Known = Pick<ContestView, 'order' | 'codes' | 'entrants' | 'advanced'>

/** @param available `stage/item` of the items whose types are built */
export function plannedItems(rulebook: Rulebook, view: Known, available: ReadonlySet<string>): PlannedItem[] {
  return rulebook.stages.flatMap((stage, index) => {
    const sizes = index === 0 ? groupSizes(view) : [goingOn(rulebook.stages[index - 1]!, view)]
    return stage.items
      .filter((item) => available.has(`${stage.id}/${item.id}`))
      .map((item) => ({
        stage: stage.id,
        id: item.id,
        minutes: item.minutes,
        alone: item.start === 'entrant',
        turns: item.start === 'turn' ? sizes : null,
        groups: sizes.length,
      }))
  })
}

/** Those who have drawn codes; before, the drawn order; before that, everybody on the list in one group. */
export function groupSizes({ order, codes, entrants }: Known): number[] {
  const groups = Math.max(1, order?.groups.length ?? 1, ...codes.map(({ group }) => group))
  return Array.from({ length: groups }, (_, index) => {
    const drawn = codes.filter(({ group }) => group === index + 1).length
    return drawn > 0 ? drawn : (order?.groups[index]?.entrantIds.length ?? (groups === 1 ? entrants.length : 0))
  })
}

/** How many come out of a stage: those who went on, or as many as its rule lets go on at most. */
function goingOn(stage: Stage, view: Known): number {
  const advanced = view.advanced.find((one) => one.stage === stage.id)
  if (advanced !== undefined) return advanced.codes.length
  const sizes = groupSizes(view)
  const all = sizes.reduce((sum, size) => sum + size, 0)
  const rule = stage.advancement
  switch (rule?.by) {
    case 'top':
      return Math.min(rule.count, all)
    case 'perGroup':
      return Math.min(rule.count * sizes.length, all)
    case 'winners':
      return sizes.length
    case 'percent':
      return Math.round((all * Number(rule.percent)) / 100)
    case 'decision':
    case undefined:
      return all
  }
}
