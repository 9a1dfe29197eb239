/** What a theory paper is made of and what its screens get. No schemas here: the browser imports this file alone. */

export const questionKinds = ['single', 'multiple', 'trueFalse', 'fillIn', 'shortAnswer'] as const
export type QuestionKind = (typeof questionKinds)[number]

interface About {
  /** Unique in its bank. */
  id: string
  stem: string
  /** 1 easy … 5 hard. */
  difficulty: number
  tags: string[]
  chapter: string
  /** Why the key is right; shown with the answers. */
  explanation: string
  /** Points where the plan does not say otherwise (a drawn paper takes its rule's); 1 where nobody does. Exact decimal. */
  worth?: string | undefined
}

/** One question of a bank. Keys are letters in the bank's own order of options. */
export type Question =
  | (About & { kind: 'single'; options: string[]; key: string })
  /** `key` holds each right letter once, in order: `ABD`. */
  | (About & { kind: 'multiple'; options: string[]; key: string })
  | (About & { kind: 'trueFalse'; key: boolean })
  /** The stem marks each blank with `____`; a blank has one or more accepted texts. */
  | (About & { kind: 'fillIn'; blanks: string[][] })
  /** `points` are what a judge looks for, in words. */
  | (About & { kind: 'shortAnswer'; model: string; points: string[] })

/** The material: a question bank. */
export interface ExamMaterial {
  questions: Question[]
}

/** So many questions of one kind, drawn from those that fit all that is said here. */
export interface DrawRule {
  kind: QuestionKind
  count: number
  /** Points of each question. Exact decimal. */
  points: string
  /** At least one of these tags. */
  tags?: string[] | undefined
  /** One of these chapters. */
  chapters?: string[] | undefined
  difficulty?: { from: number; to: number } | undefined
}

export type PaperPlan =
  /** The bank is the paper. */
  | { by: 'all' }
  | { by: 'rule'; draw: DrawRule[] }
  | { by: 'hand'; questions: { id: string; points?: string | undefined }[] }

/** `none`: all or nothing. `perRight`: a share for each right option, nothing once a wrong one is chosen. `proportional`: right less wrong, never below 0. */
export type PartialCredit = 'none' | 'perRight' | 'proportional'

export interface ExamOptions {
  paper: PaperPlan
  /** Everybody gets the same questions. */
  samePaper: boolean
  shuffleQuestions: boolean
  shuffleOptions: boolean
  onePerPage: boolean
  partialCredit: PartialCredit
  /** How a blank is compared; NFKC always. */
  fillIn: { ignoreCase: boolean; ignoreSpaces: boolean; ignorePunctuation: boolean }
}

/**
 * What a contestant answers: single `B`; multiple `ABD` (letters as shown on this entrant's paper, in order); true/false
 * a boolean; fill-in one text a blank; short answer a text. `null` takes the answer back.
 */
export type AnswerValue = string | boolean | string[] | null

export interface Answer {
  value: AnswerValue
  /** Counted up by the browser for each question; the highest wins. */
  revision: number
}

/** `answer` and `flag`, as the contestant's screen sends them. */
export type ExamCommand =
  | { name: 'answer'; payload: { question: string; value: AnswerValue; revision: number } }
  /** Marked for a later look. */
  | { name: 'flag'; payload: { question: string; flagged: boolean } }

/** A question as the contestant sees it: options in this entrant's own order, nothing of the key. */
export interface QuestionView {
  id: string
  kind: QuestionKind
  stem: string
  points: string
  /** Single and multiple choice; the first is A. */
  options?: readonly string[]
  /** Fill-in: how many. */
  blanks?: number
}

/** What came of one question, with its key; never before the answers are shown. */
export interface QuestionResult {
  /** Letters as shown on this paper, or the boolean. */
  key?: string | boolean
  /** Accepted texts, blank by blank. */
  blanks?: readonly (readonly string[])[]
  /** Fill-in: which blanks were right. */
  blanksRight?: readonly boolean[]
  /** Short answer: a model, and what the judges look for. */
  model?: string
  lookFor?: readonly string[]
  explanation: string
  /** `null` while judges still owe the marks. */
  right: boolean | null
  earned: string
}

export interface ExamSection {
  kind: QuestionKind
  count: number
  /** Sum of the section's points. */
  points: string
}

export interface ExamWorkView {
  /** All that is known before the start and after the end. */
  sections: readonly ExamSection[]
  count: number
  points: string
  onePerPage: boolean
  partialCredit: PartialCredit
  /** From here on: only while working, and again when the answers are shown. In this entrant's order. */
  questions?: readonly QuestionView[]
  answers?: Readonly<Record<string, Answer>>
  flags?: Readonly<Record<string, true>>
  /** Only when the answers are shown, by question id. */
  results?: Readonly<Record<string, QuestionResult>>
}

/** For officials once the sitting is closed. */
export interface ExamInspection {
  questions: readonly QuestionView[]
  answers: Readonly<Record<string, Answer>>
  results: Readonly<Record<string, QuestionResult>>
  points: string
  max: string
}

/** For judges: the short answers that were given, in the order of this entrant's paper, and nothing else of it. */
export interface ExamPiece {
  questions: readonly AskedAnswer[]
}

export interface AskedAnswer {
  id: string
  /** Its number on this entrant's paper; the sheet's line says the same. */
  number: number
  stem: string
  points: string
  model: string
  lookFor: readonly string[]
  answer: string
}
