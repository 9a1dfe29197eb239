/** What viewers see of groups and pairs: who meets whom, and, once that is public, how it ended. */
import { isSealed, stageBefore } from './reading.ts'
import { stageStandings } from './results.ts'
import type { ContestState } from './state.ts'
import type { MatchesView, MatchView } from './view.ts'

/**
 * While identities are sealed nobody gets a name, and who went on is not for the public: then the matches of later stages are
 * not either, but for a contestant's own.
 */
export function matchViews(state: ContestState, audience: 'desk' | { code: string | null }): MatchesView[] {
  const sealed = isSealed(state)
  const hidden = audience !== 'desk' && sealed
  return (state.rulebook?.rulebook.stages ?? []).flatMap((stage): MatchesView[] => {
    const drawn = state.matches[stage.id]
    const { matches } = stage
    if (drawn === undefined || matches === undefined) return []
    const later = hidden && stageBefore(state, stage.id) !== undefined
    const own = audience === 'desk' ? null : audience.code
    const groups = drawn.groups.flatMap((codes, index): MatchView[] =>
      later && (own === null || !codes.includes(own))
        ? []
        : [
            {
              number: index + 1,
              codes,
              ...(sealed ? {} : { names: namesOf(state, codes) }),
              ...(hidden ? {} : outcomeOf(state, stage.id, codes, matches.by === 'knockout')),
            },
          ],
    )
    if (groups.length === 0) return []
    return [
      {
        stage: stage.id,
        of: stage.round?.of ?? stage.id,
        round: stage.round === undefined ? null : { number: stage.round.number, count: stage.round.count },
        by: matches.by,
        thirdPlace: matches.by === 'knockout' && matches.size === 2 && drawn.groups.length > 1,
        title: stage.title,
        seed: drawn.seed,
        at: drawn.at,
        groups,
      },
    ]
  })
}

function namesOf(state: ContestState, codes: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    codes.flatMap((code) => {
      const name = state.roster[state.mapping[code] ?? '']?.name
      return name === undefined ? [] : [[code, name]]
    }),
  )
}

function outcomeOf(
  state: ContestState,
  stageId: string,
  codes: readonly string[],
  knockout: boolean,
): Pick<MatchView, 'winner' | 'on' | 'scores'> {
  const published = state.results[stageId]?.published != null
  const on = state.advanced[stageId]?.codes ?? null
  if (!published && on === null) return {}
  const lines = (stageStandings(state, stageId)?.lines ?? []).filter(({ entrant }) => codes.includes(entrant))
  const ranks = lines.flatMap(({ entrant, rank }) => (rank === null ? [] : [{ entrant, rank }]))
  const best = ranks.filter(({ rank }) => rank === ranks[0]?.rank)
  // Between equals it is said by who goes on: people named the winner first.
  const winner = best.length > 1 ? on?.find((code) => best.some(({ entrant }) => entrant === code)) : best[0]?.entrant
  return {
    ...(knockout && winner !== undefined ? { winner } : {}),
    ...(on === null ? {} : { on: codes.filter((code) => on.includes(code)) }),
    // One who met nobody sat nothing: there is no score to tell.
    ...(published
      ? {
          scores: Object.fromEntries(
            lines.filter(({ items }) => Object.keys(items).length > 0).map(({ entrant, total }) => [entrant, total]),
          ),
        }
      : {}),
  }
}
