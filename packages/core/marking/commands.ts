/** What may be sent to a marking run: marks by its judges, everything else by the server for official acts. */
import { z } from 'zod'
import type { MarkingCommand } from './types.ts'

const empty = z.strictObject({})
const revision = z.number().int().min(1)

export const markingCommands = {
  mark: z.strictObject({
    line: z.string().min(1).max(80),
    value: z.string().max(20).nullable(),
    revision,
    /** Which of the judge's devices says so, where it tells. */
    device: z.string().max(40).optional(),
  }),
  writeRemarks: z.strictObject({ text: z.string().max(2000), revision }),
  handIn: empty,
  takeBack: empty,
  seat: z.strictObject({
    judges: z.array(z.strictObject({ personId: z.string().min(1).max(80), name: z.string().max(60) })),
  }),
  open: z.strictObject({ live: z.boolean(), measures: z.record(z.string(), z.string()) }),
  call: z.strictObject({ kind: z.enum(['remark', 'talk']), note: z.string().trim().min(1).max(300) }),
  calibrate: z.strictObject({ as: z.enum(['alone', 'compared']).nullable() }),
  close: empty,
  reopen: empty,
} satisfies { [N in MarkingCommand['name']]: z.ZodType<Extract<MarkingCommand, { name: N }>['payload']> }

/** What a judge sends; the rest comes from the server alone. */
export const judgesCommands: ReadonlySet<MarkingCommand['name']> = new Set([
  'mark',
  'writeRemarks',
  'handIn',
  'takeBack',
])
