/** What a quiz's journal keeps: every step, press, verdict and point, one line each. */
import type { JudgedPress } from '@leitai/core/match/fair-order.ts'
import type { Instant } from '@leitai/core/run.ts'
import type { Asked } from './play.ts'
import type { PointLine, QuizRound, Ruling } from './types.ts'

type Empty = Record<string, never>

export type QuizEvent =
  | { name: 'roundBegun'; payload: { round: number; kind: QuizRound['kind']; sudden?: string[] } }
  | {
      name: 'asked'
      payload: {
        no: number
        question: string
        team: string | null
        member: string | null
        /** Whether it is a spare in the place of a void one. */
        spare: boolean
        extra: boolean
      }
    }
  | { name: 'teamCalled'; payload: { team: string } }
  | { name: 'clockStarted'; payload: { endsAt: Instant } }
  | { name: 'buzzerOpened'; payload: { opensAt: Instant; endsAt: Instant } }
  /** Nobody could have been told of it in time. */
  | { name: 'lightMoved'; payload: { opensAt: Instant; endsAt: Instant } }
  | { name: 'pressed'; payload: { press: JudgedPress; windowEndsAt: Instant } }
  /** After the verdict: it can no longer be first. */
  | { name: 'followed'; payload: { press: JudgedPress } }
  | { name: 'fouled'; payload: { press: JudgedPress } }
  | {
      name: 'decided'
      payload: {
        verdict: NonNullable<Asked['verdict']>
        /** Who answers, in order; empty: the start is given again. */
        answer: string[]
        lot: string | null
        endsAt: Instant
      }
    }
  | { name: 'windowBroken'; payload: Empty }
  | { name: 'nobodyPressed'; payload: Empty }
  | { name: 'answered'; payload: { no: number; code: string; choice: number[]; afterMs: number } }
  | { name: 'timeUp'; payload: Empty }
  | { name: 'ruled'; payload: { no: number; code: string; right: boolean; by: Ruling['by']; endsAt: Instant } }
  | { name: 'revealed'; payload: { no: number } }
  | { name: 'duelEnded'; payload: { kept: boolean } }
  | { name: 'packChosen'; payload: { team: string; pack: number; member: string | null } }
  | { name: 'wentOn'; payload: { team: string } }
  | { name: 'stopped'; payload: { team: string } }
  | { name: 'rapidStarted'; payload: { endsAt: Instant } }
  | { name: 'rapidAnswered'; payload: { code: string; no: number; choice: number[] | null } }
  | { name: 'rapidEnded'; payload: Empty }
  | { name: 'questionClosed'; payload: { no: number } }
  | {
      name: 'lifelineUsed'
      payload: { code: string; id: string; kind: 'half' | 'time' | 'ask'; removed: number[]; seconds: number }
    }
  | { name: 'secondsGiven'; payload: { seconds: number } }
  | { name: 'voided'; payload: { no: number; reason: string } }
  | { name: 'overruled'; payload: { no: number; code: string; right: boolean; reason: string; lines: PointLine[] } }
  | { name: 'roundEnded'; payload: { cut: string | null } }

/** What the undo key shows. */
export const undoable = {
  clockStarted: 'clockStarted',
  buzzerOpened: 'buzzerOpened',
  ruled: 'ruled',
  revealed: 'revealed',
  packChosen: 'packChosen',
  wentOn: 'wentOn',
  stopped: 'stopped',
  lifelineUsed: 'lifelineUsed',
  secondsGiven: 'secondsGiven',
} as const

/** After these nothing before them is taken back. */
export const settles = [
  'asked',
  'teamCalled',
  'roundBegun',
  'roundEnded',
  'rapidStarted',
  'voided',
  'windowBroken',
] as const
