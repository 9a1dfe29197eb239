/**
 * A stage's result, computed from what the journal holds: raw run scores by code, attendance, settled ties. Standings are
 * kept by code, so that they can be computed and looked at while identities are sealed; names are joined in the view.
 */
import { isLastRound, roundsBefore } from '../rulebook/rounds.ts'
import type { Stage } from '../rulebook/schema.ts'
import { advance, type Advancing } from '../scoring/advancement.ts'
import { itemScore } from '../scoring/item-score.ts'
import { standings, type Standings, type StandingsInput } from '../scoring/standings.ts'
import type { OpenTie } from '../scoring/ranking.ts'
import type { Score } from '../score.ts'
import { sha256Hex } from '../seed.ts'
import { competesIn, isSealed, stageBefore, stageOf } from './reading.ts'
import { sameSet } from './same-set.ts'
import type { ContestState, CorrectionState, StageResult } from './state.ts'
import type { CorrectionView, ResultLine, ResultView } from './view.ts'

// One result is asked for by several viewers and acts between two events; states never change in place.
const computed = new WeakMap<ContestState, Map<string, Standings>>()

/** By code. Null before the scores are recorded. */
export function stageStandings(state: ContestState, stageId: string): Standings | null {
  const known = computed.get(state)?.get(stageId)
  if (known !== undefined) return known
  const result = state.results[stageId]
  const rulebook = state.rulebook?.rulebook
  const stage = rulebook === undefined ? undefined : stageOf(rulebook, stageId)
  if (result === undefined || rulebook === undefined || stage === undefined) return null
  const last = rulebook.stages.at(-1) === stage
  const codeOf = new Map(Object.entries(state.mapping).map(([code, entrantId]) => [entrantId, code]))
  const out = standings({
    ...roundInput(state, stage, result),
    // The last round of a knockout ranks everybody who was in it.
    earlier: isLastRound(stage)
      ? roundsBefore(rulebook, stage).flatMap((round) => {
          const earlier = state.results[round.id]
          return earlier === undefined ? [] : [roundInput(state, round, earlier)]
        })
      : [],
    awards: last ? rulebook.awards : [],
    decidedAwards: Object.fromEntries(
      Object.entries(state.decidedAwards).map(([award, { entrants }]) => [
        award,
        entrants.map((id) => codeOf.get(id) ?? id),
      ]),
    ),
  })
  const forState = computed.get(state) ?? new Map<string, Standings>()
  computed.set(state, forState.set(stageId, out))
  return out
}

/** What one stage by itself is ranked from. */
function roundInput(state: ContestState, stage: Stage, result: StageResult): StandingsInput {
  return {
    stage,
    attendance: Object.fromEntries(
      Object.values(state.codes)
        .filter(({ code }) => competesIn(state, stage.id, code))
        .map(({ code, attendance }) => [code, result.attendance?.[code] ?? attendance]),
    ),
    scores: itemScores(stage, withCorrections(result)),
    secondsUsed: result.secondsUsed,
    settledTies: result.settled,
    ...(stage.matches === undefined ? {} : { matches: state.matches[stage.id]?.groups ?? [] }),
  }
}

/** Raw scores as they stand: corrected ones in the place of those that were computed. */
export function withCorrections({ scores, corrected }: Pick<StageResult, 'scores' | 'corrected'>) {
  return Object.keys(corrected).length === 0
    ? scores
    : Object.fromEntries(Object.entries(scores).map(([code, items]) => [code, { ...items, ...corrected[code] }]))
}

/** Raw run scores made into item scores by the rulebook: scaled to the item's points and rounded where it says. */
export function itemScores(
  stage: Stage,
  raw: Readonly<Record<string, Readonly<Record<string, Score>>>>,
): Record<string, Record<string, Score>> {
  return Object.fromEntries(
    Object.entries(raw).map(([code, items]) => [
      code,
      Object.fromEntries(
        stage.items.flatMap((item) => {
          const score = items[item.id]
          return score === undefined ? [] : [[item.id, itemScore(item, score)]]
        }),
      ),
    ]),
  )
}

export function openTies(state: ContestState, stageId: string): readonly OpenTie[] {
  return stageStandings(state, stageId)?.openTies ?? []
}

/** What a signature stands under: the digest of rank, code, entrant, total and items of every line, in order. */
export function resultDigest(state: ContestState, stageId: string): string {
  const lines = stageStandings(state, stageId)?.lines ?? []
  return sha256Hex(
    JSON.stringify(
      lines.map((line) => [
        line.rank,
        line.entrant,
        state.mapping[line.entrant] ?? null,
        line.attendance,
        line.total,
        Object.entries(line.items),
        line.awards,
      ]),
    ),
  )
}

