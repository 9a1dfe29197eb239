/**
 * Which material an item uses is an official act: the contest's stream names it by the hash of its content, and a copy is
 * kept under that hash, so that later edits of a bank change nothing that has begun.
 */
import { isRefusal, refuse, type Refusal } from '@leitai/core/run.ts'
import { sha256Hex } from '@leitai/core/seed.ts'
import type { Parts } from '../../parts.ts'
import { newToken } from '../../people/tokens.ts'

type Uses = Pick<Parts, 'database' | 'host'>

/** Records the material as it stands now; the act refuses once a session of the item has begun. `null` takes it away. */
export async function recordMaterial(
  parts: Uses,
  contestId: string,
  stage: string,
  item: string,
  materialId: string | null,
  personId: string,
): Promise<null | Refusal> {
  const { db } = parts.database
  let title = ''
  let sha256 = ''
  if (materialId !== null) {
    const row = await db
      .selectFrom('material')
      .select(['title', 'type', 'body'])
      .where('id', '=', materialId)
      .executeTakeFirst()
    if (row === undefined) return refuse('noSuchMaterial', '没有这份素材', 'There is no such material')
    const body = JSON.stringify(row.body)
    title = row.title
    sha256 = sha256Hex(body)
    await db
      .insertInto('material_copy')
      .values({ sha256, type: row.type, body })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  }
  const accepted = await parts.host.submit({
    runId: contestId,
    commandId: `material-${newToken()}`,
    name: 'recordMaterial',
    payload: { stage, item, materialId, title, sha256 },
    by: { kind: 'server', for: personId },
  })
  return isRefusal(accepted) ? accepted : null
}

/** The body under a recorded hash. */
export async function materialCopy({ database }: Pick<Uses, 'database'>, sha256: string): Promise<unknown> {
  const row = await database.db
    .selectFrom('material_copy')
    .select('body')
    .where('sha256', '=', sha256)
    .executeTakeFirstOrThrow()
  return JSON.parse(row.body)
}
