/** Which entrants the table shows, and in which order. */
import type { Entrant } from '@leitai/core/api/contract.ts'

export type Filter = 'all' | 'pending' | 'accepted' | 'declined' | 'problems'
export type SortKey = 'number' | 'name' | 'delegation' | 'birthDate' | 'status'

export interface Listing {
  query: string
  filter: Filter
  delegation: string | null
  sort: { by: SortKey; descending: boolean }
}

const byPinyin = new Intl.Collator('zh-Hans-CN', { numeric: true })

export function listed(entrants: readonly Entrant[], { query, filter, delegation, sort }: Listing): Entrant[] {
  const typed = query.trim().toLowerCase()
  const holds = (one: Entrant) =>
    [one.number, one.name, one.delegation, one.phone, ...one.coaches, ...one.members].some((text) =>
      text.toLowerCase().includes(typed),
    )
  const shown = entrants.filter(
    (one) =>
      (filter === 'all' || (filter === 'problems' ? one.problems.length > 0 : one.status === filter)) &&
      (delegation === null || one.delegation === delegation) &&
      (typed === '' || holds(one)),
  )
  const direction = sort.descending ? -1 : 1
  return shown.toSorted(
    (a, b) => direction * byPinyin.compare(a[sort.by] ?? '', b[sort.by] ?? '') || byPinyin.compare(a.number, b.number),
  )
}

export function countsOf(entrants: readonly Entrant[]): Record<Filter, number> {
  const count = (filter: Filter) =>
    listed(entrants, { query: '', filter, delegation: null, sort: { by: 'number', descending: false } }).length
  return {
    all: entrants.length,
    pending: count('pending'),
    accepted: count('accepted'),
    declined: count('declined'),
    problems: count('problems'),
  }
}

export function namesIn(text: string): string[] {
  return text
    .split(/[、,，;；\n]+/)
    .map((name) => name.trim())
    .filter((name) => name !== '')
}
