/** A first timetable from items, groups and a beginning. People then move single sessions. */
import type { Session } from '@leitai/core/contest/acts.ts'

export interface PlannedItem {
  stage: string
  id: string
  /** What the rulebook gives one entrant. */
  minutes: number
  /** Entrants start alone within a window: one session, open as long as the item and the gap take for all groups. */
  alone: boolean
  /**
   * One after another on the stage: how many entrants each group has, group 1 first. Such a session takes the minutes as
   * often. Null: all at once.
   */
  turns: readonly number[] | null
  /** How many groups sit it, one after another; in a later stage all who went on are one group. */
  groups: number
  /** Groups that hold no session: matches that are passed without playing. */
  passed?: readonly number[]
}

export interface Timing {
  startsAt: number
  gapMinutes: number
  order: 'byItem' | 'byGroup'
}

/** How long one group is at it, in minutes; a group of whom nothing is known yet takes one turn. */
export function minutesOf(item: Pick<PlannedItem, 'minutes' | 'turns'>, group: number): number {
  return item.minutes * (item.turns === null ? 1 : Math.max(1, item.turns[group - 1] ?? 0))
}

/** Sessions that have begun are kept and their place is left out; ids say stage, item and group. A stage comes after the one before it. */
export function timetable(items: readonly PlannedItem[], timing: Timing, kept: readonly Session[]): Session[] {
  const stages = [...new Set(items.map(({ stage }) => stage))]
  const pairs = stages.flatMap((stage) =>
    pairsOf(
      items.filter((item) => item.stage === stage),
      timing.order,
    ),
  )
  let at = timing.startsAt
  const planned: Session[] = []
  for (const { item, group } of pairs) {
    const id = `${item.stage}-${item.id}-${group}`
    if (kept.some((session) => session.id === id)) continue
    const lasts = (minutesOf(item, group) + timing.gapMinutes) * 60_000
    planned.push({
      id,
      stage: item.stage,
      item: item.id,
      group,
      startsAt: at,
      ...(item.alone ? { endsAt: at + lasts } : {}),
    })
    at += lasts
  }
  return [...kept, ...planned]
}

function pairsOf(items: readonly PlannedItem[], order: Timing['order']) {
  const groupsOf = (count: number) => Array.from({ length: count }, (_, index) => index + 1)
  const pairs =
    order === 'byItem'
      ? items.flatMap((item) => groupsOf(item.groups).map((group) => ({ item, group })))
      : groupsOf(Math.max(0, ...items.map(({ groups }) => groups))).flatMap((group) =>
          items.filter((item) => group <= item.groups).map((item) => ({ item, group })),
        )
  return pairs.filter(({ item, group }) => item.passed?.includes(group) !== true)
}
