/** What a leader may appeal, told apart by the clock: open now, not yet, over; and what is appealed already. */
import type { api } from '../session/api.ts'

export type Mine = Awaited<ReturnType<typeof api.appeals.mine>>
export type Entrant = Mine['entrants'][number]
export type Filed = Mine['appeals'][number]

/** One entrant's score in one item. */
export interface Appealable {
  entrant: Pick<Entrant, 'entrantId' | 'number' | 'name'>
  item: Entrant['items'][number]
  state: 'open' | 'notYet' | 'over' | 'filed'
}

/** By entrant in the list's order, each with all items. `now` is the server's time. */
export function appealables({ entrants, appeals }: Pick<Mine, 'entrants' | 'appeals'>, now: number): Appealable[] {
  return entrants.flatMap((entrant) =>
    entrant.items.map((item): Appealable => {
      const filed = appeals.some(
        (one) =>
          one.withdrawn === null &&
          one.entrantId === entrant.entrantId &&
          one.stage === item.stage &&
          one.item === item.item,
      )
      return { entrant, item, state: filed ? 'filed' : windowState(item, now) }
    }),
  )
}

function windowState({ until }: Entrant['items'][number], now: number): 'open' | 'notYet' | 'over' {
  if (until === null) return 'notYet'
  return now > until ? 'over' : 'open'
}

/** By item and closing time, what closes first first: entrants of one session share a countdown. */
export function openNow(list: readonly Appealable[]): { until: number; item: Appealable['item']; of: Appealable[] }[] {
  const groups = new Map<string, { until: number; item: Appealable['item']; of: Appealable[] }>()
  for (const one of list) {
    const { until, stage, item } = one.item
    if (one.state !== 'open' || until === null) continue
    const key = `${stage}:${item}:${until}`
    const group = groups.get(key) ?? { until, item: one.item, of: [] }
    groups.set(key, group)
    group.of.push(one)
  }
  return [...groups.values()].toSorted((a, b) => a.until - b.until)
}

/** In the address and as the name of the text that is kept: no id holds a colon but the last. */
export function appealKey({ entrant, item }: Pick<Appealable, 'entrant' | 'item'>): string {
  return `${item.stage}:${item.item}:${entrant.entrantId}`
}

export function fromKey(list: readonly Appealable[], key: string): Appealable | undefined {
  return list.find((one) => appealKey(one) === key)
}
