/** What there is to plan, as the contest stands: each item with its groups, and how many go on the stage one after another. */
import type { ContestView } from '@leitai/core/contest/view.ts'
import type { Rulebook, Stage } from '@leitai/core/rulebook/schema.ts'
import type { PlannedItem } from './timetable.ts'

type Known = Pick<ContestView, 'order' | 'codes' | 'entrants' | 'advanced' | 'matches'>

/**
 * Of a stage that is held in matches each match has its session, once they are drawn; one that is passed without playing has
 * none.
 * @param available `stage/item` of the items whose types are built
 */
export function plannedItems(rulebook: Rulebook, view: Known, available: ReadonlySet<string>): PlannedItem[] {
  return rulebook.stages.flatMap((stage, index) => {
    const matches = stage.matches === undefined ? null : matchSizes(stage, view)
    const sizes = matches ?? (index === 0 ? groupSizes(view) : [goingOn(rulebook.stages[index - 1]!, view)])
    const passed = matches === null ? [] : matches.flatMap((size, place) => (size < 2 ? [place + 1] : []))
    if (passed.length === sizes.length) return []
    return stage.items
      .filter((item) => available.has(`${stage.id}/${item.id}`))
      .map((item) => ({
        stage: stage.id,
        id: item.id,
        minutes: item.minutes,
        alone: item.start === 'entrant',
        turns: item.start === 'turn' ? sizes : null,
        groups: sizes.length,
        ...(passed.length === 0 ? {} : { passed }),
      }))
  })
}

/** How many are there to meet in each match; none before the draw. */
function matchSizes(stage: Stage, { matches, codes }: Known): number[] {
  const missing = new Set(codes.filter(({ attendance }) => attendance !== 'present').map(({ code }) => code))
  const drawn = matches.find((one) => one.stage === stage.id)?.groups ?? []
  return drawn.map((group) => group.codes.filter((code) => !missing.has(code)).length)
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
  const drawn = view.matches.find((one) => one.stage === stage.id)?.groups.map(({ codes }) => codes.length)
  const sizes = drawn ?? groupSizes(view)
  const all = sizes.reduce((sum, size) => sum + size, 0)
  const rule = stage.advancement
  switch (rule?.by) {
    case 'top':
      return Math.min(rule.count, all)
    case 'perGroup':
      return Math.min(rule.count * sizes.length + rule.best, all)
    case 'winners':
      return Math.min(rule.losersToo ? all : sizes.length, all)
    case 'percent':
      return Math.round((all * Number(rule.percent)) / 100)
    case 'decision':
    case undefined:
      return all
  }
}