/** @param audience the public gets totals and item points, officials the whole tree */
export function resultView(state: ContestState, stageId: string, audience: 'officials' | 'public'): ResultView | null {
  const result = state.results[stageId]
  const table = stageStandings(state, stageId)
  if (result === undefined || table === null) return null
  const rulebook = state.rulebook!.rulebook
  const sealed = isSealed(state)
  const titles = new Map(rulebook.awards.map((award) => [award.id, award.title]))

  const lines = table.lines.map((line): ResultLine => {
    const entry = sealed ? undefined : state.roster[state.mapping[line.entrant] ?? '']
    const award = titles.get(line.awards[0] ?? '')
    return {
      code: line.entrant,
      ...(entry === undefined
        ? {}
        : { entrantId: entry.entrantId, number: entry.number, name: entry.name, delegation: entry.delegation }),
      rank: line.rank,
      attendance: line.attendance,
      total: line.total,
      secondsUsed: line.secondsUsed,
      ...(audience === 'officials' ? { score: line.score } : {}),
      items: line.items,
      ...(award === undefined ? {} : { award }),
    }
  })

  return {
    stage: stageId,
    computedAt: result.at,
    lines: sealed || stageBefore(state, stageId) !== undefined ? lines : [...lines, ...neverDrawn(state)],
    openTies: table.openTies.map(({ entrants, rank, why }) => {
      const proposal = result.proposals.find(({ order }) => sameSet(order, entrants))
      return {
        codes: entrants,
        rank,
        why,
        proposal:
          proposal === undefined
            ? null
            : {
                order: proposal.order,
                reason: proposal.reason,
                signers: proposal.signers,
                signed: proposal.signed.map(({ personId }) => personId),
              },
      }
    }),
    corrections: audience === 'officials' ? result.corrections.map(correctionView) : [],
    advancing: advancingView(state, stageId),
    digest: resultDigest(state, stageId),
    signatures: result.signatures.map(({ role, name, at }) => ({ role, name, at })),
    waitsFor: rulebook.signatures.filter((role) => !result.signatures.some((signature) => signature.role === role)),
    published: result.published,
    awards: sealed
      ? []
      : table.awards.map((award) => ({
          id: award.id,
          title: award.title,
          ...(award.prize === undefined ? {} : { prize: award.prize }),
          lines: award.entrants.flatMap((code) => {
            const entry = state.roster[state.mapping[code] ?? '']
            return entry === undefined
              ? []
              : [
                  {
                    entrantId: entry.entrantId,
                    name: entry.name,
                    delegation: entry.delegation,
                    coaches: award.coachToo ? entry.coaches : [],
                  },
                ]
          }),
        })),
  }
}

function correctionView(correction: CorrectionState): CorrectionView {
  const { code, item, judge, line, old, new: now, reason, cause, appeal, name, at } = correction
  return { code, item, judge, line, old, new: now, reason, cause, appeal, name, at }
}

function advancingView(state: ContestState, stage: string): ResultView['advancing'] {
  const found = advancing(state, stage)
  return found === null
    ? null
    : {
        certain: found.entrants,
        undecided: found.undecided.map(({ entrants, seats }) => ({ codes: entrants, seats })),
        byDecision: found.byDecision,
      }
}

/** Who goes on by the stage's rule as things stand; null where the stage has no rule or no result. */
export function advancing(state: ContestState, stageId: string): Advancing | null {
  const rule = state.rulebook === null ? undefined : stageOf(state.rulebook.rulebook, stageId)?.advancement
  const table = stageStandings(state, stageId)
  if (rule === undefined || table === null) return null
  const places = table.lines.flatMap(({ entrant, rank }) => (rank === null ? [] : [{ entrant, rank }]))
  const matches = state.matches[stageId]
  if (matches !== undefined) return advance(rule, places, matches.groups)
  const groups = new Map<number, string[]>()
  for (const { entrant } of places) {
    const group = state.codes[entrant]?.group ?? 1
    groups.set(group, [...(groups.get(group) ?? []), entrant])
  }
  return advance(rule, places, [...groups.values()])
}

/** Entrants who were absent before any draw: they stand at the end, without a rank. */
function neverDrawn(state: ContestState): ResultLine[] {
  const drawn = new Set(Object.values(state.mapping))
  return Object.keys(state.absent)
    .filter((id) => !drawn.has(id))
    .map((id) => {
      const entry = state.roster[id]!
      return {
        code: '',
        entrantId: id,
        number: entry.number,
        name: entry.name,
        delegation: entry.delegation,
        rank: null,
        attendance: 'absent',
        total: '0',
        secondsUsed: 0,
        items: {},
      }
    })
}
