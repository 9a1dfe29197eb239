/** The one-time link for the first organiser: whoever sits at the server opens it, and it works once. */
import { isRefusal, refuse, type Refusal } from '@leitai/core/run.ts'
import type { Database } from '../store/database.ts'
import type { Accounts } from './auth.ts'
import { newToken, tokenHash } from './tokens.ts'

export async function needsFirstOrganiser(database: Database): Promise<boolean> {
  const used = await database.db
    .selectFrom('setup_token')
    .select('token_hash')
    .where('used_at', 'is not', null)
    .limit(1)
    .executeTakeFirst()
  return used === undefined
}

/**
 * A new token while there is no organiser; older unused ones stop working. Null when there is one, unless `anyway`: whoever
 * has the computer may make a further organiser (the only one forgot the password).
 */
export async function firstOrganiserToken(database: Database, anyway = false): Promise<string | null> {
  if (!anyway && !(await needsFirstOrganiser(database))) return null
  const token = newToken()
  await database.transaction(async (trx) => {
    await trx.deleteFrom('setup_token').where('used_at', 'is', null).execute()
    await trx
      .insertInto('setup_token')
      .values({ token_hash: tokenHash(token), used_at: null })
      .execute()
  })
  return token
}

/** Refuses `linkUsed` for a token that is wrong or was used. */
export async function createFirstOrganiser(
  database: Database,
  accounts: Accounts,
  input: { token: string; name: string; username: string; password: string },
): Promise<{ personId: string } | Refusal> {
  // taken first: of two at once only one gets a row
  const token = await database.db
    .updateTable('setup_token')
    .set({ used_at: new Date() })
    .where('token_hash', '=', tokenHash(input.token))
    .where('used_at', 'is', null)
    .returning('token_hash')
    .executeTakeFirst()
  if (token === undefined) {
    return refuse(
      'linkUsed',
      '链接无效或已使用。请重新启动服务器以获得新链接；若已有组织者，请由其重置密码。',
      'This link is wrong or was used. Start the server again for a new one, or ask an existing organiser to reset your password.',
    )
  }
  const made = await accounts.create({ ...input, mayCreateContests: true })
  if (isRefusal(made))
    await database.db
      .updateTable('setup_token')
      .set({ used_at: null })
      .where('token_hash', '=', token.token_hash)
      .execute()
  return made
}
