/**
 * The rulebook's schema: what a competition plan may say. A rulebook is a YAML file; `parse.ts` reads it and gives
 * messages with file, line and what is allowed. Every element may carry its `clause` id (`C18.rank.2`), which scores,
 * screens, prints and tests quote. Messages of the schema's own are written "中文 / English".
 */
import { z } from 'zod'
import { roles } from '../run.ts'

const id = z
  .string()
  .regex(
    /^[a-z][A-Za-z0-9-]*$/,
    '标识以小写字母开头，后接字母、数字或连字符 / An id begins with a lower-case letter; letters, digits and hyphens follow',
  )
const clause = z
  .string()
  .regex(/^[A-Z][A-Za-z0-9]*(\.[A-Za-z0-9-]+)+$/, '条款号写成 C18.rank.2 / A clause is written like C18.rank.2')
  .optional()
const writtenDecimal = /^-?\d{1,12}(\.\d{1,6})?$/
/** A decimal as a number or text; kept as text, never computed as a binary float. */
const anyDecimal = z
  .union([z.number(), z.string()])
  .transform(String)
  .refine(
    (value) => writtenDecimal.test(value),
    '应为十进制数，最多 6 位小数 / Must be a decimal number with at most 6 places',
  )
/** A decimal that is not negative. */
const decimal = anyDecimal.refine((value) => !value.startsWith('-'), '不能为负数 / May not be negative')
const moreThanZero = decimal.refine((value) => /[1-9]/.test(value), '应大于 0 / Must be more than 0')
const percentage = decimal.refine((value) => Number(value) <= 100, '百分比不超过 100 / A percentage is at most 100')
/** `标题` alone, or both languages. */
const text = z.union([
  z
    .string()
    .min(1)
    .transform((zh) => ({ zh, en: zh })),
  z.strictObject({ zh: z.string().min(1), en: z.string().min(1) }),
])

export const rounding = z.strictObject({
  places: z.number().int().min(0).max(6).default(2),
  mode: z.literal('halfUp').default('halfUp'),
})

export const eligibilityRule = z.discriminatedUnion('rule', [
  z.strictObject({ rule: z.literal('bornOnOrAfter'), date: z.iso.date(), clause }),
  z.strictObject({ rule: z.literal('bornOnOrBefore'), date: z.iso.date(), clause }),
  z.strictObject({ rule: z.literal('maxPerDelegation'), count: z.number().int().positive(), clause }),
  z.strictObject({ rule: z.literal('maxCoaches'), count: z.number().int().min(0), clause }),
  z.strictObject({ rule: z.literal('notFormerWinner'), award: z.string(), clause }),
  z.strictObject({ rule: z.literal('requiredField'), field: z.string(), clause }),
])

const entrants = z.strictObject({
  kind: z.enum(['individual', 'team']),
  teamSize: z.strictObject({ min: z.number().int().positive(), max: z.number().int().positive() }).optional(),
  /** How entries come in: the organiser's list, or an open link with approval or without. */
  entry: z
    .array(z.enum(['list', 'form', 'openLink']))
    .min(1)
    .default(['list']),
  /** Further columns of the entry list beside name, number, delegation, coach, birth date. */
  fields: z.array(z.strictObject({ id, label: text, required: z.boolean().default(false) })).default([]),
  eligibility: z.array(eligibilityRule).default([]),
  clause,
})

/**
 * Lines of a judge's sheet. `points`: 0 to max in steps. `weight`: a mark from 0 to max that is worth `percent` of the
 * item. `levels`: pick one described level. `measured`: filled by the system, the same on every judge's sheet.
 */
export const sheetLine = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('points'),
    id,
    label: text,
    max: moreThanZero,
    step: moreThanZero.default('1'),
    clause,
  }),
  z.strictObject({
    kind: z.literal('weight'),
    id,
    label: text,
    percent: percentage,
    max: moreThanZero.default('100'),
    step: moreThanZero.default('1'),
    clause,
  }),
  z.strictObject({
    kind: z.literal('levels'),
    id,
    label: text,
    clause,
    levels: z.array(z.strictObject({ points: anyDecimal, label: text })).min(2),
  }),
  /** "Each miss −1, at most −5": the mark is the number of misses. `from`: points that the line starts with. */
  z.strictObject({
    kind: z.literal('deduction'),
    id,
    label: text,
    from: decimal.default('0'),
    each: decimal,
    most: decimal,
    clause,
  }),
  /** "−1 per 10 s begun over 5 min": the mark is the time used, in seconds; with `measure` the item's timer gives it. */
  z.strictObject({
    kind: z.literal('overtime'),
    id,
    label: text,
    overSeconds: z.number().int().positive(),
    each: decimal,
    perSeconds: z.number().int().positive(),
    most: decimal.optional(),
    measure: z.string().optional(),
    clause,
  }),
  z.strictObject({ kind: z.literal('measured'), id, label: text, measure: z.string(), max: moreThanZero, clause }),
])

