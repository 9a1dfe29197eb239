/**
 * The contest's own acts: what organisers, staff and officials do, from the pinned rulebook to the recorded archive.
 * The contest is a run like any other; its stream is the official record. Acts marked "server" are sent by the program
 * after it has checked what a rule cannot (a passphrase, a password) or gathered what lies outside the run (the roster).
 */
import { z } from 'zod'
import type { Score } from '../score.ts'
import { rulebook } from '../rulebook/schema.ts'

const reason = z.string().trim().min(1, '请填写原因 / a reason is needed').max(300)
const idText = z.string().min(1).max(80)

/** One row of the entry list as it was when registration closed. */
export const rosterEntry = z.strictObject({
  entrantId: idText,
  /** Candidate number 参赛号. */
  number: z.string().min(1).max(20),
  name: z.string().min(1).max(60),
  delegation: z.string().max(80),
  coaches: z.array(z.string().max(60)),
  members: z.array(z.string().max(60)),
  /** Extra working time that was granted beforehand, percent. */
  extraTimePercent: z.number().min(0).max(100),
})
export type RosterEntry = z.infer<typeof rosterEntry>

/** A place to sit and the name under which work is stored. */
export const drawnCode = z.strictObject({
  /** 赛位号: the name of the work. With no sealing it is the candidate number. */
  code: z.string().min(1).max(20),
  /** The physical seat. */
  seat: z.string().min(1).max(20),
  group: z.number().int().min(1),
  extraTimePercent: z.number().min(0).max(100),
  /** Judges who may not mark this code (own delegation, own student), by person id. */
  barredJudges: z.array(idText),
})
export type DrawnCode = z.infer<typeof drawnCode>

export const session = z.strictObject({
  id: idText,
  stage: idText,
  item: idText,
  group: z.number().int().min(1),
  startsAt: z.number(),
  /** For items that entrants start alone: until when. */
  endsAt: z.number().optional(),
})
export type Session = z.infer<typeof session>

export const attendance = z.enum(['present', 'absent', 'forfeited', 'disqualified'])
export type Attendance = z.infer<typeof attendance>

/** Somebody who is to judge: the delegation that this judge belongs to may not be marked by them. */
export const panelJudge = z.strictObject({
  personId: idText,
  name: z.string().min(1).max(60),
  delegation: z.string().max(80),
})
export type PanelJudge = z.infer<typeof panelJudge>

/** Which score is meant: one entrant's in one item. */
const piece = { stage: idText, item: idText, code: z.string().min(1).max(20) }

const sessionOnly = z.strictObject({ session: idText })
const withReason = z.strictObject({ session: idText, reason })

/** The chain head of one run when results were computed. */
export const runHead = z.strictObject({ runId: z.string(), version: z.number().int(), head: z.string() })
export type RunHead = z.infer<typeof runHead>

const score: z.ZodType<Score> = z.custom<Score>(
  (value) => typeof value === 'object' && value !== null && 'points' in value,
)

