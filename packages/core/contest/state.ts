/** The contest as its stream of acts has made it. Plain JSON: it is snapshotted, and replaying the stream gives it again. */
import type { Actor, Instant, Role } from '../run.ts'
import type { Rulebook } from '../rulebook/schema.ts'
import type { Score, Text } from '../score.ts'
import type { Attendance, DrawnCode, PanelJudge, Payload, RosterEntry, RunHead, Session } from './acts.ts'

/** What the journal keeps. An act's event carries the act's payload, with what was drawn or measured where that is more. */
export type ContestEvent =
  | { name: 'created'; payload: { contestId: string; title: Text } }
  | { name: 'rulebookPublished'; payload: Payload<'publishRulebook'> }
  | { name: 'registrationOpened'; payload: Payload<'openRegistration'> }
  | { name: 'registrationClosed'; payload: Payload<'closeRegistration'> }
  | { name: 'registrationReopened'; payload: Payload<'reopenRegistration'> }
  | { name: 'admitted'; payload: Payload<'admit'> }
  | { name: 'materialRecorded'; payload: Payload<'recordMaterial'> }
  | { name: 'roomSet'; payload: Payload<'setRoom'> }
  | { name: 'sessionsPlanned'; payload: Payload<'planSessions'> }
  | { name: 'checkedIn'; payload: Payload<'checkIn'> }
  | { name: 'checkInUndone'; payload: Payload<'undoCheckIn'> }
  | { name: 'markedAbsent'; payload: Payload<'markAbsent'> }
  | { name: 'orderDrawn'; payload: { seed: string; groups: string[][] } }
  | { name: 'officerAppointed'; payload: Payload<'appointOfficer'> }
  | { name: 'officerEnrolled'; payload: Payload<'enrolOfficer'> }
  | { name: 'drawn'; payload: Payload<'recordDraw'> }
  | { name: 'drawVoided'; payload: Payload<'voidDraw'> }
  | {
      name: 'sessionOpened'
      /** Without `endsAt` people end it: what is performed in turn takes as long as it takes. */
      payload: { session: string; minutes: number; endsAt?: Instant; itemSeed: string }
    }
  | { name: 'sessionPaused'; payload: Payload<'pauseSession'> }
  | { name: 'sessionResumed'; payload: Payload<'resumeSession'> }
  | { name: 'sessionClosed'; payload: { session: string; how: 'clock' | 'staff'; reason?: string } }
  | { name: 'timeGiven'; payload: { session: string; codes: string[]; seconds: number; reason: string } }
  | { name: 'seatMoved'; payload: Payload<'moveSeat'> }
  | { name: 'pinReset'; payload: Payload<'recordPinReset'> }
  | { name: 'attendanceSet'; payload: Payload<'setAttendance'> }
  | { name: 'lateJudged'; payload: Payload<'judgeLate'> }
  | { name: 'calledToStage'; payload: Payload<'callToStage'> }
  /** `groups`: the codes of each match, in order; a match of one is passed without playing. */
  | { name: 'matchesDrawn'; payload: { stage: string; seed: string | null; groups: string[][] } }
  | { name: 'matchesVoided'; payload: Payload<'voidMatches'> }
  | { name: 'panelAppointed'; payload: Payload<'appointPanel'> }
  | { name: 'judgesCalled'; payload: Payload<'callJudges'> }
  | { name: 'calibrationBegun'; payload: { stage: string; item: string; seed: string; codes: string[] } }
  | { name: 'calibrationCompared'; payload: Payload<'compareCalibration'> }
  | { name: 'calibrationEnded'; payload: Payload<'endCalibration'> }
  | { name: 'markingClosed'; payload: Payload<'closeMarking'> }
  | { name: 'markingReopened'; payload: Payload<'reopenMarking'> }
  | { name: 'reviewDrawn'; payload: { stage: string; seed: string; top: string[]; drawn: string[] } }
  | { name: 'findingRecorded'; payload: Payload<'recordFinding'> & { personId: string } }
  | { name: 'findingDismissed'; payload: Payload<'dismissFinding'> }
  /** More errors than the rulebook allows: every score is checked. */
  | { name: 'reviewWidened'; payload: { stage: string; checked: number; wrong: number } }
  | { name: 'scoreCorrected'; payload: Payload<'recordCorrection'> }
  | { name: 'appealFiled'; payload: Payload<'fileAppeal'> }
  | { name: 'appealWithdrawn'; payload: Payload<'withdrawAppeal'> }
  | { name: 'appealRuled'; payload: Payload<'ruleAppeal'> }
  | { name: 'resultsRecorded'; payload: Payload<'recordResults'> }
  | { name: 'layerOpened'; payload: Payload<'recordLayerOpened'> }
  | { name: 'unsealed'; payload: Payload<'recordUnsealed'> }
  /** An order that waits for the signatures of all the judges. */
  | { name: 'tieProposed'; payload: Payload<'settleTie'> & { signers: string[] } }
  | { name: 'tieSigned'; payload: Payload<'signTie'> }
  | { name: 'tieSettled'; payload: Payload<'settleTie'> }
  | { name: 'signed'; payload: Payload<'recordSignature'> }
  | { name: 'awardDecided'; payload: Payload<'decideAward'> }
  | { name: 'resultsPublished'; payload: Payload<'publishResults'> }
  | { name: 'advanced'; payload: { stage: string; codes: string[]; reason: string | null } }
  | { name: 'archived'; payload: Payload<'recordArchive'> }

