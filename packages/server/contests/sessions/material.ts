/**
 * Which material an item uses is an official act that names the content by its hash. A copy is kept under that hash, so
 * that later edits of a bank change nothing that has begun, and the archive can show what was used.
 */
import { sha256Hex } from '@leitai/core/seed.ts'
import type { Parts } from '../../parts.ts'

type Uses = Pick<Parts, 'database'>

/** Keeps the body as it stands, and names it. The database gives a body's keys back in one order: equal bodies have equal hashes. */
export async function keepCopy({ database }: Uses, type: string, body: unknown): Promise<string> {
  const text = JSON.stringify(body)
  const sha256 = sha256Hex(text)
  await database.db
    .insertInto('material_copy')
    .values({ sha256, type, body: text })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  return sha256
}

/** The body under a recorded hash. */
export async function materialCopy({ database }: Uses, sha256: string): Promise<unknown> {
  const row = await database.db
    .selectFrom('material_copy')
    .select('body')
    .where('sha256', '=', sha256)
    .executeTakeFirstOrThrow()
  return JSON.parse(row.body)
}
