/** A dictation paper, as it is stored and as it may come from outside. */
import { z } from 'zod'
import type { DictationMaterial } from './types.ts'

export const mostRecords = 200
/** The longest that a field may be. */
export const fieldLimits = { name: 60, address: 300, phone: 60, postcode: 20, email: 120 } as const

const audio = z.strictObject({
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  mime: z.string().regex(/^audio\/[\w.+-]+$/),
  bytes: z.number().int().positive(),
  seconds: z.number().positive().optional(),
})

const field = (most: number) => z.string().trim().max(most).default('')

export const dictationRecord = z.strictObject({
  // Seen by contestants before the answers: nothing of the record may stand in it.
  id: z.string().regex(/^[A-Za-z]{0,8}[0-9]{1,6}$/, 'letters and a number, such as r01'),
  name: field(fieldLimits.name),
  address: field(fieldLimits.address),
  phone: field(fieldLimits.phone),
  postcode: field(fieldLimits.postcode),
  email: field(fieldLimits.email),
  audio: audio.nullable().default(null),
})

export const dictationMaterial = z
  .strictObject({ records: z.array(dictationRecord).min(1).max(mostRecords) })
  .check((context) => {
    const seen = new Set<string>()
    for (const [i, { id }] of context.value.records.entries()) {
      if (seen.has(id))
        context.issues.push({ code: 'custom', input: id, path: ['records', i, 'id'], message: `${id} is there twice` })
      seen.add(id)
    }
  }) satisfies z.ZodType<DictationMaterial>
