/** The item types that rehearsals can play: one line each. */
import { rehearsal as dictation } from './dictation/rehearsal.ts'
import { rehearsal as exam } from './exam/rehearsal.ts'
import { rehearsal as lookup } from './lookup/rehearsal.ts'
import type { ItemRehearsal } from './plug.ts'
import { rehearsal as quiz } from './quiz/rehearsal.ts'
import { rehearsal as roleplay } from './roleplay/rehearsal.ts'
import { rehearsal as submission } from './submission/rehearsal.ts'
import { rehearsal as typing } from './typing/rehearsal.ts'

export const itemRehearsals: readonly ItemRehearsal[] = [exam, dictation, typing, roleplay, submission, quiz, lookup]

export function rehearsalOf(type: string): ItemRehearsal | undefined {
  return itemRehearsals.find((rehearsal) => rehearsal.type === type)
}
