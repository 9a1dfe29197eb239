/** A quiz as its events have made it. Plain JSON; the questions were drawn before the first step and stand in it. */
import type { JudgedPress } from '@leitai/core/match/fair-order.ts'
import type { Instant } from '@leitai/core/run.ts'
import type {
  AnswerMode,
  Clock,
  PointLine,
  QuestionPhase,
  QuizOptions,
  QuizQuestion,
  QuizRound,
  Ruling,
} from './types.ts'

/** The questions of one round, in the order in which they are asked; packs where it has packs. */
export interface PlannedRound {
  questions: QuizQuestion[]
  packs: QuizQuestion[][]
}

export interface Asked {
  no: number
  /** Index of its round. */
  round: number
  /** Within the round, from 1. */
  number: number
  of: number
  question: QuizQuestion
  worth: { right: string; wrong: string }
  answer: AnswerMode
  phase: QuestionPhase
  /** Whose question it is now. */
  team: string | null
  member: string | null
  /** Who may press; null: every team. */
  eligible: string[] | null
  clock: Clock | null
  /** The clock stands still while the team asks somebody. */
  asking: boolean
  /** When the start was given, or given another time. */
  startedAt: Instant | null
  opensAt: Instant | null
  pressEndsAt: Instant | null
  windowEndsAt: Instant | null
  starts: number
  presses: JudgedPress[]
  fouls: JudgedPress[]
  /** Fouled, or answered wrong: no more presses of theirs. */
  out: string[]
  verdict: { order: string[]; first: string[]; marginMs: number | null; uncertaintyMs: number | null } | null
  /** Who answers after the one who is answering, where several may. */
  queue: string[]
  choices: Record<string, number[]>
  removed: number[]
  rulings: Ruling[]
  voided: string | null
  /** 全员答题: by bucket of codes, so that one more answer does not copy thousands. */
  answers: Record<string, Record<string, CrowdAnswer>> | null
  results: { gained: Record<string, string>; chosen: number[]; answered: number; right: number } | null
}

export interface CrowdAnswer {
  choice: number[]
  /** After the light, ms. */
  afterMs: number
}

export interface RiskState {
  team: string
  /** Place of the chosen pack; null: it is being chosen. */
  pack: number | null
  member: string | null
  step: number
  asks: 'choose' | 'answer' | 'decide' | 'over'
  /** Place of a pack → who took it. */
  taken: Record<string, string>
  done: string[]
}

export interface ChallengeState {
  holder: string
  /** Those who still come, in order; the first is on the stage. */
  challengers: string[]
  /** From 1. */
  duel: number
  duels: number
  askedInDuel: number
  /** Lines before this one belong to earlier duels. */
  linesBefore: number
  defences: Record<string, number>
}

export interface RapidState {
  clock: Clock
  started: boolean
  over: boolean
  /** Code → what it chose, in the order of the questions; null: passed. */
  answers: Record<string, { choice: number[] | null; right: boolean }[]>
}

export interface Play {
  options: QuizOptions
  /** From which the bank was shuffled. */
  seed: string
  teams: string[]
  members: Record<string, string[]>
  plan: PlannedRound[]
  spares: QuizQuestion[]
  finals: QuizQuestion[]
  /** The rulebook's, and a sudden death where one is held. */
  rounds: QuizRound[]
  /** −1 before the first. */
  round: number
  at: 'before' | 'intro' | 'playing' | 'between' | 'over'
  /** How many turns of this round are over. */
  turn: number
  /** Turns that are made up for after the regular ones: whose void question it was, null on the buzzer. */
  extras: { team: string | null }[]
  asked: Asked[]
  risk: RiskState | null
  challenge: ChallengeState | null
  rapid: RapidState | null
  lines: PointLine[]
  /** Code → lifeline → how often it was used. */
  used: Record<string, Record<string, number>>
  withdrawn: string[]
  sudden: { teams: string[]; winner: string | null; done: boolean } | null
  /** 全员答题 of thousands: points and ranks as of the last question. */
  crowd: { points: Record<string, string>; ranks: Record<string, number>; top: string[] } | null
}

export function roundNow(play: Play): QuizRound | undefined {
  return play.rounds[play.round]
}

/** The question that is on; undefined between rounds and before the first of a round. */
export function questionNow(play: Play): Asked | undefined {
  const last = play.asked.at(-1)
  return play.at === 'playing' && last?.round === play.round ? last : undefined
}

export function inPlay(play: Play): string[] {
  return play.teams.filter((code) => !play.withdrawn.includes(code))
}

/** With this one changed; it is nearly always the last. */
export function withQuestion(play: Play, no: number, change: Partial<Asked>): Play {
  return { ...play, asked: play.asked.map((one) => (one.no === no ? { ...one, ...change } : one)) }
}

/** Places of the right options; of a true/false question [0] 对, [1] 错. Empty for an open question. */
export function keyOf(question: QuizQuestion): number[] {
  switch (question.kind) {
    case 'single':
      return [question.answer]
    case 'multiple':
      return question.answer.toSorted((a, b) => a - b)
    case 'trueFalse':
      return [question.answer ? 0 : 1]
    case 'open':
      return []
  }
}

export function isRight(question: QuizQuestion, choice: readonly number[]): boolean {
  const key = keyOf(question)
  const chosen = [...new Set(choice)].toSorted((a, b) => a - b)
  return key.length > 0 && key.length === chosen.length && key.every((place, index) => place === chosen[index])
}

/** How many options there are to choose from. */
export function optionCount(question: QuizQuestion): number {
  return question.kind === 'open' ? 0 : question.kind === 'trueFalse' ? 2 : question.options.length
}

export function bucketOf(code: string): string {
  let sum = 7
  for (let i = 0; i < code.length; i += 1) sum = (sum * 31 + code.charCodeAt(i)) % 997
  return String(sum % 64)
}
