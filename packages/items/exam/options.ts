/** What a rulebook may say about a theory paper. */
import { z } from 'zod'
import { positiveDecimal } from './material.ts'
import { questionKinds, type ExamOptions } from './types.ts'

const drawRule = z.strictObject({
  kind: z.enum(questionKinds),
  count: z.number().int().min(1).max(500),
  points: positiveDecimal,
  tags: z.array(z.string().min(1)).min(1).optional(),
  chapters: z.array(z.string().min(1)).min(1).optional(),
  difficulty: z.strictObject({ from: z.number().int().min(1).max(5), to: z.number().int().min(1).max(5) }).optional(),
})

const chosen = z.union([
  z
    .string()
    .min(1)
    .transform((id): { id: string; points?: string | undefined } => ({ id })),
  z.strictObject({ id: z.string().min(1), points: positiveDecimal.optional() }),
])

const paperPlan = z.discriminatedUnion('by', [
  z.strictObject({ by: z.literal('all') }),
  z.strictObject({ by: z.literal('rule'), draw: z.array(drawRule).min(1).max(100) }),
  z.strictObject({ by: z.literal('hand'), questions: z.array(chosen).min(1).max(500) }),
])

export const examOptions = z.strictObject({
  paper: paperPlan.default({ by: 'all' }),
  samePaper: z.boolean().default(true),
  shuffleQuestions: z.boolean().default(true),
  shuffleOptions: z.boolean().default(true),
  onePerPage: z.boolean().default(true),
  partialCredit: z.enum(['none', 'perRight', 'proportional']).default('none'),
  fillIn: z
    .strictObject({
      ignoreCase: z.boolean().default(true),
      ignoreSpaces: z.boolean().default(true),
      ignorePunctuation: z.boolean().default(false),
    })
    .default({ ignoreCase: true, ignoreSpaces: true, ignorePunctuation: false }),
}) satisfies z.ZodType<ExamOptions>
