/** What a rulebook may say about a typing test. */
import { z } from 'zod'
import { exact } from '@leitai/core/scoring/decimal.ts'
import type { TypingOptions } from './types.ts'

const decimal = z
  .union([z.number(), z.string()])
  .transform(String)
  .pipe(z.string().regex(/^\d{1,5}(\.\d{1,4})?$/, 'a number such as 80 or 7.5'))

const point = z.union([
  z.tuple([decimal, decimal]).transform(([speed, points]) => ({ speed, points })),
  z.strictObject({ speed: decimal, points: decimal }),
])

export const typingOptions = z.strictObject({
  scale: z
    .array(point)
    .min(1)
    .max(50)
    .refine(
      (scale) => scale.every(({ speed }, i) => i === 0 || exact(speed).compare(exact(scale[i - 1]!.speed)) >= 0),
      'speeds go up',
    )
    .refine((scale) => scale.some(({ points }) => exact(points).compare(0) > 0), 'points for some speed')
    .default([
      { speed: '10', points: '0' },
      { speed: '80', points: '10' },
    ]),
  textId: z.string().min(1).optional(),
}) satisfies z.ZodType<TypingOptions>
