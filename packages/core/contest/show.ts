/**
 * What each viewer of a contest gets. Names and codes never stand in one line while the seal holds: `entrants` carries
 * names without codes, `codes` carries codes without names, and results before unsealing are by code.
 */
import type { Viewer } from '../run.ts'
import { appealViews, panelLines, reviewViews } from './judging.ts'
import { matchViews } from './match-views.ts'
import { codesOf, currentStage, groupOf, isSealed, isMatch, isTurn, itemOf, layersOf } from './reading.ts'
import { resultView } from './results.ts'
import type { ContestState } from './state.ts'
import { steps } from './steps.ts'
import type { ContestView, EntrantLine } from './view.ts'

/** @param available item types that are built */
export function show(state: ContestState, viewer: Viewer, available: readonly string[]): ContestView | null {
  switch (viewer.as) {
    case 'organiser':
    case 'official':
    case 'staff':
    case 'host':
      return full(state, available, viewer.as === 'organiser' || viewer.as === 'official')
    case 'contestant':
      return forPublic(state, available, viewer.code)
    case 'judge':
    case 'trainee':
    case 'screen':
      return forPublic(state, available, null)
  }
}

function entrantLines(state: ContestState, withCodes: boolean): EntrantLine[] {
  const drawn = new Set(state.draws.filter(({ voided }) => voided === null).flatMap(({ entrantIds }) => entrantIds))
  const codeOf = new Map(Object.entries(state.mapping).map(([code, entrantId]) => [entrantId, code]))
  return Object.values(state.roster).map((entry) => {
    const code = withCodes ? codeOf.get(entry.entrantId) : undefined
    return {
      entrantId: entry.entrantId,
      number: entry.number,
      name: entry.name,
      delegation: entry.delegation,
      checkedInAt: state.checkedIn[entry.entrantId] ?? null,
      absent: state.absent[entry.entrantId] ?? null,
      group: groupOf(state, entry.entrantId),
      drawn: drawn.has(entry.entrantId) || code !== undefined,
      ...(code === undefined ? {} : { code }),
    }
  })
}

function base(state: ContestState, available: readonly string[]): ContestView {
  return {
    contestId: state.contestId,
    title: state.title,
    rulebook:
      state.rulebook === null
        ? null
        : { id: state.rulebook.rulebook.id, edition: state.rulebook.edition, publishedAt: state.rulebook.publishedAt },
    steps: steps(state, available),
    layers: layersOf(state),
    registration: state.registration,
    room: state.room,
    entrants: [],
    order:
      state.order === null
        ? null
        : {
            seed: state.order.seed,
            at: state.order.at,
            groups: state.order.groups.map((entrantIds, index) => ({ group: index + 1, entrantIds })),
          },
    draws: state.draws.map((draw) => ({
      batch: draw.batch,
      at: draw.at,
      codes: draw.codes.length,
      sealed: 'envelope' in draw.mapping,
      commitment: 'commitment' in draw.seed ? draw.seed.commitment : null,
      seed: 'open' in draw.seed ? draw.seed.open : null,
      voided: draw.voided,
    })),
    officers: Object.values(state.officers).map(({ layer, personId, name, recipient, opened }) => ({
      layer,
      personId,
      name,
      enrolled: recipient !== null,
      openedAt: opened?.at ?? null,
    })),
    codes: [],
    sessions: Object.values(state.sessions)
      .toSorted((a, b) => a.startsAt - b.startsAt || a.group - b.group)
      .map((session) => {
        const item = itemOf(state, session.stage, session.item)
        return {
          id: session.id,
          stage: session.stage,
          item: session.item,
          group: session.group,
          startsAt: session.startsAt,
          ...(session.endsAt === undefined ? {} : { endsAt: session.endsAt }),
          title: item?.title ?? { zh: session.item, en: session.item },
          type: item?.type ?? '',
          available: item !== undefined && available.includes(item.type),
          phase: session.phase,
          openedAt: session.openedAt,
          closedAt: session.closedAt,
          deadline: session.phase === 'open' ? (session.endsAt ?? null) : null,
          codes: codesOf(state, session).map(({ code }) => code),
          turn: isTurn(item),
          match: isMatch(item),
          onStage: session.onStage,
          onTheSpot: item?.marking.by === 'judges' && item.marking.onTheSpot,
        }
      }),
    results: [],
    panels: [],
    reviews: [],
    appeals: [],
    advanced: Object.entries(state.advanced).map(([stage, { codes, at, reason }]) => ({ stage, codes, at, reason })),
    matches: matchViews(state, 'desk'),
    markingClosed: Object.keys(state.markingClosed),
    currentStage: currentStage(state)?.id ?? null,
    archive: state.archive,
  }
}

function full(state: ContestState, available: readonly string[], mayReadResults: boolean): ContestView {
  const stages = state.rulebook?.rulebook.stages ?? []
  return {
    ...base(state, available),
    ...(mayReadResults
      ? { panels: panelLines(state), reviews: reviewViews(state), appeals: appealViews(state, null) }
      : {}),
    entrants: entrantLines(state, !isSealed(state)),
    codes: Object.values(state.codes).map(({ code, seat, group, attendance, attendanceReason, extraTimePercent }) => ({
      code,
      seat,
      group,
      attendance,
      attendanceReason,
      extraTimePercent,
    })),
    results: mayReadResults
      ? stages.flatMap((stage) => resultView(state, stage.id, 'officials') ?? [])
      : publishedResults(state),
  }
}

/** Names, order and schedule are public when they are made; results when they are published; codes never. */
function forPublic(state: ContestState, available: readonly string[], code: string | null): ContestView {
  const shown = base(state, available)
  const entrants = state.registration === 'closed' ? entrantLines(state, false) : []
  return {
    ...shown,
    steps: shown.steps.map((step) => ({ ...step, missing: [] })),
    room: { seats: [], spare: [] },
    officers: [],
    entrants: entrants.map((line) => ({ ...line, absent: line.absent === null ? null : '' })),
    sessions: shown.sessions.map((session) => ({
      ...session,
      // who stands on the stage is seen by all in the hall
      codes: code !== null && session.codes.includes(code) ? [code] : [],
    })),
    results: publishedResults(state),
    advanced: isSealed(state) ? [] : shown.advanced,
    matches: matchViews(state, { code }),
    archive: null,
  }
}

function publishedResults(state: ContestState) {
  return (state.rulebook?.rulebook.stages ?? [])
    .filter(({ id }) => state.results[id]?.published != null)
    .flatMap((stage) => resultView(state, stage.id, 'public') ?? [])
}