export interface CodeState extends DrawnCode {
  batch: number
  attendance: Attendance
  attendanceReason: string | null
}

export interface SessionState extends Session {
  phase: 'planned' | 'open' | 'paused' | 'closed'
  minutes: number
  openedAt: Instant | null
  closedAt: Instant | null
  pausedAt: Instant | null
  /** When time is up for codes that have more than the others: extra time, or time given back. */
  ends: Record<string, Instant>
  /** Codes that are on the stage now, of an item that is performed in turn. */
  onStage: string[]
}

export interface PanelState {
  stage: string
  item: string
  group: number | null
  judges: PanelJudge[]
  at: Instant
}

export interface Calibration {
  codes: string[]
  seed: string
  phase: 'alone' | 'compared' | 'ended'
}

export interface Finding {
  code: string
  item: string
  right: boolean
  note: string
  personId: string
  at: Instant
  /** What became of an error: a correction, or the chief judge's answer. */
  answer: null | { correction: number } | { dismissed: string }
}

export interface ReviewState {
  seed: string
  at: Instant
  top: string[]
  drawn: string[]
  /** Too many errors: everything is checked. */
  all: boolean
  /** By `pieceKey`; the latest finding counts. */
  findings: Record<string, Finding>
}

/** A correction as it stands in the record; `version` orders them. */
export interface CorrectionState extends Omit<Payload<'recordCorrection'>, 'score'> {
  at: Instant
}

export interface AppealState extends Payload<'fileAppeal'> {
  at: Instant
  withdrawn: { reason: string; at: Instant } | null
  ruling: { upheld: boolean; reason: string; personId: string; name: string; at: Instant } | null
}

export interface TieProposal {
  order: string[]
  reason: string
  by: Actor
  at: Instant
  /** Person ids whose signatures are needed. */
  signers: string[]
  signed: { personId: string; name: string; at: Instant }[]
}

export interface DrawState {
  batch: number
  at: Instant
  entrantIds: string[]
  codes: string[]
  /** Whose ties to delegations were looked up. */
  judges: { personId: string; delegation: string }[]
  seed: Payload<'recordDraw'>['seed']
  mapping: Payload<'recordDraw'>['mapping']
  voided: string | null
}

export interface OfficerState {
  layer: number
  personId: string
  name: string
  recipient: string | null
  recoveryRecipient: string | null
  lockedIdentity: string | null
  opened: {
    at: Instant
    personId: string
    name: string
    withRecoveryKey: boolean
    inner: Record<string, string>
  } | null
}

export interface StageResult {
  at: Instant
  scores: Record<string, Record<string, Score>>
  secondsUsed: Record<string, Record<string, number>>
  heads: RunHead[]
  settled: { order: string[]; reason: string; at: Instant; by: Actor }[]
  proposals: TieProposal[]
  corrections: CorrectionState[]
  /** Raw scores that corrections put in the place of `scores`. */
  corrected: Record<string, Record<string, Score>>
  signatures: { role: Role; personId: string; name: string; at: Instant; digest: string }[]
  /** Who was there, as it stood when it was settled who goes on: who is missing later was not missing here. */
  attendance?: Record<string, Attendance>
  published: Instant | null
}

export interface ContestState {
  contestId: string
  title: Text
  rulebook: { rulebook: Rulebook; edition: string; publishedAt: Instant } | null
  registration: 'notOpen' | 'open' | 'closed'
  /** By entrant id, in the roster's order. */
  roster: Record<string, RosterEntry>
  /** By item, from its first session on: what the common paper was drawn from. Never shown before the archive. */
  itemSeeds: Record<string, string>
  materials: Record<string, { materialId: string | null; title: string; sha256: string }>
  /** By stage: who meets whom. A match is named by its place, from 1, and is the `group` of its sessions. */
  matches: Record<string, { seed: string | null; groups: string[][]; at: Instant }>
  room: { seats: string[]; spare: string[] }
  checkedIn: Record<string, Instant>
  absent: Record<string, string>
  order: { seed: string; at: Instant; groups: string[][] } | null
  officers: Record<number, OfficerState>
  draws: DrawState[]
  codes: Record<string, CodeState>
  sessions: Record<string, SessionState>
  /** By `panelKey`. */
  panels: Record<string, PanelState>
  calibrations: Record<string, Calibration>
  markingClosed: Record<string, Instant>
  reviews: Record<string, ReviewState>
  /** In the order in which they came. */
  appeals: Record<string, AppealState>
  /** Who went on from a stage to the next. */
  advanced: Record<string, { codes: string[]; at: Instant; reason: string | null }>
  results: Record<string, StageResult>
  /** Code → entrant id of all open draws, and of the sealed ones once unsealed. */
  mapping: Record<string, string>
  unsealedAt: Instant | null
  revealedSeeds: string[]
  decidedAwards: Record<string, { entrants: string[]; reason: string; at: Instant }>
  archive: { sha256: string; bytes: number; at: Instant } | null
}

/** The key of an item's material: items are named within their stage. */
export function itemKey(stage: string, item: string): string {
  return `${stage}/${item}`
}

/** The key of an item's panel: for all groups, or one group's own. */
export function panelKey(stage: string, item: string, group: number | null): string {
  return group === null ? itemKey(stage, item) : `${itemKey(stage, item)}/${group}`
}

/** The key of a finding, and of whatever else is about one score of a stage. */
export function pieceKey({ code, item }: { code: string; item: string }): string {
  return `${code}/${item}`
}
