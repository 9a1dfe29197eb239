/**
 * Standings of a stage: the one function behind the contest's result, `leitai results` and `leitai verify`.
 * Nothing in the outcome depends on the order of the input.
 */
import type { Attendance } from '../contest/acts.ts'
import type { Award, Stage } from '../rulebook/schema.ts'
import type { Score } from '../score.ts'
import { giveAwards, type AwardGiven } from './awards.ts'
import { exact } from './decimal.ts'
import { rankEntrants, type OpenTie, type Place, type SettledTie } from './ranking.ts'
import { stageTotal } from './total.ts'

export interface StandingsInput {
  stage: Stage
  /** The rulebook's awards for the last stage, none for the others. */
  awards?: readonly Award[]
  /** Everybody who entered: by seat code while sealed, by entrant id afterwards. Absent means `present`. */
  attendance: Readonly<Record<string, Attendance>>
  /** entrant → item → score as `item-score.ts` made it. A missing item was not sat. */
  scores: Readonly<Record<string, Readonly<Record<string, Score>>>>
  /** entrant → item → whole seconds from open to submission or deadline. */
  secondsUsed: Readonly<Record<string, Readonly<Record<string, number>>>>
  settledTies?: readonly SettledTie[]
  /** Awards by decision: award id → entrants. */
  decidedAwards?: Readonly<Record<string, readonly string[]>>
}

export interface StandingLine {
  entrant: string
  attendance: Attendance
  /** Null: absent, forfeited or disqualified, listed apart. */
  rank: number | null
  /** As rounded by the rulebook: "87.25". */
  total: string
  /** Summed over the stage's items. */
  secondsUsed: number
  /** The total's tree, item scores below it. */
  score: Score
  /** Item id → rounded points. Items that were not sat are absent. */
  items: Record<string, string>
  /** What decided this place among equals, with the chain's clause. */
  decidedBy?: Place['decidedBy']
  decidedByClause?: string
  /** Ids of the awards that this entrant has for certain, in the rulebook's order. */
  awards: string[]
}

export interface Standings {
  stage: string
  /** Ranked lines in order, then those apart, by attendance and name. */
  lines: StandingLine[]
  openTies: OpenTie[]
  awards: AwardGiven[]
  /** Scores that people still owe a part of; results may not be signed while there are any. */
  pending: { entrant: string; item: string }[]
}

const apartOrder: readonly Attendance[] = ['forfeited', 'absent', 'disqualified']

export function standings(input: StandingsInput): Standings {
  const { stage } = input
  const itemIds = stage.items.map((item) => item.id)
  const names = [...new Set([...Object.keys(input.attendance), ...Object.keys(input.scores)])].toSorted()
  // Entrants are called as people like; one called "constructor" is present too.
  const attends = (entrant: string): Attendance =>
    Object.hasOwn(input.attendance, entrant) ? input.attendance[entrant]! : 'present'

  const rows = new Map(
    names.map((entrant) => {
      const scores = input.scores[entrant] ?? {}
      const seconds = input.secondsUsed[entrant] ?? {}
      const score = stageTotal(stage, scores)
      const sat = itemIds.filter((id) => scores[id] !== undefined)
      const items = Object.fromEntries(sat.map((id) => [id, scores[id]!.points]))
      return [
        entrant,
        {
          entrant,
          score,
          items,
          seconds,
          total: exact(score.points),
          points: Object.fromEntries(sat.map((id) => [id, exact(items[id]!)])),
        },
      ] as const
    }),
  )

  const present = names.filter((entrant) => attends(entrant) === 'present').map((entrant) => rows.get(entrant)!)
  const { places, openTies } = rankEntrants(
    present.map((row) => ({ entrant: row.entrant, total: row.total, items: row.points, secondsUsed: row.seconds })),
    stage.ranking.tieBreaks,
    itemIds,
    input.settledTies,
  )
  const awards = giveAwards({
    awards: input.awards ?? [],
    places,
    openTies,
    items: Object.fromEntries(present.map((row) => [row.entrant, row.points])),
    ...(input.decidedAwards === undefined ? {} : { decided: input.decidedAwards }),
  })

  function line(entrant: string, place: Place | null): StandingLine {
    const row = rows.get(entrant)!
    return {
      entrant,
      attendance: attends(entrant),
      rank: place?.rank ?? null,
      total: row.score.points,
      secondsUsed: itemIds.reduce((sum, id) => sum + (row.seconds[id] ?? 0), 0),
      score: row.score,
      items: row.items,
      ...(place?.decidedBy === undefined ? {} : { decidedBy: place.decidedBy }),
      ...(place?.clause === undefined ? {} : { decidedByClause: place.clause }),
      awards: awards.filter((award) => award.entrants.includes(entrant)).map((award) => award.id),
    }
  }

  const apart = apartOrder.flatMap((attendance) => names.filter((entrant) => attends(entrant) === attendance))
  return {
    stage: stage.id,
    lines: [...places.map((place) => line(place.entrant, place)), ...apart.map((entrant) => line(entrant, null))],
    openTies,
    awards,
    pending: present.flatMap((row) =>
      (row.score.children ?? [])
        .filter((child) => child.pending === true)
        .map((child) => ({ entrant: row.entrant, item: child.id })),
    ),
  }
}
