/** What a quiz is made of and what its screens get. No schemas here: the browser imports this file alone. */
import type { JudgedPress } from '@leitai/core/match/fair-order.ts'
import type { MatchView } from '@leitai/core/match/types.ts'
import type { Instant } from '@leitai/core/run.ts'
import type { Text } from '@leitai/core/score.ts'

export interface QuestionBase {
  id: string
  text: string
  topic: string
  level: number
  explanation: string
}

export type QuizQuestion =
  | (QuestionBase & { kind: 'single'; options: string[]; answer: number })
  | (QuestionBase & { kind: 'multiple'; options: string[]; answer: number[] })
  | (QuestionBase & { kind: 'trueFalse'; answer: boolean })
  | (QuestionBase & { kind: 'open'; answer: string })

export interface QuizMaterial {
  title: string
  questions: QuizQuestion[]
}

export type AnswerMode = 'spoken' | 'keys'

interface RoundBase {
  clause?: string | undefined
}
interface Foul {
  points: string
  out: boolean
}
export type DeadHeat = 'again' | 'both' | 'lot'

export type QuizRound =
  | (RoundBase & {
      kind: 'inTurn'
      questionsPerTeam: number
      membersInTurn: boolean
      seconds: number
      right: string
      wrong: string
      answer: AnswerMode
      lifelines: string[]
    })
  | (RoundBase & {
      kind: 'buzzer'
      questions: number
      seconds: number
      pressSeconds: number
      right: string
      wrong: string
      opens: 'host'
      foul: Foul
      deadHeat: DeadHeat
      next: boolean
      answer: AnswerMode
      lifelines: string[]
    })
  | (RoundBase & {
      kind: 'risk'
      packQuestions: string[]
      wrong: 'loseRound' | 'losePoints' | 'nothing'
      mayStop: boolean
      oneMember: boolean
      seconds: number
      answer: AnswerMode
      lifelines: string[]
    })
  | (RoundBase & {
      kind: 'challenge'
      duelQuestions: number
      seconds: number
      pressSeconds: number
      right: string
      wrong: string
      defence: string
      firstHolder: 'first' | 'leader'
      foul: Foul
      deadHeat: DeadHeat
      answer: AnswerMode
      lifelines: string[]
    })
  | (RoundBase & {
      kind: 'rapid'
      seconds: number
      right: string
      wrong: string
      questions?: number | undefined
      mayPass: boolean
    })
  | (RoundBase & {
      kind: 'everybody'
      questions: number
      seconds: number
      right: string
      wrong: string
      speedPercent: number
    })
  /** Made by the rules where `suddenDeath` is held; never written in a rulebook. */
  | (RoundBase & { kind: 'suddenDeath'; seconds: number; pressSeconds: number; answer: AnswerMode; teams: string[] })

export type RoundKind = QuizRound['kind']
export type RoundOf<Kind extends RoundKind> = Extract<QuizRound, { kind: Kind }>

export interface Lifeline {
  id: string
  kind: 'half' | 'time' | 'ask'
  label: Text
  uses: number
  seconds: number
  clause?: string | undefined
}

export interface QuizOptions {
  rounds: Exclude<QuizRound, { kind: 'suddenDeath' }>[]
  lifelines: Lifeline[]
  draw: 'same' | 'fresh'
  spares: number
  network: 'wired' | 'wifi' | 'remote'
  leadMs: number
  suddenDeath?:
    | { ranks: number; seconds: number; pressSeconds: number; questions: number; clause?: string | undefined }
    | undefined
  crowd: boolean
}

/**
 * Where a question stands. `shown`: read out, nothing runs. `armed`: the start was given and the light is on its way, or
 * on. `deciding`: somebody pressed, the window is open. `answering`: a team has it and the clock runs. `judging`: the answer
 * was given, or time is up, and people say right or wrong. `ruled`: points are given. `revealed`: the key is public.
 * `void`: it does not count.
 */
