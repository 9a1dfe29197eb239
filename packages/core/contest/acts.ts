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
  // 评分
  closeMarking: z.strictObject({ stage: idText }),
  recordResults: z.strictObject({
    stage: idText,
    /** code → item → score; a missing item was not sat. */
    scores: z.record(z.string(), z.record(z.string(), score)),
    /** code → item → seconds used. */
    secondsUsed: z.record(z.string(), z.record(z.string(), z.number().int().min(0))),
    heads: z.array(runHead),
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
  settleTie: z.strictObject({ stage: idText, order: z.array(z.string()).min(2), reason }),
  recordSignature: z.strictObject({
    stage: idText,
    role: z.string(),
    personId: idText,
    name: z.string(),
    digest: z.string(),
  }), // server
  decideAward: z.strictObject({ award: idText, entrants: z.array(z.string()), reason }),
  publishResults: z.strictObject({ stage: idText }),
  // 归档
  recordArchive: z.strictObject({ sha256: z.string(), bytes: z.number().int() }), // server
  tick: z.strictObject({}), // server
} as const

export type Acts = { [N in keyof typeof acts]: { name: N; payload: z.infer<(typeof acts)[N]> } }
export type Act = Acts[keyof Acts]
export type ActName = keyof typeof acts

export const serverActs = new Set<ActName>([
  'publishRulebook',
  'closeRegistration',
  'admit',
  'recordMaterial',
  'enrolOfficer',
  'recordDraw',
  'recordPinReset',
  'recordResults',
  'recordLayerOpened',
  'recordUnsealed',
  'recordSignature',
  'recordArchive',
  'tick',
])
