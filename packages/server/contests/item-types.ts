/** The item types that are built, as the contest side of the server asks for them. */
import type { ZodType } from 'zod'
import type { AnyRules } from '@leitai/core/run.ts'
import type { Check } from '@leitai/core/sitting/sitting.ts'
import type { ItemServer } from '@leitai/items/plug.ts'

export interface ItemTypes {
  available: readonly string[]
  /** The schema of the options that a rulebook gives this type; undefined where the type is not built. */
  optionsOf(type: string): ZodType | undefined
  /** Its materials' formats; undefined where the type is not built. */
  serverOf(type: string): ItemServer | undefined
  /** Its rules; null where the type is not built. */
  rulesOf(type: string): AnyRules | null
  /** What it can measure for a judge's sheet; undefined where the type is not built. */
  measuresOf(type: string): readonly string[] | undefined
  /** The schema of its materials; undefined where the type is not built. */
  materialOf(type: string): ZodType | undefined
  /** What a contestant tries out before it. */
  checksOf(type: string): Check[]
}
