import type { EntrantLine } from '@leitai/core/contest/view.ts'

/** Whom the typed text means: an exact number first, then everyone whose number, name or delegation holds it. */
export function matching(entrants: readonly EntrantLine[], query: string): EntrantLine[] {
  const typed = query.trim().toLowerCase()
  if (typed === '') return [...entrants]
  const exact = entrants.filter((one) => one.number.toLowerCase() === typed)
  if (exact.length > 0) return exact
  return entrants.filter((one) =>
    [one.number, one.name, one.delegation].some((text) => text.toLowerCase().includes(typed)),
  )
}
