/**
 * Which scores the supervisors check again (C18: all of the top 30 % and at least 15 % of the rest), and when everything
 * must be. Counts are rounded up; equals at the border of the top band are all in; the rest is drawn by a recorded seed.
 */
import type { Rulebook } from '../rulebook/schema.ts'
import { chance } from '../seed.ts'
import { exact, whole } from './decimal.ts'
import type { Place } from './ranking.ts'

export type ReviewRule = NonNullable<Rulebook['review']>

export interface ReviewSample {
  /** In order of rank. */
  top: string[]
  /** In drawn order. */
  drawn: string[]
}

/** `ranked`: the stage's places in order. */
export function reviewSample(
  rule: ReviewRule,
  ranked: readonly Pick<Place, 'entrant' | 'rank'>[],
  seed: string,
): ReviewSample {
  const wanted = rule.topCount ?? share(rule.topPercent ?? '0', ranked.length)
  const border = ranked[Math.min(wanted, ranked.length) - 1]
  const top =
    border === undefined ? [] : ranked.filter((place) => place.rank <= border.rank).map((place) => place.entrant)
  const rest = ranked
    .slice(top.length)
    .map((place) => place.entrant)
    .toSorted()
  return { top, drawn: chance(seed).sample(rest, share(rule.restPercent, rest.length)) }
}

/** Whether the errors among the checked scores are more than the rulebook's limit. */
export function mustRecheckAll(rule: ReviewRule, checked: number, wrong: number): boolean {
  return (
    checked > 0 &&
    whole(wrong)
      .mul(100)
      .compare(exact(rule.recheckAllOverPercent).mul(whole(checked))) > 0
  )
}

/** Percent of a count, rounded up. */
function share(percent: string, count: number): number {
  return Number(exact(percent).mul(whole(count)).div(100).ceil().valueOf())
}
