/** A lookup race as its events have made it. Plain JSON; its questions were drawn before the first step. No article is in it. */
import type { JudgedPress } from '@leitai/core/match/fair-order.ts'
import type { Instant } from '@leitai/core/run.ts'
import type { LookupOptions, LookupQuestion, LookupVerdict, QuestionPhase, RuledBy, TrailStep } from './types.ts'

export interface Answer {
  /** Within its question, from 1. */
  id: number
  code: string
  text: string
  evidence: string | null
  press: JudgedPress
  afterMs: number
  /** Null: people have to say. */
  right: boolean | null
  by: RuledBy | null
  /** Of an overruling. */
  reason: string | null
}

export interface Asked {
  no: number
  question: LookupQuestion
  spare: boolean
  phase: QuestionPhase
  askedAt: Instant
  opensAt: Instant
  endsAt: Instant
  totalMs: number
  /** When no more answers were taken. */
  endedAt: Instant | null
  windowEndsAt: Instant | null
  answers: Answer[]
  verdict: LookupVerdict | null
  voided: string | null
  overrulings: { answer: number; right: boolean; reason: string; by: string; at: Instant }[]
}

/** A team's way through the platform while one question was on. */
export interface Trail {
  steps: TrailStep[]
  /** Of all, also of those that were too many to keep here; the journal has them. */
  searches: number
  opened: number
}

export interface Play {
  options: LookupOptions
  company: string
  about: string
  /** From which the bank was shuffled. */
  seed: string
  teams: string[]
  /** Still to be asked, in order. */
  coming: { question: LookupQuestion; spare: boolean }[]
  spares: LookupQuestion[]
  asked: Asked[]
  /** Titles of the articles that the keys name. */
  titles: Record<string, string>
  /** Hashes of the articles' attachments. */
  files: string[]
  /** Question (0: before the first) → code → what it did. */
  trails: Record<string, Record<string, Trail>>
  /** Code → article → when it was first opened: only what was read can be given as evidence. */
  read: Record<string, Record<string, Instant>>
}

export function questionNow(play: Play): Asked | undefined {
  return play.asked.at(-1)
}

export function questionOf(play: Play, no: number): Asked | undefined {
  return play.asked.find((one) => one.no === no)
}

export function withQuestion(play: Play, no: number, change: (question: Asked) => Partial<Asked>): Play {
  return { ...play, asked: play.asked.map((one) => (one.no === no ? { ...one, ...change(one) } : one)) }
}

export function answersOf(question: Asked, code: string): Answer[] {
  return question.answers.filter((one) => one.code === code)
}

export function triesLeft({ options }: Play, question: Asked, code: string): number {
  return Math.max(0, options.tries - answersOf(question, code).length)
}

/** Those that are void do not count. */
export function numberOf(play: Play, no: number): number {
  return play.asked.filter((one) => one.no <= no && (one.voided === null || one.no === no)).length
}

/** How many count in the end, as far as can be said now. */
export function countOf(play: Play): number {
  return play.asked.filter(({ voided }) => voided === null).length + play.coming.length
}

/** The question that is on is done with: the next one may be asked. */
export function isDone(question: Asked | undefined): boolean {
  return question === undefined || question.phase === 'revealed' || question.phase === 'void'
}

export function isOver(play: Play): boolean {
  return play.coming.length === 0 && isDone(questionNow(play))
}

/** So many steps of a team at one question are kept here. */
const mostSteps = 400

export function withStep(play: Play, code: string, step: TrailStep): Play {
  const no = String(questionNow(play)?.no ?? 0)
  const here = play.trails[no] ?? {}
  const trail = here[code] ?? { steps: [], searches: 0, opened: 0 }
  const next: Trail = {
    steps: trail.steps.length < mostSteps ? [...trail.steps, step] : trail.steps,
    searches: trail.searches + (step.did === 'search' ? 1 : 0),
    opened: trail.opened + (step.did === 'open' ? 1 : 0),
  }
  return { ...play, trails: { ...play.trails, [no]: { ...here, [code]: next } } }
}
