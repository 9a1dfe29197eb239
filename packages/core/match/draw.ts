/**
 * Questions of a match come from a bank that is shuffled once by a seed; every match takes what it needs and passes over what
 * earlier ones took, so that none comes twice until the bank is used up.
 */
import { chance } from '../seed.ts'
import type { MatchSetup } from './types.ts'

/** The same for the same questions, in whatever order they were stored. */
export function shuffledBank<Question extends { id: string }>(
  questions: readonly Question[],
  seed: string,
): Question[] {
  return chance(seed).shuffle(questions.toSorted((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)))
}

/** `same`: matches of one item get the same questions (held at once). `fresh`: each its own. */
export type Draw = 'same' | 'fresh'

/** Ids that this match passes over. */
export function passedOver(draw: Draw, { used }: MatchSetup): ReadonlySet<string> {
  return new Set(draw === 'same' ? used.byOtherItems : used.byMatches)
}
