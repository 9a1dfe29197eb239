/** A first timetable from items, groups and a beginning. People then move single sessions. */
import type { Session } from '@leitai/core/contest/acts.ts'

export interface PlannedItem {
  stage: string
  id: string
  minutes: number
  /** Entrants start alone within a window: one session, open as long as the item and the gap take for all groups. */
  alone: boolean
}

export interface Timing {
  startsAt: number
  gapMinutes: number
  order: 'byItem' | 'byGroup'
}

/** Sessions that have begun are kept and their place is left out; ids say stage, item and group. */
export function timetable(
  items: readonly PlannedItem[],
  groups: number,
  timing: Timing,
  kept: readonly Session[],
): Session[] {
  const pairs =
    timing.order === 'byItem'
      ? items.flatMap((item) => Array.from({ length: groups }, (_, index) => ({ item, group: index + 1 })))
      : Array.from({ length: groups }, (_, index) => index + 1).flatMap((group) =>
          items.map((item) => ({ item, group })),
        )
  let at = timing.startsAt
  const planned: Session[] = []
  for (const { item, group } of pairs) {
    const id = `${item.stage}-${item.id}-${group}`
    if (kept.some((session) => session.id === id)) continue
    const lasts = (item.minutes + timing.gapMinutes) * 60_000
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