/** How one number comes from several judges. */
const panel = {
  judges: z.number().int().positive(),
  aggregate: z.enum(['mean', 'median', 'sum']).default('mean'),
  dropHighest: z.number().int().min(0).default(0),
  dropLowest: z.number().int().min(0).default(0),
  /** Alarm when two judges differ by more than this, in points of the sheet. */
  spread: decimal.optional(),
}

export const marking = z.discriminatedUnion('by', [
  /** The run's own score is the item score. What it leaves to people (short answers) they mark question by question. */
  z.strictObject({
    by: z.literal('system'),
    byHand: z.strictObject({ ...panel, aggregate: z.enum(['mean', 'median']).default('mean') }).optional(),
    clause,
  }),
  z.strictObject({
    by: z.literal('judges'),
    ...panel,
    /** The score is told in the hall as soon as all have handed in; otherwise with the results. */
    onTheSpot: z.boolean().default(false),
    /** So many pieces are marked by all first and compared, before the rest is given out. */
    calibration: z.number().int().min(0).max(20).default(0),
    /** A sheet's total never leaves 0 … the sheet's maximum, unless this is false. */
    keepWithin: z.boolean().default(true),
    sheet: z.array(sheetLine).min(1),
    clause,
  }),
])

export const item = z.strictObject({
  id,
  /** An item type's name. A type that is not built yet is kept as it is and shown as not available yet. */
  type: z.string(),
  title: text,
  points: moreThanZero,
  /** Percent of the stage's total; without it, item points are summed as they are. */
  weight: percentage.optional(),
  minutes: z.number().positive(),
  /** Each item type checks its own options. */
  options: z.record(z.string(), z.unknown()).default({}),
  marking: marking.default({ by: 'system' }),
  rounding: rounding.default({ places: 2, mode: 'halfUp' }),
  /** What the contestant sees right after handing in. */
  feedback: z.enum(['none', 'score', 'answers']).default('none'),
  /**
   * `session`: the staff open for all in the room. `entrant`: everyone starts alone within a window. `turn`: one after
   * another, called to the stage; `minutes` is then what one turn takes. `match`: all of a session meet in one run, led by
   * a host; `minutes` is about what it takes.
   */
  start: z.enum(['session', 'entrant', 'turn', 'match']).default('session'),
  /** Who may follow a match live: everybody, or those in the hall (screens that an official opened). */
  spectators: z.enum(['public', 'hall']).default('public'),
  clause,
})

export const tieBreak = z.discriminatedUnion('by', [
  /** Less time over the named items, or over all of the stage's. */
  z.strictObject({ by: z.literal('timeUsed'), items: z.array(id).optional(), clause }),
  z.strictObject({ by: z.literal('item'), item: id, clause }),
  /** Who won the sudden death that was held in a match of this item. */
  z.strictObject({ by: z.literal('suddenDeath'), item: id, clause }),
  /** The judges enter an order with a reason, signed. */
  z.strictObject({ by: z.literal('deliberation'), clause }),
  /** Equal ranks stay equal. */
  z.strictObject({ by: z.literal('shared'), clause }),
])

export const advancement = z.discriminatedUnion('by', [
  z.strictObject({ by: z.literal('top'), count: z.number().int().positive(), clause }),
  z.strictObject({ by: z.literal('percent'), percent: percentage, clause }),
  /** The first `count` of each group; then the best `best` of all the others. */
  z.strictObject({
    by: z.literal('perGroup'),
    count: z.number().int().positive(),
    best: z.number().int().min(0).default(0),
    clause,
  }),
  /** The winner of each match; with `losersToo` the losers follow them, to play for third place. */
  z.strictObject({ by: z.literal('winners'), losersToo: z.boolean().default(false), clause }),
  z.strictObject({ by: z.literal('decision'), clause }),
])

/** How entrants meet: in groups, or two by two with the loser going out. Without it each competes alone. */
export const matches = z.discriminatedUnion('by', [
  z.strictObject({
    by: z.literal('groups'),
    /** As many groups as fit these sizes, as even as can be; the larger size where both fit. */
    size: z.strictObject({ min: z.number().int().min(2), max: z.number().int().min(2) }),
    /** `draw`: by lot. `rank`: in a snake by the rank in the stage before, so that the strong are spread. */
    seeding: z.enum(['draw', 'rank']).default('draw'),
    clause,
  }),
  z.strictObject({
    by: z.literal('knockout'),
    /** How many come in: a power of two. With fewer entrants the best placed have no opponent in the first round. */
    size: z.union([z.literal(2), z.literal(4), z.literal(8), z.literal(16), z.literal(32)]),
    /** `rank`: first against last. `draw`: by lot. */
    seeding: z.enum(['draw', 'rank']).default('rank'),
    /** The losers of the semi-finals play for third place; otherwise they share it. */
    thirdPlace: z.boolean().default(true),
    clause,
  }),
])

/** One of several rounds that a stage of groups is made of; each is held, ranked and published like a stage. */
const groupRound = z.strictObject({ id, title: text, advancement: advancement.optional(), clause })