export const acts = {
  // 规程
  publishRulebook: z.strictObject({ rulebook, edition: z.string().min(1), changes: z.array(z.string()) }), // server
  // 报名
  openRegistration: z.strictObject({}),
  closeRegistration: z.strictObject({ roster: z.array(rosterEntry) }), // server
  reopenRegistration: z.strictObject({ reason }),
  /** Open-link contests: somebody joined; the number is the code. */
  admit: z.strictObject({ entry: rosterEntry }), // server
  /** Which material an item uses, by the content's hash; it is fixed once the first session of the item opens. */
  recordMaterial: z.strictObject({
    stage: idText,
    item: idText,
    materialId: idText.nullable(),
    title: z.string(),
    sha256: z.string(),
  }), // server
  // 赛场
  setRoom: z.strictObject({
    seats: z.array(z.string().min(1).max(20)).min(1).max(5000),
    spare: z.array(z.string().min(1).max(20)),
  }),
  planSessions: z.strictObject({ sessions: z.array(session) }),
  // 检录抽签
  checkIn: z.strictObject({ entrantId: idText }),
  undoCheckIn: z.strictObject({ entrantId: idText, reason }),
  markAbsent: z.strictObject({ entrantId: idText, reason }),
  /** Public draw of who competes in which group; the event keeps the seed. */
  drawOrder: z.strictObject({}),
  appointOfficer: z.strictObject({ layer: z.number().int().min(1).max(3), personId: idText, name: z.string() }),
  enrolOfficer: z.strictObject({
    layer: z.number().int().min(1).max(3),
    personId: idText,
    recipient: z.string(),
    recoveryRecipient: z.string(),
    lockedIdentity: z.string(),
  }), // server
  recordDraw: z.strictObject({
    batch: z.number().int().min(1),
    /** Who took part in this draw, by candidate number: it says nothing of who got which code. */
    entrantIds: z.array(idText).min(1),
    codes: z.array(drawnCode).min(1),
    /** Judges whose ties to delegations were looked up for `barredJudges`, with the delegation they had then. */
    judges: z.array(z.strictObject({ personId: idText, delegation: z.string().max(80) })).optional(),
    /** Sealed: SHA-256 of the secret seed; the seed itself lies in the envelope. Open: the seed. */
    seed: z.union([z.strictObject({ commitment: z.string() }), z.strictObject({ open: z.string() })]),
    /** Sealed: the onion in age armour. Open: code → entrantId. */
    mapping: z.union([
      z.strictObject({ envelope: z.string() }),
      z.strictObject({ open: z.record(z.string(), z.string()) }),
    ]),
  }), // server
  voidDraw: z.strictObject({ batch: z.number().int().min(1), reason }),
  // 赛项场次
  openSession: sessionOnly,
  pauseSession: withReason,
  resumeSession: sessionOnly,
  closeSession: withReason,
  giveTime: z.strictObject({
    session: idText,
    codes: z.union([z.literal('all'), z.array(z.string()).min(1)]),
    seconds: z
      .number()
      .int()
      .positive()
      .max(6 * 3600),
    reason,
  }),
  moveSeat: z.strictObject({ code: z.string(), toSeat: z.string().min(1).max(20), reason }),
  recordPinReset: z.strictObject({ code: z.string(), reason }), // server
  setAttendance: z.strictObject({ code: z.string(), attendance, reason }),
  judgeLate: z.strictObject({ session: idText, code: z.string(), accept: z.boolean(), reason }),
  /** Who is on the stage now, of an item that is performed in turn; nobody: the stage is empty. */
  callToStage: z.strictObject({ session: idText, codes: z.array(z.string()).max(2) }),
  // 对阵
  /** Who meets whom in a stage that is held in matches; the event keeps the seed, where there is one. */
  drawMatches: z.strictObject({ stage: idText }),
  /** A draw of matches that nobody has played yet is taken back. */
  voidMatches: z.strictObject({ stage: idText, reason }),
  // 评分
  /** Who marks an item, in order: the first that may mark a code do, the rest stand in for those who are barred. */
  appointPanel: z.strictObject({
    stage: idText,
    item: idText,
    /** Null: all groups. */
    group: z.number().int().min(1).nullable(),
    judges: z.array(panelJudge).min(1).max(30),
  }), // server
  /** The chief judge asks a panel to mark a piece again, or to talk. */
  callJudges: z.strictObject({ ...piece, kind: z.enum(['remark', 'talk']), note: reason }),
  /** The rulebook's number of pieces is drawn, for all to mark first. */
  beginCalibration: z.strictObject({ stage: idText, item: idText }),
  compareCalibration: z.strictObject({ stage: idText, item: idText }),
  endCalibration: z.strictObject({ stage: idText, item: idText }),
  closeMarking: z.strictObject({ stage: idText }), // server
  reopenMarking: z.strictObject({ stage: idText, reason }), // server
  recordResults: z.strictObject({
    stage: idText,
    /** code → item → score; a missing item was not sat. */
    scores: z.record(z.string(), z.record(z.string(), score)),
    /** code → item → seconds used. */
    secondsUsed: z.record(z.string(), z.record(z.string(), z.number().int().min(0))),
    heads: z.array(runHead),
  }), // server
  // 复核
  /** Which scores the supervisors check: the top band, and a drawn part of the rest. */
  drawReview: z.strictObject({ stage: idText }),
  recordFinding: z.strictObject({ ...piece, right: z.boolean(), note: z.string().trim().max(500) }),
  /** The chief judge answers a finding without a correction. */
  dismissFinding: z.strictObject({ ...piece, reason }),
  /**
   * A score changes after marking: what it replaces, why, and under whose name. `judge` and `line` name a mark; without them
   * the item's score itself is set. `score` is the raw score as it comes out now.
   */
  recordCorrection: z.strictObject({
    ...piece,
    judge: idText.nullable(),
    line: idText.nullable(),
    old: z.string().max(20),
    new: z.string().max(20),
    reason,
    cause: z.enum(['review', 'appeal', 'error']),
    appeal: idText.nullable(),
    score,
    personId: idText,
    name: z.string(),
  }), // server
  // 申诉
  fileAppeal: z.strictObject({
    appeal: idText,
    stage: idText,
    item: idText,
    entrantId: idText,
    personId: idText,
    name: z.string(),
    /** The clause of the rulebook that is said to be broken. */
    clause: z.string().trim().min(1).max(80),
    statement: z.string().trim().min(1).max(4000),
    /** Where every stream of the item stood: nothing of it can be changed unnoticed from here on. */
    evidence: z.array(runHead),
  }), // server
  withdrawAppeal: z.strictObject({ appeal: idText, personId: idText, reason }), // server
  ruleAppeal: z.strictObject({
    appeal: idText,
    upheld: z.boolean(),
    reason: z.string().trim().min(1).max(2000),
    personId: idText,
    name: z.string(),
  }), // server
  // 解密
  recordLayerOpened: z.strictObject({
    layer: z.number().int(),
    personId: idText,
    name: z.string(),
    withRecoveryKey: z.boolean(),
    /** By batch, what lay inside: the envelope of the next layer, still shut. Empty for the innermost layer. */
    inner: z.record(z.string(), z.string()),
  }), // server
  recordUnsealed: z.strictObject({ mapping: z.record(z.string(), z.string()), seeds: z.array(z.string()) }), // server
  // 成绩
  /** The chief judge's order; where the rulebook asks the judges together, it stands once each of them has signed. */
  settleTie: z.strictObject({ stage: idText, order: z.array(z.string()).min(2), reason }),
  signTie: z.strictObject({
    stage: idText,
    order: z.array(z.string()).min(2),
    personId: idText,
    name: z.string(),
  }), // server
  recordSignature: z.strictObject({
    stage: idText,
    role: z.string(),
    personId: idText,
    name: z.string(),
    digest: z.string(),
  }), // server
  decideAward: z.strictObject({ award: idText, entrants: z.array(z.string()), reason }),
  publishResults: z.strictObject({ stage: idText }),
  // 晋级
  /** Who goes on by the rulebook's rule; refused while people have to decide. */
  advance: z.strictObject({ stage: idText }),
  /** People decide: those at the border, or all where the rule leaves it to them. */
  decideAdvancement: z.strictObject({ stage: idText, codes: z.array(z.string()).min(1), reason }),
  // 归档
  recordArchive: z.strictObject({ sha256: z.string(), bytes: z.number().int() }), // server
  tick: z.strictObject({}), // server
} as const

export type Acts = { [N in keyof typeof acts]: { name: N; payload: z.infer<(typeof acts)[N]> } }
export type Act = Acts[keyof Acts]
export type ActName = keyof typeof acts
export type Payload<N extends ActName> = Acts[N]['payload']

export const serverActs = new Set<ActName>([
  'publishRulebook',
  'closeRegistration',
  'admit',
  'recordMaterial',
  'enrolOfficer',
  'recordDraw',
  'recordPinReset',
  'appointPanel',
  'closeMarking',
  'reopenMarking',
  'recordResults',
  'recordCorrection',
  'fileAppeal',
  'withdrawAppeal',
  'ruleAppeal',
  'signTie',
  'recordLayerOpened',
  'recordUnsealed',
  'recordSignature',
  'recordArchive',
  'tick',
])
