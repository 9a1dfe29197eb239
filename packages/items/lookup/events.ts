/** What a lookup race's journal keeps: every step, search, opened article, answer and verdict, one line each. */
import type { OpenedPayload, SearchedPayload } from '@leitai/core/knowledge.ts'
import type { JudgedPress } from '@leitai/core/match/fair-order.ts'
import type { Instant } from '@leitai/core/run.ts'
import type { LookupVerdict, RuledBy } from './types.ts'

export type LookupEvent =
  | { name: 'asked'; payload: { no: number; question: string; opensAt: Instant; endsAt: Instant } }
  | {
      name: 'answered'
      payload: {
        no: number
        id: number
        code: string
        text: string
        evidence: string | null
        press: JudgedPress
        afterMs: number
        /** Null: people have to say. */
        right: boolean | null
        /** Set by the first right one: until then others are collected. */
        windowEndsAt: Instant | null
      }
    }
  /** `windowEndsAt`: right, but what was given before it may still be on its way. */
  | {
      name: 'ruled'
      payload: { no: number; answer: number; right: boolean; by: RuledBy; windowEndsAt: Instant | null }
    }
  /** Who takes the points. Null: nobody found it. */
  | { name: 'decided'; payload: { no: number; verdict: LookupVerdict | null } }
  /** No more answers; some wait for a ruling on which it depends. */
  | { name: 'waitsForJudges'; payload: { no: number } }
  | { name: 'timeUp'; payload: { no: number } }
  | { name: 'stopped'; payload: { no: number } }
  /** Broken off inside the window (the server stopped): answers may be missing. */
  | { name: 'windowBroken'; payload: { no: number } }
  | { name: 'deadHeat'; payload: { no: number; first: string[] } }
  | { name: 'revealed'; payload: { no: number } }
  | { name: 'secondsGiven'; payload: { no: number; seconds: number } }
  | { name: 'voided'; payload: { no: number; reason: string } }
  | {
      name: 'overruled'
      payload: {
        no: number
        answer: number
        right: boolean
        reason: string
        windowEndsAt: Instant | null
        verdict: LookupVerdict | null
      }
    }
  | { name: 'searched'; payload: SearchedPayload }
  /** `opened` is what a match calls its own opening. */
  | { name: 'articleOpened'; payload: OpenedPayload }

/** What the undo key shows. */
export const undoable = {
  stopped: 'stopped',
  ruled: 'ruled',
  revealed: 'revealed',
  secondsGiven: 'secondsGiven',
} as const

/** After these nothing before them is taken back: what people answered or judges signed stands. */
export const settles = ['asked', 'answered', 'timeUp', 'windowBroken', 'deadHeat', 'voided', 'overruled'] as const
