/**
 * Guessing is slowed per account and never per address: a classroom sits behind one address. After five failures each
 * further try must wait, twice as long every time up to a minute; longer would let a neighbour lock a contestant out.
 */
import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import { refuse, type Instant, type Refusal } from '@leitai/core/run.ts'
import type { Tables } from '../store/tables.ts'

const freeFailures = 5
const longestWaitMs = 60_000
const forgottenAfterMs = 3600_000

/**
 * Counts a try as failed before it is looked at, so that many at once cannot slip through, and refuses with `tooMany`
 * while the account must wait. A right answer must call `forgive`.
 */
export async function beginTry(db: Kysely<Tables>, account: string, now: Instant): Promise<Refusal | null> {
  const failures = sql<number>`case when sign_in_failure.last_at < ${now - forgottenAfterMs} then 1 else sign_in_failure.failures + 1 end`
  const counted = await db
    .insertInto('sign_in_failure')
    .values({ account, failures: 1, last_at: now, blocked_until: 0 })
    .onConflict((conflict) =>
      conflict
        .column('account')
        .doUpdateSet({
          failures,
          last_at: now,
          blocked_until: sql<number>`case when ${failures} < ${freeFailures} then 0
            else ${now} + least(${longestWaitMs}, 1000 * power(2, ${failures} - ${freeFailures}))::bigint end`,
        })
        .where('sign_in_failure.blocked_until', '<=', now),
    )
    .returning('failures')
    .executeTakeFirst()
  if (counted !== undefined) return null
  const row = await db
    .selectFrom('sign_in_failure')
    .select('blocked_until')
    .where('account', '=', account)
    .executeTakeFirst()
  const waitSeconds = Math.max(1, Math.ceil(((row?.blocked_until ?? now) - now) / 1000))
  return refuse(
    'tooMany',
    `输错次数过多，请 ${waitSeconds} 秒后再试。忘记了请找工作人员重置。`,
    `Too many wrong tries. Try again in ${waitSeconds} s, or ask the staff for a new one.`,
    { waitSeconds },
  )
}

/** After a right answer, and after a reset by staff. */
export async function forgive(db: Kysely<Tables>, account: string): Promise<void> {
  await db.deleteFrom('sign_in_failure').where('account', '=', account).execute()
}

export const seatAccount = (contestId: string, code: string): string => `seat:${contestId}:${code}`
export const personAccount = (username: string): string => `person:${username.toLowerCase()}`
