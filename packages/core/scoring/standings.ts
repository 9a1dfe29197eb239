/**
 * Standings of a stage: the one function behind the contest's result, `leitai results` and `leitai verify`.
 * Nothing in the outcome depends on the order of the input.
 */
import type { Attendance } from '../contest/acts.ts'
import type { Award, Stage } from '../rulebook/schema.ts'
import type { Score } from '../score.ts'
import { giveAwards, type AwardGiven } from './awards.ts'
import { exact, parseDecimal, zero } from './decimal.ts'
import { isKnockout, knockoutPlaces, rankOut } from './knockout.ts'
import { rankEntrants, type OpenTie, type Place, type Ranked, type SettledTie } from './ranking.ts'
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
  /** Of a stage that is held in matches: who met whom, match after match. A knockout cannot be ranked without. */
  matches?: readonly (readonly string[])[]
  /** The rounds of the same knockout before this one, first to last: who went out in them stands behind those of this round. */
  earlier?: readonly StandingsInput[]
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
          suddenDeath: Object.fromEntries(
            sat.map((id) => [id, parseDecimal(scores[id]!.facts?.['suddenDeath'] ?? '0') ?? zero]),
          ),
        },
      ] as const
    }),
  )

  const present = names.filter((entrant) => attends(entrant) === 'present').map((entrant) => rows.get(entrant)!)
  const ranked = present.map((row): Ranked => ({
    entrant: row.entrant,
    total: row.total,
    items: row.points,
    secondsUsed: row.seconds,
    suddenDeath: row.suddenDeath,
  }))
  const { places, openTies } =
    isKnockout(stage) && input.matches !== undefined
      ? knockoutPlaces(stage, ranked, input.matches, input.settledTies)
      : rankEntrants(ranked, stage.ranking.tieBreaks, itemIds, input.settledTies)
  const out = outBefore(input, names)
  const outRanked = out.filter((one): one is StandingLine & { rank: number } => one.rank !== null)
  const awards = giveAwards({
    awards: input.awards ?? [],
    places: [...places, ...outRanked.map(({ entrant, rank }) => ({ entrant, rank }))],
    openTies,
    items: Object.fromEntries([
      ...present.map((row) => [row.entrant, row.points] as const),
      ...outRanked.map(
        (line) =>
          [
            line.entrant,
            Object.fromEntries(Object.entries(line.items).map(([id, points]) => [id, exact(points)])),
          ] as const,
      ),
    ]),
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
      awards: awardsOf(entrant),
    }
  }
  const awardsOf = (entrant: string) =>
    awards.filter((award) => award.entrants.includes(entrant)).map((award) => award.id)

  const apart = apartOrder.flatMap((attendance) => names.filter((entrant) => attends(entrant) === attendance))
  return {
    stage: stage.id,
    lines: [
      ...places.map((place) => line(place.entrant, place)),
      ...outRanked.map((one) => ({ ...one, awards: awardsOf(one.entrant) })),
      ...apart.map((entrant) => line(entrant, null)),
      ...out.filter(({ rank }) => rank === null).map((one) => ({ ...one, awards: awardsOf(one.entrant) })),
    ],
    openTies,
    awards,
    pending: present.flatMap((row) =>
      (row.score.children ?? [])
        .filter((child) => child.pending === true)
        .map((child) => ({ entrant: row.entrant, item: child.id })),
    ),
  }
}

/**
 * Who went out in the knockout's rounds before, the later round first, with the scores of that round under the names of this
 * round's items; those without a rank last.
 */
function outBefore(input: StandingsInput, here: readonly string[]): StandingLine[] {
  const { earlier = [], stage } = input
  const later = new Set(here)
  const out: StandingLine[] = []
  for (const round of earlier.toReversed()) {
    if (!isKnockout(round.stage)) continue
    const rank = rankOut(round.stage)
    const named = new Map(round.stage.items.map(({ id }, place) => [id, stage.items[place]?.id ?? id]))
    const lines = standings({ ...round, awards: [], earlier: [] }).lines.filter(({ entrant }) => !later.has(entrant))
    for (const line of lines) {
      later.add(line.entrant)
      out.push({
        ...line,
        rank: line.rank === null ? null : rank,
        items: Object.fromEntries(Object.entries(line.items).map(([id, points]) => [named.get(id)!, points])),
      })
    }
  }
  return out
}