const stage = z.strictObject({
  id,
  title: text,
  items: z.array(item).min(1),
  matches: matches.optional(),
  /** Rounds of groups; a knockout's rounds follow from its size. `rounds.ts` makes a stage of each. */
  rounds: z.array(groupRound).min(1).optional(),
  /** Set by `rounds.ts`: which round of which written stage this is. */
  round: z.strictObject({ of: id, number: z.number().int().positive(), count: z.number().int().positive() }).optional(),
  rounding: rounding.default({ places: 2, mode: 'halfUp' }),
  ranking: z
    .strictObject({ tieBreaks: z.array(tieBreak).default([{ by: 'shared' }]), clause })
    .default({ tieBreaks: [{ by: 'shared' }] }),
  /** Who goes on to the next stage; absent for the last. */
  advancement: advancement.optional(),
  clause,
})

const awardBase = { id, title: text, prize: text.optional(), coachToo: z.boolean().default(false), clause }
export const award = z.discriminatedUnion('by', [
  /** Percent of those who took part, counted from where the award before it ended; rounded half up. */
  z.strictObject({
    ...awardBase,
    by: z.literal('percent'),
    percent: percentage,
    ties: z.enum(['allIn', 'none']).default('allIn'),
  }),
  z.strictObject({
    ...awardBase,
    by: z.literal('count'),
    count: z.number().int().positive(),
    ties: z.enum(['allIn', 'none']).default('allIn'),
  }),
  z.strictObject({
    ...awardBase,
    by: z.literal('rank'),
    from: z.number().int().positive(),
    to: z.number().int().positive(),
  }),
  /** Best in one item. */
  z.strictObject({ ...awardBase, by: z.literal('item'), item: id, count: z.number().int().positive().default(1) }),
  z.strictObject({ ...awardBase, by: z.literal('decision') }),
])

/** What is promised; when and where each session is, and what there is to read, the organiser adds as it comes. */
const training = z.strictObject({
  id,
  title: text,
  /** The stage that it prepares for: those who compete in it are trained. */
  before: id,
  /** How much of it there is. */
  minutes: z.number().int().positive().optional(),
  /** Whether one has to be there. */
  attendance: z.strictObject({ required: z.boolean().default(false) }).optional(),
  clause,
})

export const rulebook = z.strictObject({
  leitai: z.literal(1),
  /** `C18`, or an organiser's own. */
  id: z
    .string()
    .regex(
      /^[A-Za-z][A-Za-z0-9-]*$/,
      '以字母开头，后接字母、数字或连字符 / Begins with a letter; letters, digits and hyphens follow',
    ),
  title: text,
  edition: z.string().default('1'),
  about: text.optional(),
  entrants,
  sealing: z.strictObject({ layers: z.number().int().min(0).max(3), clause }).default({ layers: 0 }),
  checkIn: z
    .strictObject({
      required: z.boolean().default(true),
      opensMinutesBefore: z.number().int().min(0).default(30),
      drawMinutesBefore: z.number().int().min(0).default(15),
      clause,
    })
    .default({ required: true, opensMinutesBefore: 30, drawMinutesBefore: 15 }),
  stages: z.array(stage).min(1),
  /** Training that the organiser promises to those who compete in a stage, before it begins. */
  training: z.array(training).optional(),
  awards: z.array(award).default([]),
  review: z
    .strictObject({
      /** All of the top band, by percent of the ranked or by count: one of the two. */
      topPercent: percentage.optional(),
      topCount: z.number().int().positive().optional(),
      /** At least so many of the rest, drawn by a recorded seed, rounded up. */
      restPercent: percentage,
      /** More errors than this among the checked: everything is checked again. */
      recheckAllOverPercent: percentage,
      clause,
    })
    .optional(),
  /** The window runs from the end of the entrant's session of the item, or from the publication of the results. */
  appeals: z
    .strictObject({
      withinMinutes: z.number().int().positive(),
      after: z.enum(['item', 'results']).default('item'),
      clause,
    })
    .optional(),
  /** Who signs the result, in this order. */
  signatures: z.array(z.enum(roles)).default(['chiefJudge', 'supervisor', 'arbiter']),
  /** What a contestant may not do at the seat; warnings go to the staff. */
  conduct: z
    .strictObject({
      fullScreen: z.boolean().default(false),
      paste: z.enum(['refuse', 'log', 'allow']).default('refuse'),
      clause,
    })
    .default({ fullScreen: false, paste: 'refuse' }),
})

export type Rulebook = z.infer<typeof rulebook>
export type Stage = Rulebook['stages'][number]
export type Item = z.infer<typeof item>
export type Marking = z.infer<typeof marking>
export type SheetLine = z.infer<typeof sheetLine>
export type Award = z.infer<typeof award>
export type TieBreak = z.infer<typeof tieBreak>
export type Advancement = z.infer<typeof advancement>
export type Training = z.infer<typeof training>
export type Matches = z.infer<typeof matches>
export type EligibilityRule = z.infer<typeof eligibilityRule>
