/**
 * Order by total, then by the rulebook's tie-break chain. Equal entrants share a rank and the next rank is passed over:
 * 1, 2, 2, 4. A tie that the chain leaves to people stays open until they have settled it; it is never broken silently.
 */
import type { TieBreak } from '../rulebook/schema.ts'
import { zero, type Exact } from './decimal.ts'

export interface Ranked {
  entrant: string
  /** As rounded by the rulebook. */
  total: Exact
  /** Item score by item id; an item that was not sat is absent and counts as nothing. */
  items: Readonly<Record<string, Exact>>
  /** Whole seconds by item id. */
  secondsUsed: Readonly<Record<string, number>>
  /** Who won a sudden death stands higher, by item id; absent where none was held. */
  suddenDeath?: Readonly<Record<string, Exact>>
}

/** An order that judges entered for entrants who were equal, best first. */
export interface SettledTie {
  order: readonly string[]
  reason: string
}

export interface Place {
  entrant: string
  rank: number
  /** Set where the total alone did not decide: the step of the chain that did. */
  decidedBy?: TieBreak['by']
  clause?: string
}

export interface OpenTie {
  /** Sorted by name; all of them carry `rank` for the time being. */
  entrants: string[]
  rank: number
  /** `deliberation`: the chain asks the judges. `undecided`: the chain ended and they are still equal. */
  why: 'deliberation' | 'undecided'
  clause?: string
}

interface Group {
  members: Ranked[]
  decidedBy?: TieBreak['by']
  clause?: string
  open?: { why: OpenTie['why']; clause?: string }
}

/**
 * Places in order, best first; within a shared rank by the entrant's name, so that the outcome does not depend on the
 * input's order. `stageItems`: the items over which time is summed where a step does not name its own.
 */
export function rankEntrants(
  entrants: readonly Ranked[],
  chain: readonly TieBreak[],
  stageItems: readonly string[],
  settled: readonly SettledTie[] = [],
): { places: Place[]; openTies: OpenTie[] } {
  let groups: Group[] = split({ members: entrants.toSorted(byName) }, (a, b) => b.total.compare(a.total))
  for (const step of chain) groups = groups.flatMap((group) => refine(group, step, stageItems, settled))
  groups = groups.flatMap((group) => {
    const undecided =
      group.members.length > 1 && group.open === undefined && !chain.some((step) => step.by === 'shared')
    return undecided ? settle(group, settled, { why: 'undecided' }) : [group]
  })

  const places: Place[] = []
  const openTies: OpenTie[] = []
  for (const group of groups) {
    const rank = places.length + 1
    for (const { entrant } of group.members) {
      places.push({
        entrant,
        rank,
        ...(group.decidedBy === undefined ? {} : { decidedBy: group.decidedBy }),
        ...(group.clause === undefined ? {} : { clause: group.clause }),
      })
    }
    if (group.open !== undefined)
      openTies.push({ entrants: group.members.map((one) => one.entrant), rank, ...group.open })
  }
  return { places, openTies }
}

function refine(group: Group, step: TieBreak, stageItems: readonly string[], settled: readonly SettledTie[]): Group[] {
  // An open tie waits for people; later steps must not decide it behind their back.
  if (group.members.length < 2 || group.open !== undefined) return [group]
  const clause = step.clause === undefined ? {} : { clause: step.clause }
  switch (step.by) {
    case 'timeUsed': {
      const items = step.items ?? stageItems
      const seconds = (one: Ranked) => items.reduce((sum, item) => sum + (one.secondsUsed[item] ?? 0), 0)
      return split(group, (a, b) => seconds(a) - seconds(b), { decidedBy: 'timeUsed', ...clause })
    }
    case 'item': {
      const points = (one: Ranked) => one.items[step.item]
      return split(
        group,
        (a, b) => {
          const [left, right] = [points(a), points(b)]
          if (left === undefined || right === undefined)
            return (left === undefined ? 1 : 0) - (right === undefined ? 1 : 0)
          return right.compare(left)
        },
        { decidedBy: 'item', ...clause },
      )
    }
    case 'suddenDeath': {
      const standing = (one: Ranked) => one.suddenDeath?.[step.item] ?? zero
      return split(group, (a, b) => standing(b).compare(standing(a)), { decidedBy: 'suddenDeath', ...clause })
    }
    case 'deliberation':
      return settle(group, settled, { why: 'deliberation', ...clause })
    case 'shared':
      return [group]
  }
}

/** The people's order where they gave one for exactly these entrants; the latest counts. Otherwise the tie stays open. */
function settle(group: Group, settled: readonly SettledTie[], open: NonNullable<Group['open']>): Group[] {
  const names = new Set(group.members.map((one) => one.entrant))
  const order = settled.findLast(
    (tie) =>
      tie.order.length === names.size &&
      tie.order.every((entrant) => names.has(entrant)) &&
      new Set(tie.order).size === names.size,
  )
  if (order === undefined) return [{ ...group, open }]
  const at = new Map(order.order.map((entrant, place) => [entrant, place]))
  return split(group, (a, b) => at.get(a.entrant)! - at.get(b.entrant)!, {
    decidedBy: 'deliberation',
    ...(open.clause === undefined ? {} : { clause: open.clause }),
  })
}

/** Groups of equals in order. Members of one group keep their order by name. */
function split(
  group: Group,
  compare: (a: Ranked, b: Ranked) => number,
  decided: Pick<Group, 'decidedBy' | 'clause'> = {},
): Group[] {
  const sorted = group.members.toSorted(compare)
  const out: Ranked[][] = []
  for (const one of sorted) {
    const last = out.at(-1)
    if (last !== undefined && compare(last[0]!, one) === 0) last.push(one)
    else out.push([one])
  }
  return out.length < 2 ? [group] : out.map((members) => ({ members, ...decided }))
}

function byName(a: Ranked, b: Ranked): number {
  return a.entrant < b.entrant ? -1 : a.entrant > b.entrant ? 1 : 0
}
