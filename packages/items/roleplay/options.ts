/** What a rulebook may say about a role-play. */
import { z } from 'zod'
import type { RoleplayOptions } from './types.ts'

const minutes = z.number().positive().max(180)

export const roleplayOptions = z.strictObject({
  draw: z.enum(['entrant', 'shared', 'none']).default('entrant'),
  questions: z.number().int().min(1).max(50).optional(),
  showQuestions: z.boolean().optional(),
  study: z.strictObject({ minutes, keepHandout: z.boolean().default(true) }).optional(),
  performance: z.strictObject({
    minutes,
    warnSecondsLeft: z.array(z.number().int().positive()).max(10).default([60]),
    mostOverSeconds: z.number().int().min(0).max(3600).default(120),
  }),
  audience: z.enum(['scene', 'clock']).default('scene'),
  recording: z.enum(['none', 'optional', 'required']).default('none'),
}) satisfies z.ZodType<RoleplayOptions>
