/** A number that could be found, or why not. What cannot be known is never shown as 0 or NaN. */
import type { Text } from '../score.ts'

export type Found<T> = { value: T; why: null } | { value: null; why: Text }

export function found<T>(value: T): Found<T> {
  return { value, why: null }
}

export function notFound<T>(why: Text): Found<T> {
  return { value: null, why }
}

export const reasons = {
  oneJudge: { zh: '只有一名裁判，无从比较', en: 'There is one judge alone: nothing to compare with' },
  fewPieces: { zh: '共同评过的作品不足', en: 'Too few pieces were marked by all of them' },
  allEqual: { zh: '分数全部相同，无法排序', en: 'All marks are equal: there is no order in them' },
  noMarks: { zh: '没有可分析的打分', en: 'There are no marks to analyse' },
  notLinked: {
    zh: '各组裁判没有共同评过的作品，严宽无法互相比较',
    en: 'The panels share no piece, so their severities cannot be compared',
  },
  allExtreme: {
    zh: '分数没有差别，或全在最高、最低两端，无法估计',
    en: 'The marks do not differ, or all lie at an end of the scale: nothing can be estimated',
  },
  fewEntrants: { zh: '作答人数不足', en: 'Too few entrants answered' },
} as const satisfies Record<string, Text>

/**
 * Sums of decimals end in noise (8.1 + 8.3 is not 8.2 + 8.2), and noise must not make an order out of equals. Marks have at
 * most a few places; nine are kept.
 */
export function withoutNoise(value: number): number {
  return Math.round(value * 1e9) / 1e9
}
