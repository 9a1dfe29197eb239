/** What the contest's run shows. Types only: the web reads these, `rules.ts` makes them. */
import type { Instant } from '../run.ts'
import type { Score, Text } from '../score.ts'
import type { Attendance, Session } from './acts.ts'

export const stepIds = [
  'rulebook',
  'registration',
  'checkIn',
  'sessions',
  'marking',
  'review',
  'results',
  'archive',
] as const
export type StepId = (typeof stepIds)[number]

/** 规程 → 报名 → 检录抽签 → 赛项场次 → 评分 → 复核仲裁 → 成绩 → 奖项归档 */
export interface Step {
  id: StepId
  state: 'done' | 'working' | 'waiting' | 'notNeeded'
  /** What stands between this step and done, in the order to do it; the first one's act is the step's primary button. */
  missing: { code: string; text: Text; act?: string }[]
}

export interface EntrantLine {
  entrantId: string
  number: string
  name: string
  delegation: string
  checkedInAt: Instant | null
  absent: string | null
  group: number | null
  /** Which draw took this entrant; never which code while that is sealed. */
  drawn: boolean
  /** Only where nothing is sealed, or after unsealing. */
  code?: string
}

export interface CodeLine {
  code: string
  seat: string
  group: number
  attendance: Attendance
  attendanceReason: string | null
  extraTimePercent: number
}

export interface SessionLine extends Session {
  title: Text
  /** The item's type. */
  type: string
  /** False where the item's type is not built yet. */
  available: boolean
  phase: 'planned' | 'open' | 'paused' | 'closed'
  openedAt: Instant | null
  closedAt: Instant | null
  /** Set while open: when the common time ends (without what single seats were given). */
  deadline: Instant | null
  codes: string[]
  /** Performed one after another: these codes are on the stage. */
  turn: boolean
  /** All of them meet in one run, the match of this group's number, and a host leads it. */
  match: boolean
  onStage: string[]
  /** The score is told in the hall as soon as all judges have handed in. */
  onTheSpot: boolean
}

/** An item that people mark, and its panel. */
export interface PanelLine {
  stage: string
  item: string
  title: Text
  /** How many judges the rulebook asks for. */
  due: number
  panels: { group: number | null; judges: { personId: string; name: string; delegation: string }[] }[]
  /** Codes that too few of the panel may mark (own delegation, own student). */
  short: string[]
  /** How many pieces are marked by all first; 0: none. */
  calibration: number
  calibrating: { codes: string[]; phase: 'alone' | 'compared' | 'ended' } | null
}

export interface ReviewView {
  stage: string
  seed: string
  at: Instant
  top: string[]
  drawn: string[]
  /** Came into the top band after the draw, and are checked too. */
  risen: string[]
  all: boolean
  pieces: { code: string; item: string; finding: FindingView | null }[]
  /** Percent of the checked that were wrong, rounded to one decimal, as text. */
  errorRate: string
  limit: string
}

export interface FindingView {
  right: boolean
  note: string
  at: Instant
  answer: null | { correction: number } | { dismissed: string }
}

export interface CorrectionView {
  code: string
  item: string
  judge: string | null
  line: string | null
  old: string
  new: string
  reason: string
  cause: 'review' | 'appeal' | 'error'
  appeal: string | null
  name: string
  at: Instant
}

export interface AppealView {
  appeal: string
  stage: string
  item: string
  entrantId: string
  entrant: string
  delegation: string
  /** Only where it is not sealed. */
  code?: string
  name: string
  clause: string
  statement: string
  at: Instant
  /** How many streams of the item are frozen, and the digest of all of them. */
  evidence: { runs: number; digest: string }
  withdrawn: { reason: string; at: Instant } | null
  ruling: { upheld: boolean; reason: string; name: string; at: Instant } | null
  /** Upheld, and the correction that followed. */
  corrected: boolean
}

