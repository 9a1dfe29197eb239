/** The rulebook's JSON Schema, with which editors complete and underline. Written to `rulebooks/rulebook.schema.json`. */
import { z } from 'zod'
import { rulebook } from './schema.ts'

export function rulebookJsonSchema(): Record<string, unknown> {
  return { ...z.toJSONSchema(rulebook, { io: 'input', reused: 'ref' }), title: 'Leitai rulebook 赛项规程' }
}