export type QuestionPhase = 'shown' | 'armed' | 'deciding' | 'answering' | 'judging' | 'ruled' | 'revealed' | 'void'

export interface Clock {
  /** Null: it stands still. */
  endsAt: Instant | null
  /** What was left when it stood still. */
  leftMs: number
  totalMs: number
}

/** The question as anybody may see it: no key. */
export interface ShownQuestion {
  kind: QuizQuestion['kind']
  text: string
  options: string[]
  topic: string
  level: number
  /** Options that a lifeline took away. */
  removed: number[]
}

export interface Key {
  /** Places of the right options; [0] 对 or [1] 错; empty for an open question. */
  places: number[]
  /** What a right answer says, in words. */
  text: string
  explanation: string
}

export interface Ruling {
  code: string
  right: boolean
  points: string
  /** What was chosen at the seat. */
  choice: number[] | null
  by: 'judge' | 'host' | 'system' | 'clock'
}

/** A press as everybody may see it. */
export interface ShownPress {
  code: string
  /** After the light, ms; negative: before it. */
  afterMs: number
  foul: boolean
  flags: JudgedPress['flags']
}

export interface BuzzView {
  /** When the light goes on, the same moment at every seat. Null: the start was not given yet. */
  opensAt: Instant | null
  pressEndsAt: Instant | null
  /** In order of time; those who may not answer at the end. Empty until it is decided. */
  presses: ShownPress[]
  fouls: string[]
  /** Out of this question: fouled, or answered wrong. */
  out: string[]
  /** Who may press at all (a duel, a sudden death); null: every team. */
  eligible: string[] | null
  /** 领先 37 毫秒, 误差 ±2. Null: only one pressed, or it is not decided. */
  marginMs: number | null
  uncertaintyMs: number | null
  /** Could not be told apart; the rule says what happens. */
  level: string[]
  levelRule: DeadHeat
  /** How often the start was given for this question. */
  starts: number
}

export interface QuestionView {
  /** Counted over the whole match, from 1. */
  no: number
  /** Within the round: 3 / 20. */
  number: number
  of: number
  phase: QuestionPhase
  question: ShownQuestion
  worth: { right: string; wrong: string }
  answerMode: AnswerMode
  /** Whose question it is now; null: nobody's yet. */
  team: string | null
  member: string | null
  clock: Clock | null
  buzz: BuzzView | null
  rulings: Ruling[]
  /** Why it is void. */
  voided: string | null
  /** From `revealed` on, for everybody. */
  key?: Key
}

/** 风险题: the packs on the wall. */
export interface PacksView {
  team: string
  packs: { number: number; taken: string | null }[]
  members: string[]
  /** Points of each step, and what was won so far in this round. */
  steps: string[]
  step: number
  won: string
  /** `choose` a pack; `answer`; `decide` to go on or stop; `over`. */
  asks: 'choose' | 'answer' | 'decide' | 'over'
}

/** 擂台: who holds the stage. */
export interface ChallengeView {
  holder: string
  challenger: string | null
  /** Points of this duel. */
  duel: { holder: string; challenger: string }
  duelNumber: number
  duels: number
  /** Code → duels kept. */
  defences: Record<string, number>
}

/** 限时快答. */
export interface RapidView {
  clock: Clock
  started: boolean
  over: boolean
  /** Code → answered and right so far; right is public only when it is over. */
  counts: Record<string, { answered: number; right: number | null }>
}

/** 全员答题: how many answered, and once revealed how they did. */
export interface EverybodyView {
  opensAt: Instant | null
  endsAt: Instant | null
  answered: number
  /** Once closed: how often each option was chosen. */
  chosen: number[] | null
  /** Once closed: the best so far. */
  top: { code: string; points: string; rank: number }[]
  players: number
}

export interface RoundView {
  number: number
  of: number
  kind: RoundKind
  clause: string | null
  /** The rules in one or two lines, for screen and seats. */
  rules: Text
}

