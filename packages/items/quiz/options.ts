/** What a rulebook says of a quiz: its rounds in order, how they are scored, what a team may ask for. */
import { matchOptions, points } from '@leitai/core/match/options.ts'
import { z } from 'zod'
import type { QuizOptions } from './types.ts'

const clause = z.string().optional()
const count = z.number().int().positive().max(500)
const seconds = z.number().int().min(3).max(3600)
/** `spoken`: aloud, judges or the host say right or wrong. `keys`: chosen at the seat, the system judges. */
const answer = z.enum(['spoken', 'keys']).default('spoken')
const lifelines = z.array(z.string().max(40)).default([])

const foul = z
  .strictObject({
    /** What a press before the start costs. */
    points: points.default('0'),
    /** The team is out of this question. */
    out: z.boolean().default(true),
  })
  .default({ points: '0', out: true })

/** `again`: the start is given once more. `both`: those who were level answer one after the other. `lot`: by lot. */
const deadHeat = z.enum(['again', 'both', 'lot']).default('again')

export const quizRound = z.discriminatedUnion('kind', [
  /** 必答: every team its own questions, its members in turn or the team as a whole. */
  z.strictObject({
    kind: z.literal('inTurn'),
    questionsPerTeam: count,
    membersInTurn: z.boolean().default(false),
    seconds,
    right: points,
    wrong: points.default('0'),
    answer,
    lifelines,
    clause,
  }),
  /** 抢答: open at the host's word alone. */
  z.strictObject({
    kind: z.literal('buzzer'),
    questions: count,
    /** To answer, once a team has it. */
    seconds,
    /** To press, once it is open; then the question goes unanswered. */
    pressSeconds: seconds.default(15),
    right: points,
    wrong: points.default('0'),
    opens: z.literal('host').default('host'),
    foul,
    deadHeat,
    /** After a wrong answer whoever pressed next may answer; without it the question is over. */
    next: z.boolean().default(false),
    answer,
    lifelines,
    clause,
  }),
  /** 风险题: one pack a team, its questions rise; after each right answer the team may stop. */
  z.strictObject({
    kind: z.literal('risk'),
    /** Points of a pack's questions, easy to hard. */
    packQuestions: z.array(points).min(1).max(6),
    /** What a wrong answer costs: all that was won in this round, or the question's points. */
    wrong: z.enum(['loseRound', 'losePoints', 'nothing']).default('loseRound'),
    mayStop: z.boolean().default(true),
    /** One member answers; otherwise the team. */
    oneMember: z.boolean().default(true),
    seconds: seconds.default(60),
    answer,
    lifelines,
    clause,
  }),
  /** 擂台: the holder meets one challenger after another; more points in a duel take the stage, a tie keeps it. */
  z.strictObject({
    kind: z.literal('challenge'),
    /** Questions of one duel, on the buzzer between the two. */
    duelQuestions: count,
    seconds,
    pressSeconds: seconds.default(15),
    right: points,
    wrong: points.default('0'),
    /** For each duel that the holder keeps the stage. */
    defence: points.default('0'),
    /** Who takes the stage first: the team that is named first, or the one that leads. */
    firstHolder: z.enum(['first', 'leader']).default('first'),
    foul,
    deadHeat,
    answer,
    lifelines,
    clause,
  }),
  /** 限时快答: as many as possible before time is up, each at its own seat. */
  z.strictObject({
    kind: z.literal('rapid'),
    seconds,
    right: points,
    wrong: points.default('0'),
    /** At most so many; without it as many as the bank has. */
    questions: count.optional(),
    mayPass: z.boolean().default(true),
    clause,
  }),
  /** 全员答题: one question for everybody at once, answered with keys; speed may count. */
  z.strictObject({
    kind: z.literal('everybody'),
    questions: count,
    seconds,
    right: points,
    wrong: points.default('0'),
    /** So much of `right`, in percent, melts away evenly over the time. */
    speedPercent: z.number().int().min(0).max(100).default(0),
    clause,
  }),
])

export const lifeline = z.strictObject({
  id: z.string().regex(/^[a-z][A-Za-z0-9-]*$/),
  /** `half`: two wrong options go (choice questions). `time`: more seconds. `ask`: the team asks whom it may; the clock stands still meanwhile. */
  kind: z.enum(['half', 'time', 'ask']),
  label: z.union([z.string().transform((zh) => ({ zh, en: zh })), z.strictObject({ zh: z.string(), en: z.string() })]),
  /** How often each team may use it. */
  uses: z.number().int().min(1).max(20).default(1),
  seconds: z.number().int().min(1).max(600).default(30),
  clause,
})

export const quizOptions: z.ZodType<QuizOptions> = z.strictObject({
  ...matchOptions,
  rounds: z.array(quizRound).min(1).max(20),
  lifelines: z.array(lifeline).max(6).default([]),
  /** Questions in reserve, for those that are void. */
  spares: z.number().int().min(0).max(50).default(5),
  /** Equal after the last round: sudden death on the buzzer, among those equal for these places. Without it they stay equal. */
  suddenDeath: z
    .strictObject({
      /** Only ties that touch these ranks. */
      ranks: z.number().int().min(1).max(10).default(1),
      seconds,
      pressSeconds: seconds.default(15),
      /** Questions in reserve for it. */
      questions: z.number().int().min(1).max(50).default(5),
      clause,
    })
    .optional(),
  /** For thousands, each alone at a link: whoever competes may answer. Only `everybody` rounds. */
  crowd: z.boolean().default(false),
}) as never
