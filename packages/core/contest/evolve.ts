/** What each act in the stream makes of the contest. */
import type { Recorded, Role } from '../run.ts'
import { sameSet } from './same-set.ts'
import {
  itemKey,
  panelKey,
  pieceKey,
  type AppealState,
  type Calibration,
  type CodeState,
  type ContestEvent,
  type ContestState,
  type Finding,
  type OfficerState,
  type ReviewState,
  type SessionState,
  type StageResult,
  type TieProposal,
} from './state.ts'

export function evolve(state: ContestState | null, event: Recorded<ContestEvent>): ContestState {
  if (state === null) {
    if (event.name !== 'created') throw new Error(`a contest begins with created, not ${event.name}`)
    return {
      contestId: event.payload.contestId,
      title: event.payload.title,
      rulebook: null,
      registration: 'notOpen',
      roster: {},
      itemSeeds: {},
      materials: {},
      matches: {},
      room: { seats: [], spare: [] },
      checkedIn: {},
      absent: {},
      order: null,
      officers: {},
      draws: [],
      codes: {},
      sessions: {},
      panels: {},
      calibrations: {},
      markingClosed: {},
      reviews: {},
      appeals: {},
      advanced: {},
      results: {},
      mapping: {},
      unsealedAt: null,
      revealedSeeds: [],
      decidedAwards: {},
      archive: null,
    }
  }
  const { at } = event
  switch (event.name) {
    case 'created':
      throw new Error('created twice')
    case 'rulebookPublished':
      return {
        ...state,
        rulebook: { rulebook: event.payload.rulebook, edition: event.payload.edition, publishedAt: at },
      }
    case 'registrationOpened':
    case 'registrationReopened':
      return { ...state, registration: 'open' }
    case 'registrationClosed':
      return {
        ...state,
        registration: 'closed',
        roster: Object.fromEntries(event.payload.roster.map((entry) => [entry.entrantId, entry])),
      }
    case 'admitted': {
      const { entry } = event.payload
      return {
        ...state,
        roster: { ...state.roster, [entry.entrantId]: entry },
        codes: {
          ...state.codes,
          [entry.number]: {
            code: entry.number,
            seat: entry.number,
            group: 1,
            extraTimePercent: entry.extraTimePercent,
            barredJudges: [],
            batch: 0,
            attendance: 'present',
            attendanceReason: null,
          },
        },
        mapping: { ...state.mapping, [entry.number]: entry.entrantId },
      }
    }
    case 'materialRecorded': {
      const { stage, item, materialId, title, sha256 } = event.payload
      return { ...state, materials: { ...state.materials, [itemKey(stage, item)]: { materialId, title, sha256 } } }
    }
    case 'roomSet':
      return { ...state, room: event.payload }
    case 'sessionsPlanned': {
      const kept = Object.values(state.sessions).filter((session) => session.phase !== 'planned')
      const planned = event.payload.sessions
        .filter((session) => !kept.some((other) => other.id === session.id))
        .map((session): SessionState => ({
          ...session,
          phase: 'planned',
          minutes: 0,
          openedAt: null,
          closedAt: null,
          pausedAt: null,
          ends: {},
          onStage: [],
        }))
      return { ...state, sessions: Object.fromEntries([...kept, ...planned].map((session) => [session.id, session])) }
    }
    case 'checkedIn':
      return {
        ...state,
        checkedIn: { ...state.checkedIn, [event.payload.entrantId]: at },
        absent: without(state.absent, event.payload.entrantId),
      }
    case 'checkInUndone':
      return {
        ...state,
        checkedIn: without(state.checkedIn, event.payload.entrantId),
        absent: without(state.absent, event.payload.entrantId),
      }
    case 'markedAbsent':
      return {
        ...state,
        checkedIn: without(state.checkedIn, event.payload.entrantId),
        absent: { ...state.absent, [event.payload.entrantId]: event.payload.reason },
      }
    case 'orderDrawn':
      return { ...state, order: { seed: event.payload.seed, at, groups: event.payload.groups } }
    case 'officerAppointed': {
      const { layer, personId, name } = event.payload
      const officer: OfficerState = {
        layer,
        personId,
        name,
        recipient: null,
        recoveryRecipient: null,
        lockedIdentity: null,
        opened: null,
      }
      return { ...state, officers: { ...state.officers, [layer]: officer } }
    }
    case 'officerEnrolled': {
      const { layer, recipient, recoveryRecipient, lockedIdentity } = event.payload
      const officer = state.officers[layer]!
      return {
        ...state,
        officers: { ...state.officers, [layer]: { ...officer, recipient, recoveryRecipient, lockedIdentity } },
      }
    }
    case 'drawn': {
      const { batch, entrantIds, codes, seed, mapping } = event.payload
      const drawn = codes.map((code): [string, CodeState] => [
        code.code,
        { ...code, batch, attendance: 'present', attendanceReason: null },
      ])
      return {
        ...state,
        draws: [
          ...state.draws,
          {
            batch,
            at,
            entrantIds,
            codes: codes.map(({ code }) => code),
            judges: event.payload.judges ?? [],
            seed,
            mapping,
            voided: null,
          },
        ],
        codes: { ...state.codes, ...Object.fromEntries(drawn) },
        mapping: 'open' in mapping ? { ...state.mapping, ...mapping.open } : state.mapping,
      }
    }
    case 'drawVoided': {
      const draw = state.draws.find(({ batch }) => batch === event.payload.batch)!
      const gone = new Set(draw.codes)
      const keep = <T>(record: Record<string, T>) =>
        Object.fromEntries(Object.entries(record).filter(([code]) => !gone.has(code)))
      return {
        ...state,
        draws: state.draws.map((other) => (other === draw ? { ...draw, voided: event.payload.reason } : other)),
        codes: keep(state.codes),
        mapping: keep(state.mapping),
      }
    }
    case 'sessionOpened': {
      const { minutes, endsAt, itemSeed } = event.payload
      const opened = state.sessions[event.payload.session]!
      const itemSeeds = { ...state.itemSeeds, [itemKey(opened.stage, opened.item)]: itemSeed }
      return withSession({ ...state, itemSeeds }, event.payload.session, (session) => {
        if (endsAt === undefined) return { ...session, phase: 'open', minutes, openedAt: at }
        const slower = Object.values(state.codes).filter(
          (code) => code.group === session.group && code.extraTimePercent > 0,
        )
        const ends = Object.fromEntries(
          slower.map((code) => [code.code, endsAt + minutes * 600 * code.extraTimePercent]),
        )
        return { ...session, phase: 'open', minutes, openedAt: at, endsAt, ends }
      })
    }
    case 'sessionPaused':
      return withSession(state, event.payload.session, (session) => ({ ...session, phase: 'paused', pausedAt: at }))
    case 'sessionResumed':
      return withSession(state, event.payload.session, (session) => {
        const paused = at - session.pausedAt!
        const ends = Object.fromEntries(Object.entries(session.ends).map(([code, end]) => [code, end + paused]))
        const endsAt = session.endsAt === undefined ? {} : { endsAt: session.endsAt + paused }
        return { ...session, phase: 'open', pausedAt: null, ...endsAt, ends }
      })
    case 'sessionClosed':
      return withSession(state, event.payload.session, (session) => ({
        ...session,
        phase: 'closed',
        closedAt: at,
        pausedAt: null,
        onStage: [],
      }))
    case 'timeGiven': {
      const { session: id, codes, seconds } = event.payload
      return withSession(state, id, (session) => {
        // Where no common clock runs, time is given in the turn itself.
        if (session.endsAt === undefined) return session
        // Given after the end: the session is open again for these codes, from now on.
        const over = session.phase === 'closed'
        const ends = { ...session.ends }
        for (const code of codes) ends[code] = (over ? at : (ends[code] ?? session.endsAt!)) + seconds * 1000
        return { ...session, ends, ...(over ? { phase: 'open' as const, closedAt: null } : {}) }
      })
    }
    case 'seatMoved':
      return withCode(state, event.payload.code, (code) => ({ ...code, seat: event.payload.toSeat }))
    case 'pinReset':
    case 'lateJudged':
      return state
    case 'attendanceSet':
      return withCode(state, event.payload.code, (code) => ({
        ...code,
        attendance: event.payload.attendance,
        attendanceReason: event.payload.reason,
      }))
    case 'matchesDrawn': {
      const { stage, seed, groups } = event.payload
      return { ...state, matches: { ...state.matches, [stage]: { seed, groups, at } } }
    }
    case 'matchesVoided': {
      const { [event.payload.stage]: _voided, ...matches } = state.matches
      return { ...state, matches }
    }
    case 'calledToStage':
      return withSession(state, event.payload.session, (session) => ({ ...session, onStage: event.payload.codes }))
    case 'panelAppointed': {
      const { stage, item, group } = event.payload
      return {
        ...state,
        panels: { ...state.panels, [panelKey(stage, item, group)]: { ...event.payload, at } },
      }
    }
    case 'judgesCalled':
      return state
    case 'calibrationBegun': {
      const { stage, item, seed, codes } = event.payload
      const begun: Calibration = { codes, seed, phase: 'alone' }
      return { ...state, calibrations: { ...state.calibrations, [itemKey(stage, item)]: begun } }
    }
    case 'calibrationCompared':
    case 'calibrationEnded': {
      const key = itemKey(event.payload.stage, event.payload.item)
      const phase = event.name === 'calibrationEnded' ? 'ended' : 'compared'
      return { ...state, calibrations: { ...state.calibrations, [key]: { ...state.calibrations[key]!, phase } } }
    }
    case 'markingClosed':
      return { ...state, markingClosed: { ...state.markingClosed, [event.payload.stage]: at } }
    case 'markingReopened':
      return {
        ...state,
        markingClosed: without(state.markingClosed, event.payload.stage),
        results: without(state.results, event.payload.stage),
        reviews: without(state.reviews, event.payload.stage),
      }
    case 'reviewDrawn': {
      const { stage, seed, top, drawn } = event.payload
      const review: ReviewState = { seed, at, top, drawn, all: false, findings: {} }
      return { ...state, reviews: { ...state.reviews, [stage]: review } }
    }
    case 'findingRecorded': {
      const { stage, ...found } = event.payload
      return withReview(state, stage, (review) => ({
        ...review,
        findings: { ...review.findings, [pieceKey(found)]: { ...found, at, answer: null } },
      }))
    }
    case 'findingDismissed': {
      const { stage, reason } = event.payload
      return answered(state, stage, pieceKey(event.payload), { dismissed: reason })
    }
    case 'reviewWidened':
      return withReview(state, event.payload.stage, (review) => ({ ...review, all: true }))
    case 'scoreCorrected': {
      const { score, ...correction } = event.payload
      const { stage, code, item } = correction
      const number = state.results[stage]!.corrections.length
      const corrected = withResult(state, stage, (result) => ({
        ...result,
        corrections: [...result.corrections, { ...correction, at }],
        corrected: { ...result.corrected, [code]: { ...result.corrected[code], [item]: score } },
        // What was signed and published no longer stands; it is signed and published anew.
        signatures: [],
        published: null,
      }))
      return answered(corrected, stage, pieceKey(correction), { correction: number })
    }
    case 'appealFiled': {
      const appeal: AppealState = { ...event.payload, at, withdrawn: null, ruling: null }
      return { ...state, appeals: { ...state.appeals, [appeal.appeal]: appeal } }
    }
    case 'appealWithdrawn': {
      const withdrawn = { reason: event.payload.reason, at }
      return withAppeal(state, event.payload.appeal, (appeal) => ({ ...appeal, withdrawn }))
    }
    case 'appealRuled': {
      const { appeal: id, ...ruling } = event.payload
      return withAppeal(state, id, (appeal) => ({ ...appeal, ruling: { ...ruling, at } }))
    }
    case 'resultsRecorded': {
      const { stage, scores, secondsUsed, heads } = event.payload
      const result: StageResult = {
        at,
        scores,
        secondsUsed,
        heads,
        settled: [],
        proposals: [],
        corrections: [],
        corrected: {},
        signatures: [],
        published: null,
      }
      return { ...state, results: { ...state.results, [stage]: result } }
    }
    case 'layerOpened': {
      const { layer, ...opener } = event.payload
      const opened = { at, ...opener }
      return { ...state, officers: { ...state.officers, [layer]: { ...state.officers[layer]!, opened } } }
    }
    case 'unsealed':
      return {
        ...state,
        mapping: { ...state.mapping, ...event.payload.mapping },
        unsealedAt: at,
        revealedSeeds: event.payload.seeds,
      }
    case 'tieProposed': {
      const { stage, order, reason, signers } = event.payload
      const proposal: TieProposal = { order, reason, signers, by: event.by, at, signed: [] }
      return withResult(state, stage, (result) => ({
        ...result,
        proposals: [...result.proposals.filter((other) => !sameSet(other.order, order)), proposal],
      }))
    }
    case 'tieSigned': {
      const { stage, order, personId, name } = event.payload
      return withResult(state, stage, (result) => ({
        ...result,
        proposals: result.proposals.map((proposal) =>
          proposal.order.join('\n') === order.join('\n')
            ? { ...proposal, signed: [...proposal.signed, { personId, name, at }] }
            : proposal,
        ),
      }))
    }
    case 'tieSettled':
      return withResult(state, event.payload.stage, (result) => ({
        ...result,
        settled: [...result.settled, { order: event.payload.order, reason: event.payload.reason, at, by: event.by }],
      }))
    case 'signed': {
      const { stage, role, personId, name, digest } = event.payload
      return withResult(state, stage, (result) => ({
        ...result,
        signatures: [...result.signatures, { role: role as Role, personId, name, at, digest }],
      }))
    }
    case 'awardDecided': {
      const { award, entrants, reason } = event.payload
      return { ...state, decidedAwards: { ...state.decidedAwards, [award]: { entrants, reason, at } } }
    }
    case 'resultsPublished':
      return withResult(state, event.payload.stage, (result) => ({ ...result, published: at }))
    case 'advanced': {
      const { stage, codes, reason } = event.payload
      const attendance = Object.fromEntries(Object.values(state.codes).map((code) => [code.code, code.attendance]))
      return {
        ...withResult(state, stage, (result) => ({ ...result, attendance })),
        advanced: { ...state.advanced, [stage]: { codes, at, reason } },
      }
    }
    case 'archived':
      return { ...state, archive: { ...event.payload, at } }
  }
}

