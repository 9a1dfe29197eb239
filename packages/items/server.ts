/** The item types whose materials the server reads and writes: one line each. */
import { server as dictation } from './dictation/server.ts'
import { server as exam } from './exam/server.ts'
import { server as lookup } from './lookup/server.ts'
import type { ItemServer } from './plug.ts'
import { server as quiz } from './quiz/server.ts'
import { server as roleplay } from './roleplay/server.ts'
import { server as submission } from './submission/server.ts'
import { server as typing } from './typing/server.ts'

export const itemServers: readonly ItemServer[] = [exam, dictation, typing, roleplay, submission, quiz, lookup]

export function itemServerOf(type: string): ItemServer | undefined {
  return itemServers.find((plug) => plug.type === type)
}
