/** The item types whose rules the program knows: one line each. */
import { z, type ZodType } from 'zod'
import type { AnyRules } from '@leitai/core/run.ts'
import { rules as dictation } from './dictation/rules.ts'
import { rules as exam } from './exam/rules.ts'
import { rules as quiz } from './quiz/rules.ts'
import { rules as lookup } from './lookup/rules.ts'
import { rules as roleplay } from './roleplay/rules.ts'
import { rules as submission } from './submission/rules.ts'
import { rules as typing } from './typing/rules.ts'

export const itemRules: readonly AnyRules[] = [exam, dictation, typing, roleplay, submission, quiz, lookup]

/** Null: a type that is not built yet. */
export function rulesOf(type: string): AnyRules | null {
  return itemRules.find((rules) => rules.type === type) ?? null
}

/** What a rulebook may write under an item's `options`; undefined for a type that is not built yet. */
export function optionsOf(type: string): ZodType | undefined {
  // A sitting's options are the contest's setup and the item's own; a rulebook writes the item's own.
  const options = rulesOf(type)?.options
  return options instanceof z.ZodObject ? (options.shape.item as ZodType | undefined) : undefined
}

/** What a type can measure for a judge's sheet; undefined for a type that is not built yet. */
export function measuresOf(type: string): readonly string[] | undefined {
  const rules = rulesOf(type)
  return rules === null ? undefined : (rules.measures ?? [])
}
