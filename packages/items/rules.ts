/** The item types whose rules the program knows: one line each. */
import type { AnyRules } from '@leitai/core/run.ts'
import { rules as dictation } from './dictation/rules.ts'
import { rules as exam } from './exam/rules.ts'
import { rules as typing } from './typing/rules.ts'

export const itemRules: readonly AnyRules[] = [exam, dictation, typing]

/** Null: a type that is not built yet. */
export function rulesOf(type: string): AnyRules | null {
  return itemRules.find((rules) => rules.type === type) ?? null
}
