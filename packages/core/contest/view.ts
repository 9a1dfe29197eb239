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
  /** False where the item's type is not built yet. */
  available: boolean
  phase: 'planned' | 'open' | 'paused' | 'closed'
  openedAt: Instant | null
  closedAt: Instant | null
  /** Set while open: when the common time ends (without what single seats were given). */
  deadline: Instant | null
  codes: string[]
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
  openTies: { codes: string[]; rank: number; why: 'deliberation' | 'undecided' }[]
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
  archive: { sha256: string; bytes: number; at: Instant } | null
}
