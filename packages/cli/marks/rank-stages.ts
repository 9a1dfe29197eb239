/**
 * The standings of every stage that has marks. A knockout is ranked match by match: its pairs stand in the marks' `match`
 * column, or follow from the ranks in the stage before where seeding is by rank and nobody shares one.
 */
import { seedPlaces } from '@leitai/core/contest/matches.ts'
import { roundsBefore } from '@leitai/core/rulebook/rounds.ts'
import type { Rulebook } from '@leitai/core/rulebook/schema.ts'
import type { Text } from '@leitai/core/score.ts'
import { isKnockout, type KnockoutStage } from '@leitai/core/scoring/knockout.ts'
import { standings, type Standings, type StandingsInput } from '@leitai/core/scoring/standings.ts'
import type { StageMarks } from './read-marks.ts'
import type { StageResult } from './show-standings.ts'

/** @param rulebook with its rounds as stages */
export function rankStages(
  rulebook: Rulebook,
  stages: readonly StageMarks[],
  decidedAwards: Readonly<Record<string, readonly string[]>> = {},
): { results: StageResult[]; problem?: never } | { results?: never; problem: Text } {
  const inputs = new Map<string, StandingsInput & { standings: Standings }>()
  const results: StageResult[] = []
  for (const marks of stages) {
    const { stage } = marks
    const matches = isKnockout(stage)
      ? (marks.matches ?? derivedMatches(rulebook, stage, new Set(Object.keys(marks.scores)), inputs))
      : (marks.matches ?? undefined)
    if (matches === null)
      return {
        problem: {
          zh: `「${stage.title.zh}」两两对阵：请加一列 match，写明每个参赛者在第几场（无法由上一阶段的名次推出）`,
          en: `“${stage.title.en}” is held in pairs: add a column "match" with the number of each entrant's match (it does not follow from the ranks before)`,
        },
      }
    const input: StandingsInput = {
      stage,
      attendance: {},
      scores: marks.scores,
      secondsUsed: marks.secondsUsed,
      ...(matches === undefined ? {} : { matches }),
    }
    const last = stage === rulebook.stages.at(-1)
    const table = standings({
      ...input,
      awards: last ? rulebook.awards : [],
      earlier:
        stage.round?.number === stage.round?.count
          ? roundsBefore(rulebook, stage).flatMap(({ id }) => inputs.get(id) ?? [])
          : [],
      decidedAwards,
    })
    inputs.set(stage.id, { ...input, standings: table })
    results.push({ marks, standings: table })
  }
  return { results }
}

/** Null where they do not follow: no ranks before, shared ones, a draw by lot, or an open match. */
function derivedMatches(
  rulebook: Rulebook,
  stage: KnockoutStage,
  here: ReadonlySet<string>,
  ranked: ReadonlyMap<string, StandingsInput & { standings: Standings }>,
): string[][] | null {
  const known = ranked.get(rulebook.stages[rulebook.stages.indexOf(stage) - 1]?.id ?? '')
  if (known === undefined) return null
  if (stage.round!.number === 1)
    return stage.matches.seeding === 'rank' ? firstPairs(stage, known.standings, here) : null

  if (known.matches === undefined || known.standings.openTies.length > 0) return null
  const rankOf = new Map(known.standings.lines.map(({ entrant, rank }) => [entrant, rank ?? Infinity]))
  const ordered = known.matches.map((match) => match.toSorted((a, b) => rankOf.get(a)! - rankOf.get(b)!))
  const pairs = Array.from({ length: Math.ceil(ordered.length / 2) }, (_, index) =>
    ordered.slice(index * 2, index * 2 + 2),
  )
  const there = (codes: (string | undefined)[]) =>
    codes.filter((code): code is string => code !== undefined && here.has(code))
  const winners = pairs.map((pair) => there(pair.map((match) => match[0])))
  return stage.matches.thirdPlace ? [...winners, there(pairs[0]!.map((match) => match[1]))] : winners
}

function firstPairs(stage: KnockoutStage, before: Standings, here: ReadonlySet<string>): string[][] | null {
  const order = before.lines.flatMap(({ entrant, rank }) =>
    rank !== null && here.has(entrant) ? [{ entrant, rank }] : [],
  )
  if (order.length !== here.size || order.length !== stage.matches.size) return null
  if (order.some(({ rank }, place) => rank === order[place + 1]?.rank)) return null
  const places = seedPlaces(stage.matches.size)
  return Array.from({ length: stage.matches.size / 2 }, (_, match) =>
    [places[match * 2]!, places[match * 2 + 1]!].map((place) => order[place - 1]!.entrant),
  )
}
