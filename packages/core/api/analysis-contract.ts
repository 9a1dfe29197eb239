/** What the analysis of a stage looks like over HTTP. Its meaning, with the sources of its formulas, is in `analysis/`. */
import { z } from 'zod'
import type { StageAnalysis } from '../analysis/analysis.ts'

const text = z.object({ zh: z.string(), en: z.string() })

/** A value, or null with the reason why there is none. */
const found = <T extends z.ZodType>(value: T) =>
  z.union([z.object({ value, why: z.null() }), z.object({ value: z.null(), why: text })])

const rankCorrelation = z.object({ spearman: z.number(), kendall: z.number(), pieces: z.number().int() })

const measure = z.object({
  measure: z.number(),
  standardError: z.number(),
  marks: z.number().int(),
  extreme: z.boolean(),
  infit: z.number().nullable(),
  outfit: z.number().nullable(),
})

const finding = z.object({
  kind: z.enum([
    'negativeDiscrimination',
    'severity',
    'inconsistency',
    'otherOrder',
    'misfit',
    'concordance',
    'end',
    'noise',
    'easy',
    'hard',
  ]),
  text,
  about: z.array(z.string()),
  codes: z.array(z.string()),
})

const judge = z.object({
  id: z.string(),
  name: z.string(),
  pieces: z.number().int(),
  mean: z.number(),
  severity: found(
    z.object({
      difference: z.number(),
      standardError: z.number(),
      inconsistency: z.number(),
      pieces: z.number().int(),
      byPiece: z.array(z.object({ code: z.string(), difference: z.number() })),
    }),
  ),
  agreement: found(rankCorrelation),
  rasch: measure.nullable(),
})

const criterion = z.object({
  id: z.string(),
  label: text,
  from: z.number(),
  to: z.number(),
  marks: z.number().int(),
  pieces: z.number().int(),
  mean: z.number(),
  shareUsed: z.number(),
  lowest: z.number(),
  lowerQuartile: z.number(),
  median: z.number(),
  upperQuartile: z.number(),
  highest: z.number(),
  betweenJudges: z.number().nullable(),
  betweenPieces: z.number().nullable(),
  reliability: z.number().nullable(),
  atTop: z.number(),
  atBottom: z.number(),
  end: z.enum(['ceiling', 'floor']).nullable(),
})

const question = z.object({
  id: z.string(),
  label: text,
  samePlace: z.boolean(),
  entrants: z.number().int(),
  points: z.number(),
  difficulty: z.number(),
  discrimination: found(
    z.object({ correlation: z.number().nullable(), upperLower: z.number(), group: z.number().int() }),
  ),
  choices: z.array(z.object({ chosen: z.string(), count: z.number().int(), right: z.boolean() })).nullable(),
})

export const stageAnalysis: z.ZodType<StageAnalysis> = z.object({
  items: z.array(
    z.object({
      id: z.string(),
      title: text,
      sheetMax: z.number(),
      pieces: z.number().int(),
      judges: z.array(judge),
      pairs: z.array(z.object({ a: z.string(), b: z.string(), correlation: found(rankCorrelation) })),
      concordance: found(
        z.object({
          w: z.number(),
          chiSquare: z.number(),
          degreesOfFreedom: z.number().int(),
          p: z.number(),
          judges: z.number().int(),
          judgesInAll: z.number().int(),
          pieces: z.number().int(),
          piecesInAll: z.number().int(),
        }),
      ),
      rasch: found(
        z.object({
          criteria: z.array(measure.extend({ id: z.string(), categories: z.number().int() })),
          converged: z.boolean(),
          iterations: z.number().int(),
          observations: z.number().int(),
        }),
      ),
      criteria: z.array(criterion),
      findings: z.array(finding),
    }),
  ),
  papers: z.array(
    z.object({
      id: z.string(),
      title: text,
      papers: z.number().int(),
      questions: z.array(question),
      findings: z.array(finding),
    }),
  ),
})