/** What the host's one big key does. */
export type Step =
  | 'beginRound'
  | 'ask'
  | 'startClock'
  | 'openBuzzer'
  | 'reveal'
  | 'startRapid'
  | 'closeQuestion'
  | 'endRound'
  | 'suddenDeath'
  | 'finish'

/** Where the play stands, the same for everybody. */
export interface PlayCommon {
  round: RoundView | null
  /** Before the first round, between rounds, and after the last. */
  at: 'before' | 'intro' | 'playing' | 'between' | 'over'
  question: QuestionView | null
  packs: PacksView | null
  challenge: ChallengeView | null
  rapid: RapidView | null
  everybody: EverybodyView | null
  /** How the last points were given, newest first, at most eight: 甲队 +10 抢答 第 3 题. */
  recent: PointLine[]
  /** Team codes in a sudden death, and who won it. */
  suddenDeath: { teams: string[]; winner: string | null } | null
}

/** One line of points. */
export interface PointLine {
  no: number
  round: number
  code: string
  points: string
  why: 'answer' | 'foul' | 'defence' | 'lostRound' | 'overruled' | 'rapid'
  right: boolean | null
  /** Taken out again: the question is void, or the ruling was changed. */
  struck: string | null
}

export type ScreenPlay = PlayCommon

export interface TeamPlay extends PlayCommon {
  own: {
    code: string
    /** What this team may do now. */
    may: ('press' | 'answer' | 'choosePack' | 'goOn' | 'stop' | 'pass' | 'lifeline')[]
    /** Lifelines that are left. */
    lifelines: { id: string; label: Text; kind: Lifeline['kind']; left: number }[]
    /** What this team chose for the question. */
    choice: number[] | null
    pressed: boolean
    fouled: boolean
    /** 限时快答: this team's question now. */
    rapid: { number: number; question: ShownQuestion; last: boolean | null } | null
    /** 全员答题: points of the last question, total, rank; once closed. */
    standing: { gained: string; points: string; rank: number; right: boolean } | null
  }
}

/** For host and judges. */
export interface LeadPlay extends PlayCommon {
  /** The one thing that comes next; null: it waits for an answer, a ruling, or the clock. */
  next: Step | null
  /** What the screen will show then. */
  coming: ShownQuestion | null
  comingKey: Key | null
  /** Whose it will be, where that is known, and what it is worth. Of a risk round before the pack: who chooses next. */
  comingTurn: { team: string | null; member: string | null; worth: QuestionView['worth'] | null } | null
  /** The round that begins next. */
  comingRound: RoundView | null
  /** Key of the question that is on. */
  key: Key | null
  /** Says right or wrong now about this team. */
  rule: string | null
  /** Questions in reserve. */
  spares: number
  lifelines: { id: string; label: Text; kind: Lifeline['kind']; left: Record<string, number> }[]
  /** All presses of the question with what was measured. */
  presses: (JudgedPress & { afterMs: number; foul: boolean })[]
  /** Asked so far, for rulings that are changed later. */
  asked: {
    no: number
    round: number
    text: string
    key: string
    rulings: Ruling[]
    voided: string | null
  }[]
}

export type QuizTeamView = MatchView<TeamPlay>
export type QuizScreenView = MatchView<ScreenPlay>
export type QuizLeadView = MatchView<LeadPlay, QuizInspection>

/** The whole match for officials once it is over. */
export interface QuizInspection {
  rounds: { kind: RoundKind; clause: string | null }[]
  questions: {
    no: number
    round: number
    question: QuizQuestion
    presses: JudgedPress[]
    /** Whose press came before the light. */
    fouls: string[]
    opensAt: Instant | null
    verdict: { first: string[]; marginMs: number | null; uncertaintyMs: number | null } | null
    rulings: Ruling[]
    voided: string | null
  }[]
  lines: PointLine[]
  /** What can be drawn again: the order of the bank follows from this seed. */
  seed: string
}
