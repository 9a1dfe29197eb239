/** What may be sent to every match, whatever is played in it. */
import { z } from 'zod'
import { sittingControls, type SittingCommand } from '../sitting/sitting.ts'
import type { MatchSetup, Showing } from './types.ts'

const text = z.string().trim().min(1)
const empty = z.strictObject({})

export const matchSetup: z.ZodType<MatchSetup> = z.object({
  number: z.number().int().min(1),
  title: z.object({ zh: z.string(), en: z.string() }),
  teams: z.array(
    z.object({
      code: text.max(20),
      name: z.string().nullable(),
      delegation: z.string().nullable(),
      members: z.array(z.string()),
    }),
  ),
  crowd: z.boolean(),
  used: z.object({ byMatches: z.array(z.string()), byOtherItems: z.array(z.string()) }),
  seconds: z.number().int().positive(),
})

export type MatchCommand =
  | SittingCommand
  /** What the hall's screen shows. */
  | { name: 'show'; payload: { what: Showing } }
  | { name: 'note'; payload: { text: string } }
  /** Takes back the host's last step, until the next question. */
  | { name: 'undo'; payload: Record<string, never> }
  /** Points given or taken by the judges, with a reason. */
  | { name: 'correct'; payload: { code: string; points: string; reason: string } }
  /** Absent, forfeited, disqualified: it plays no more. From the contest. */
  | { name: 'withdraw'; payload: { code: string; reason: string } }
  | { name: 'finish'; payload: Record<string, never> }

export const matchCommands = {
  ...sittingControls,
  show: z.strictObject({ what: z.enum(['play', 'title', 'standings', 'bracket', 'blackout', 'sponsors']) }),
  note: z.strictObject({ text: text.max(1000) }),
  undo: empty,
  correct: z.strictObject({
    code: text.max(20),
    points: z.string().regex(/^-?\d{1,6}(\.\d{1,2})?$/, '应为数字，最多两位小数 / A number with at most two places'),
    reason: text.max(300),
  }),
  withdraw: z.strictObject({ code: text.max(20), reason: text.max(300) }),
  finish: empty,
} satisfies { [N in MatchCommand['name']]: z.ZodType<Extract<MatchCommand, { name: N }>['payload']> }
