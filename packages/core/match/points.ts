/** Points and scores of a match: the item's own, and what judges corrected. */
import type { Command, RunEvent } from '../run.ts'
import type { Score, Text } from '../score.ts'
import { exact, shortDecimal, zero } from '../scoring/decimal.ts'
import type { MatchItem } from './item.ts'
import type { MatchState } from './types.ts'

type Counting<Play> = Pick<MatchItem<unknown, unknown, Play, Command, RunEvent, unknown>, 'points' | 'score'>

const correctionsLabel: Text = { zh: '裁判更正', en: 'Corrections' }

export function pointsOf<Play>(item: Pick<Counting<Play>, 'points'>, state: MatchState<Play>, code: string): string {
  const corrected = state.corrections.filter((one) => one.code === code)
  const own = item.points(state.play, code)
  if (corrected.length === 0) return own
  return shortDecimal(corrected.reduce((sum, { points }) => sum.add(exact(points)), exact(own)))
}

export function scoreOf<Play>(item: Pick<Counting<Play>, 'score'>, state: MatchState<Play>, code: string): Score {
  const own = item.score(state.play, code)
  const corrections = state.corrections.filter((one) => one.code === code)
  if (corrections.length === 0) return own
  const sum = corrections.reduce((total, { points }) => total.add(exact(points)), zero)
  return {
    ...own,
    points: shortDecimal(exact(own.points).add(sum)),
    children: [
      ...(own.children ?? []),
      {
        id: 'corrections',
        label: correctionsLabel,
        points: shortDecimal(sum),
        children: corrections.map(({ points, reason }, index) => ({
          id: `correction-${index + 1}`,
          label: { zh: reason, en: reason },
          points,
          rule: { zh: '裁判更正', en: 'Corrected by the judges' },
        })),
      },
    ],
  }
}