function without<T>(record: Record<string, T>, key: string): Record<string, T> {
  const { [key]: _, ...rest } = record
  return rest
}

function withSession(state: ContestState, id: string, change: (session: SessionState) => SessionState): ContestState {
  return { ...state, sessions: { ...state.sessions, [id]: change(state.sessions[id]!) } }
}

function withCode(state: ContestState, code: string, change: (code: CodeState) => CodeState): ContestState {
  return { ...state, codes: { ...state.codes, [code]: change(state.codes[code]!) } }
}

function withResult(state: ContestState, stage: string, change: (result: StageResult) => StageResult): ContestState {
  return { ...state, results: { ...state.results, [stage]: change(state.results[stage]!) } }
}

function withReview(state: ContestState, stage: string, change: (review: ReviewState) => ReviewState): ContestState {
  return { ...state, reviews: { ...state.reviews, [stage]: change(state.reviews[stage]!) } }
}

/** An error that was found gets its answer; a correction outside the review answers nothing. */
function answered(state: ContestState, stage: string, key: string, answer: Finding['answer']): ContestState {
  const finding = state.reviews[stage]?.findings[key]
  if (finding === undefined || finding.right || finding.answer !== null) return state
  return withReview(state, stage, (review) => ({
    ...review,
    findings: { ...review.findings, [key]: { ...finding, answer } },
  }))
}

function withAppeal(state: ContestState, id: string, change: (appeal: AppealState) => AppealState): ContestState {
  return { ...state, appeals: { ...state.appeals, [id]: change(state.appeals[id]!) } }
}
