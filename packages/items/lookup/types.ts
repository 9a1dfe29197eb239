/** What a lookup race is made of and what its screens get. No schemas here: the browser imports this file alone. */
import type { JudgedPress } from '@leitai/core/match/fair-order.ts'
import type { MatchView } from '@leitai/core/match/types.ts'
import type { Instant } from '@leitai/core/run.ts'
import type { Text } from '@leitai/core/score.ts'

export interface Attachment {
  name: string
  hash: string
  bytes: number
  mime: string
}

export interface Article {
  id: string
  title: string
  category: string[]
  tags: string[]
  updated: string
  pinned: boolean
  body: string
  attachments: Attachment[]
}

export type Level = 'easy' | 'medium' | 'hard'

export interface LookupQuestion {
  id: string
  text: string
  answers: string[]
  evidence: string[]
  level: Level
  explanation: string
}

export interface LookupMaterial {
  company: string
  about: string
  articles: Article[]
  questions: LookupQuestion[]
}

export interface LookupOptions {
  questions: number
  seconds: number
  right: string
  wrong: string
  /** Answers of one team to one question. */
  tries: number
  network: 'wired' | 'wifi' | 'remote'
  leadMs: number
  /** `drawn`: as they were drawn. `rising`: easy ones first. */
  order: 'drawn' | 'rising'
  judging: 'system' | 'judge'
  evidence: 'required' | 'optional'
  deadHeat: 'both' | 'again'
  draw: 'same' | 'fresh'
  spares: number
  clause?: string | undefined
}

/**
 * Where a question stands. `open`: the light is on its way, or on, and answers are taken. `deciding`: a right one came, and
 * one that was given before it may still be on its way. `judging`: no more answers; people have to say right or wrong.
 * `ruled`: it is clear who takes the points. `revealed`: the key is public. `void`: it does not count.
 */
export type QuestionPhase = 'open' | 'deciding' | 'judging' | 'ruled' | 'revealed' | 'void'

/**
 * What an answer came to. `waiting`: a judge has to say, or the window is open. `first`: it takes the points. `right`: but
 * not first. `late`: given when the points were gone; it costs nothing.
 */
export type Standing = 'waiting' | 'first' | 'right' | 'wrong' | 'late'

export type RuledBy = 'system' | 'judge' | 'host'

/** What the host's one key does. */
export type LookupStep = 'ask' | 'stop' | 'reveal'

/** One team at the question that is on, as everybody may see it: not what it answered. */
export interface Entry {
  code: string
  /** Of its last answer; null: none yet. */
  standing: Standing | null
  /** Of its last answer, after the light. */
  afterMs: number | null
  triesLeft: number
}

/** How it was decided: 领先 37 毫秒, 误差 ±2. */
export interface LookupVerdict {
  first: string[]
  marginMs: number | null
  uncertaintyMs: number | null
  /** From the light to the first right answer. */
  afterMs: number
}

export interface Key {
  answers: string[]
  evidence: { id: string; title: string }[]
  explanation: string
}

/** An answer once everybody may read it. */
export interface PublicAnswer {
  id: number
  code: string
  text: string
  evidence: string | null
  standing: Standing
  afterMs: number
}

export interface QuestionView {
  /** Of all that were asked, from 1; commands name it. */
  no: number
  /** Of those that count: 3 / 10. */
  number: number
  of: number
  phase: QuestionPhase
  text: string
  level: Level
  /** When it can be read and answered, the same moment at every seat. */
  opensAt: Instant
  endsAt: Instant
  totalMs: number
  worth: { right: string; wrong: string }
  /** In the teams' order. */
  entries: Entry[]
  /** Once it is ruled; null: nobody found it, or it is not decided. */
  verdict: LookupVerdict | null
  /** Why it does not count. */
  voided: string | null
  /** It was asked in the place of a void one. */
  spare: boolean
  /** From `revealed` on, for everybody. */
  key?: Key
  answers?: PublicAnswer[]
}

/** One line of points. */
export interface PointLine {
  no: number
  number: number
  code: string
  points: string
  standing: 'first' | 'wrong'
}

/** The same for everybody. */
export interface PlayCommon {
  company: string
  about: string
  rules: Text
  clause: string | null
  at: 'before' | 'playing' | 'over'
  questions: number
  /** For one question. */
  seconds: number
  evidence: LookupOptions['evidence']
  judging: LookupOptions['judging']
  question: QuestionView | null
  /** How the last points were given, newest first, at most eight. */
  recent: PointLine[]
}

export type ScreenPlay = PlayCommon

export interface OwnAnswer {
  id: number
  text: string
  evidence: string | null
  standing: Standing
  afterMs: number
}

export interface TeamPlay extends PlayCommon {
  own: {
    code: string
    /** To the question that is on. */
    answers: OwnAnswer[]
    triesLeft: number
    /** May answer once the light is on. */
    mayAnswer: boolean
  }
}

/** An answer as those see it who judge it. */
export interface LeadAnswer extends PublicAnswer {
  right: boolean | null
  by: RuledBy | null
  reason: string | null
  /** What the key says of it, whoever judges. */
  matches: boolean
  evidenceFits: boolean
  press: JudgedPress
}

/** What a team does on the platform now. */
export interface Busy {
  code: string
  searches: number
  opened: number
  lastQuery: string | null
  lastOpened: string | null
}

export interface AskedLine {
  no: number
  number: number
  text: string
  phase: QuestionPhase
  voided: string | null
  key: Key
  answers: LeadAnswer[]
  verdict: LookupVerdict | null
}

/** For host and judges. */
export interface LeadPlay extends PlayCommon {
  /** The one thing that comes next; null: it waits for answers, a ruling, or the clock. */
  next: LookupStep | null
  /** While teams search, the host may end it early. */
  mayStop: boolean
  coming: { text: string; level: Level; key: Key } | null
  key: Key | null
  answers: LeadAnswer[]
  /** Ids of answers that a person has to judge now. */
  toRule: number[]
  /** All that were asked, the last one last, for rulings that are changed later. */
  asked: AskedLine[]
  busy: Busy[]
  spares: number
}

export type LookupLeadView = MatchView<LeadPlay, LookupInspection>

/** What a team did on the platform, one thing after another. */
export type TrailStep =
  | {
      at: Instant
      did: 'search'
      query: string
      filters: { category?: string[]; tag?: string; since?: string }
      found: number
    }
  | { at: Instant; did: 'open'; article: string }

/** The whole match for officials once it is over. */
export interface LookupInspection {
  company: string
  clause: string | null
  teams: string[]
  questions: (AskedLine & {
    question: LookupQuestion
    askedAt: Instant
    opensAt: Instant
    endsAt: Instant
    endedAt: Instant | null
    overrulings: { answer: number; right: boolean; reason: string; by: string; at: Instant }[]
    /** By code: what was searched and opened from this question's reveal to the next one's. */
    trails: Record<string, TrailStep[]>
  })[]
  /** Before the first question. */
  warmUp: Record<string, TrailStep[]>
  /** Titles of the articles that the keys name. */
  titles: Record<string, string>
  /** What can be drawn again: the order of the bank follows from this seed. */
  seed: string
}
