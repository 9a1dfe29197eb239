/** Which material an item of a contest uses: one's own, of the item's type, and fit for the rulebook's options. */
import { isRefusal, refuse, type Refusal } from '@leitai/core/run.ts'
import type { Parts } from '../parts.ts'
import type { Contest } from './contests.ts'
import { serverAct } from './server-act.ts'
import { checkRulebook, itemsOf } from './rulebooks.ts'
import { keepCopy } from './sessions/material.ts'

/** Refuses also what the contest's rules refuse: once a session of the item has begun, its material is fixed. */
export async function assignMaterial(
  parts: Parts,
  contest: Contest,
  personId: string,
  itemId: string,
  materialId: string | null,
): Promise<Refusal | null> {
  const { rulebook } = checkRulebook(contest.rulebook_yaml, parts.items)
  const item = rulebook === null ? undefined : itemsOf(rulebook).find(({ id }) => id === itemId)
  if (item === undefined)
    return refuse(
      'noSuchItem',
      '规程中没有这个赛项，或规程尚有问题。',
      'The rulebook has no such item, or has problems.',
    )
  const { db } = parts.database
  if (materialId === null) {
    const refused = await recordMaterial(parts, contest.id, item.stage, itemId, null, personId)
    if (refused === null)
      await db
        .deleteFrom('material_assignment')
        .where('contest_id', '=', contest.id)
        .where('item_id', '=', itemId)
        .execute()
    return refused
  }
  const material = await db
    .selectFrom('material')
    .selectAll()
    .where('id', '=', materialId)
    .where('owner_id', '=', personId)
    .executeTakeFirst()
  if (material === undefined) return refuse('noSuchMaterial', '没有这份素材。', 'There is no such material.')
  if (material.type !== item.type)
    return refuse('otherType', '这份素材不属于该赛项的类型。', 'This material is of another item type.')
  const fits = parts.items.serverOf(item.type)?.material(material.body, item.options)
  if (fits === undefined) return refuse('notAvailable', '该赛项类型尚不可用。', 'This item type is not available yet.')
  if (isRefusal(fits)) return fits
  const refused = await recordMaterial(parts, contest.id, item.stage, itemId, material, personId)
  if (refused !== null) return refused
  await db
    .insertInto('material_assignment')
    .values({ contest_id: contest.id, item_id: itemId, material_id: materialId })
    .onConflict((row) => row.columns(['contest_id', 'item_id']).doUpdateSet({ material_id: materialId }))
    .execute()
  return null
}

/** The official act, naming the body as the database gives it; a copy of it is kept under its hash. */
export async function recordMaterial(
  parts: Parts,
  contestId: string,
  stage: string,
  itemId: string,
  material: { id: string; type: string; title: string; body: unknown } | null,
  personId: string,
): Promise<Refusal | null> {
  const sha256 = material === null ? '' : await keepCopy(parts, material.type, material.body)
  // so that nobody waits for it once a session of the item is open
  if (material !== null) await parts.knowledge.prepare(sha256, material.type, material.body)
  return serverAct(
    parts,
    contestId,
    'recordMaterial',
    { stage, item: itemId, materialId: material?.id ?? null, title: material?.title ?? '', sha256 },
    personId,
  )
}
