/** What a rulebook says of a lookup race. */
import { matchOptions, points } from '@leitai/core/match/options.ts'
import { z } from 'zod'
import type { LookupOptions } from './types.ts'

export const lookupOptions: z.ZodType<LookupOptions> = z.strictObject({
  ...matchOptions,
  questions: z.number().int().min(1).max(200),
  /** For one question, from the light on. */
  seconds: z.number().int().min(5).max(3600),
  /** For the first right answer. */
  right: points,
  /** For each wrong one: a number below 0 takes points away. */
  wrong: points.default('0'),
  /** Answers of one team to one question. */
  tries: z.number().int().min(1).max(20).default(2),
  order: z.enum(['drawn', 'rising']).default('drawn'),
  /** `system`: compared with the keys. `judge`: the judge says right or wrong; the key stands beside it. */
  judging: z.enum(['system', 'judge']).default('system'),
  /** `required`: an answer names the article it was found in, and one that the key does not name is wrong. */
  evidence: z.enum(['required', 'optional']).default('required'),
  /** Right answers that cannot be told apart: both take the points, or another question is asked. */
  deadHeat: z.enum(['both', 'again']).default('both'),
  /** In reserve, for those that are void. */
  spares: z.number().int().min(0).max(50).default(3),
  clause: z.string().optional(),
}) as never