export interface AdvancementView {
  stage: string
  codes: string[]
  at: Instant
  reason: string | null
}

/** Who meets whom in one stage: the groups or the pairs that were drawn. */
export interface MatchesView {
  stage: string
  /** The stage as the rulebook writes it, of which this is a round; the stage itself where it has no rounds. */
  of: string
  round: { number: number; count: number } | null
  by: 'groups' | 'knockout'
  /** A knockout's last round: its second match is for third place. */
  thirdPlace: boolean
  title: Text
  /** Null: nothing was left to lot. */
  seed: string | null
  at: Instant
  groups: MatchView[]
}

export interface MatchView {
  /** From 1; the `group` of its sessions. */
  number: number
  codes: string[]
  /** By code; absent while identities are sealed. */
  names?: Record<string, string>
  /** Of a knockout, once the result is published or it is known who goes on. */
  winner?: string
  /** Who went on to the next stage. */
  on?: string[]
  /** Totals by code, once the result is published. */
  scores?: Record<string, string>
}

export interface OfficerLine {
  layer: number
  personId: string
  name: string
  /** Has set the passphrase. */
  enrolled: boolean
  openedAt: Instant | null
}

export interface ResultLine {
  /** The entrant's number and name after unsealing; before, the code stands alone. */
  code: string
  entrantId?: string
  number?: string
  name?: string
  delegation?: string
  /** Null: listed apart without a rank. */
  rank: number | null
  attendance: Attendance
  total: string
  secondsUsed: number
  /** The tree: item scores below. Not on public views. */
  score?: Score
  items: Record<string, string>
  award?: Text
}

export interface ResultView {
  stage: string
  computedAt: Instant
  lines: ResultLine[]
  /** Codes that are still equal and wait for people; nothing is broken silently. */
  openTies: {
    codes: string[]
    rank: number
    why: 'deliberation' | 'undecided'
    /** An order that waits for signatures. */
    proposal: { order: string[]; reason: string; signers: string[]; signed: string[] } | null
  }[]
  corrections: CorrectionView[]
  /** Where the rulebook lets some go on: who is certain, and who is equal at the border. Null where nothing follows. */
  advancing: { certain: string[]; undecided: { codes: string[]; seats: number }[]; byDecision: boolean } | null
  /** What signers sign: the digest of the lines as they are shown. */
  digest: string
  signatures: { role: string; name: string; at: Instant }[]
  waitsFor: string[]
  published: Instant | null
  awards: {
    id: string
    title: Text
    prize?: Text
    lines: { entrantId: string; name: string; delegation: string; coaches: string[] }[]
  }[]
}

export interface ContestView {
  contestId: string
  title: Text
  rulebook: { id: string; edition: string; publishedAt: Instant } | null
  steps: Step[]
  layers: number
  registration: 'notOpen' | 'open' | 'closed'
  room: { seats: string[]; spare: string[] }
  entrants: EntrantLine[]
  order: { seed: string; at: Instant; groups: { group: number; entrantIds: string[] }[] } | null
  draws: {
    batch: number
    at: Instant
    codes: number
    sealed: boolean
    commitment: string | null
    seed: string | null
    voided: string | null
  }[]
  officers: OfficerLine[]
  codes: CodeLine[]
  sessions: SessionLine[]
  results: ResultView[]
  /** For officials and the organiser: items that people mark. */
  panels: PanelLine[]
  /** For officials and the organiser. */
  reviews: ReviewView[]
  /** For officials and the organiser; a leader sees the own delegation's. */
  appeals: AppealView[]
  advanced: AdvancementView[]
  /** Of stages that are held in groups or pairs, once drawn, in the rulebook's order. */
  matches: MatchesView[]
  /** Stages whose marks stand. */
  markingClosed: string[]
  /** The stage that is under way. */
  currentStage: string | null
  archive: { sha256: string; bytes: number; at: Instant } | null
}
