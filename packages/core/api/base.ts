/** What the parts of the contract share: the errors that every procedure may answer, and cells that could not be taken. */
import { oc } from '@orpc/contract'
import { z } from 'zod'

/** What every refusal carries: a stable code and a sentence in both languages, shown as they are. */
export const refusalData = z.object({
  code: z.string(),
  zh: z.string(),
  en: z.string(),
  details: z.unknown().optional(),
})
export type RefusalData = z.infer<typeof refusalData>

export const api = oc.errors({
  BAD_REQUEST: { status: 400, data: refusalData },
  UNAUTHORIZED: { status: 401, data: refusalData },
  /** Also for what exists but is none of the asker's business. */
  NOT_FOUND: { status: 404, data: refusalData },
  /** Somebody else saved in the meantime; `details.current` is what stands now. */
  CONFLICT: { status: 409, data: refusalData },
  /** Its time has not come, or something is missing: the rules said no. */
  REFUSED: { status: 422, data: refusalData },
  TOO_MANY_REQUESTS: { status: 429, data: refusalData },
})

/** A cell that could not be taken: where, what was there, what is allowed. */
export const cellProblem = z.object({
  sheet: z.string().optional(),
  row: z.number().int(),
  /** As people find it: `C 出生日期`. */
  column: z.string(),
  /** The column's key in a preview's rows. */
  key: z.string().optional(),
  value: z.string(),
  problem: z.object({ zh: z.string(), en: z.string() }),
})
export type CellProblem = z.infer<typeof cellProblem>
