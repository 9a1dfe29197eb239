/** What a rulebook may say about a dictation. */
import { z } from 'zod'
import { mostRecords } from './material.ts'
import { dictationFields, type DictationOptions } from './types.ts'

const field = z.enum(dictationFields)
const perField = z.partialRecord(field, z.string().min(1).max(100)).default({})

export const dictationOptions = z.strictObject({
  replays: z.number().int().min(1).max(100).default(2),
  goBack: z.boolean().default(true),
  records: z.number().int().min(1).max(mostRecords).optional(),
  order: z.enum(['same', 'shuffled']).default('same'),
  punctuation: z.array(field).default(['email']),
  keep: perField,
  drop: perField,
  emailLowerCase: z.boolean().default(true),
  accuracy: z.enum(['percent', 'ratio']).default('percent'),
}) satisfies z.ZodType<DictationOptions>
