/** Materials: what items need (banks, dictation papers, texts). Edited by their owner; contests refer to them. */
import type { Selectable } from 'kysely'
import type { Item } from '@leitai/core/rulebook/schema.ts'
import type { Text } from '@leitai/core/score.ts'
import { isRefusal, refuse, type Refusal } from '@leitai/core/run.ts'
import { recordMaterial } from '../contests/assignments.ts'
import { findContest } from '../contests/contests.ts'
import { checkRulebook, itemsOf } from '../contests/rulebooks.ts'
import type { Parts } from '../parts.ts'
import { newId } from '../people/tokens.ts'
import type { MaterialTable } from '../store/tables.ts'

export type Material = Selectable<MaterialTable>

export async function materialLines(parts: Parts, materials: readonly Material[]) {
  const used =
    materials.length === 0
      ? []
      : await parts.database.db
          .selectFrom('material_assignment')
          .innerJoin('contest', 'contest.id', 'material_assignment.contest_id')
          .select(['material_id', 'title_zh'])
          .where(
            'material_id',
            'in',
            materials.map(({ id }) => id),
          )
          .execute()
  return materials.map((material) => ({
    id: material.id,
    type: material.type,
    title: material.title,
    size: parts.items.serverOf(material.type)?.size(material.body) ?? '',
    updatedAt: material.updated_at,
    revision: material.revision,
    usedBy: [...new Set(used.filter((row) => row.material_id === material.id).map((row) => row.title_zh))],
  }))
}

export async function materialsOf(parts: Parts, personId: string, type?: string): Promise<Material[]> {
  const query = parts.database.db
    .selectFrom('material')
    .selectAll()
    .where('owner_id', '=', personId)
    .orderBy('updated_at', 'desc')
  return (type === undefined ? query : query.where('type', '=', type)).execute()
}

export async function ownMaterial(parts: Parts, personId: string, id: string): Promise<Material | undefined> {
  return parts.database.db
    .selectFrom('material')
    .selectAll()
    .where('id', '=', id)
    .where('owner_id', '=', personId)
    .executeTakeFirst()
}

export interface MaterialInput {
  type: string
  title: string
  body: unknown
  revision: number
}

export type Saved = { id: string; revision: number } | { stale: Material } | { gone: true } | Refusal

/** Refuses `notAvailable`, `unfit` (with what is wrong), `noSuchFile`, and `unfitForContest` where a contest could not use it so. */
export async function saveMaterial(
  parts: Parts,
  personId: string,
  id: string | 'new',
  input: MaterialInput,
): Promise<Saved> {
  const plug = parts.items.serverOf(input.type)
  if (plug === undefined)
    return refuse('notAvailable', '该素材类型尚不可用。', 'This type of material is not available yet.')
  const checked = parts.items.materialOf(input.type)!.safeParse(input.body)
  if (!checked.success) {
    return refuse(
      'unfit',
      '素材内容不完整或格式不对。',
      'The material is incomplete or not in its form.',
      checked.error.issues.map(({ path, message }) => ({ path: path.map(String).join('.'), message })),
    )
  }
  const hashes = [...new Set(plug.files(checked.data))]
  for (const hash of hashes) {
    if (!(await parts.files.mayRead(personId, hash)))
      return refuse(
        'noSuchFile',
        '素材引用了不存在的文件，请重新上传。',
        'The material refers to a file that is not there; upload it again.',
        { hash },
      )
  }
  const body = JSON.stringify(checked.data)
  const now = parts.clock.now()
  if (id === 'new') {
    const made = newId()
    await parts.database.transaction(async (trx) => {
      await trx
        .insertInto('material')
        .values({ id: made, owner_id: personId, type: input.type, title: input.title, body, updated_at: now })
        .execute()
      await parts.files.grant(hashes, 'material', made, trx)
    })
    return { id: made, revision: 1 }
  }
  const uses = await usesOf(parts, id)
  const unfit = misfit(uses, input.type, checked.data, parts)
  if (unfit !== null) return unfit
  const saved = await parts.database.transaction(
    async (trx): Promise<{ row: Material } | { stale: Material } | { gone: true }> => {
      const current = await trx
        .selectFrom('material')
        .selectAll()
        .where('id', '=', id)
        .where('owner_id', '=', personId)
        .forUpdate()
        .executeTakeFirst()
      if (current === undefined || current.type !== input.type) return { gone: true }
      if (current.revision !== input.revision) return { stale: current }
      await trx.deleteFrom('file_right').where('holder_kind', '=', 'material').where('holder_id', '=', id).execute()
      await parts.files.grant(hashes, 'material', id, trx)
      const change = { title: input.title, body, revision: input.revision + 1, updated_at: now }
      return {
        row: await trx
          .updateTable('material')
          .set(change)
          .where('id', '=', id)
          .returningAll()
          .executeTakeFirstOrThrow(),
      }
    },
  )
  if (!('row' in saved)) return saved
  // where a session of the item has begun the contest refuses the new one: it keeps the copy that it began with
  for (const { contestId, stage, item } of uses)
    await recordMaterial(parts, contestId, stage, item.id, saved.row, personId)
  return { id, revision: saved.row.revision }
}

interface Use {
  contestId: string
  title: Text
  stage: string
  item: Item
}

/** Items of contests that use the material and whose rulebooks can be read. */
async function usesOf(parts: Parts, materialId: string): Promise<Use[]> {
  const rows = await parts.database.db
    .selectFrom('material_assignment')
    .selectAll()
    .where('material_id', '=', materialId)
    .execute()
  const uses = await Promise.all(
    rows.map(async ({ contest_id, item_id }): Promise<Use[]> => {
      const contest = await findContest(parts, contest_id)
      const rulebook = contest === undefined ? null : checkRulebook(contest.rulebook_yaml, parts.items).rulebook
      const item = rulebook === null ? undefined : itemsOf(rulebook).find(({ id }) => id === item_id)
      if (contest === undefined || item === undefined) return []
      return [{ contestId: contest_id, title: { zh: contest.title_zh, en: contest.title_en }, stage: item.stage, item }]
    }),
  )
  return uses.flat()
}

function misfit(uses: readonly Use[], type: string, body: unknown, { items }: Parts): Refusal | null {
  for (const { title, item } of uses) {
    const fits = items.serverOf(type)!.material(body, item.options)
    if (isRefusal(fits))
      return refuse(
        'unfitForContest',
        `赛事“${title.zh}”正在使用这份素材：${fits.zh}`,
        `The contest “${title.en}” uses this material: ${fits.en}`,
        fits.details,
      )
  }
  return null
}

/** Refuses `inUse` while a contest refers to it. Null: no such material of this person. */
export async function removeMaterial(
  parts: Parts,
  personId: string,
  id: string,
): Promise<{ done: true } | Refusal | null> {
  return parts.database.transaction(async (trx) => {
    const material = await trx
      .selectFrom('material')
      .select('id')
      .where('id', '=', id)
      .where('owner_id', '=', personId)
      .forUpdate()
      .executeTakeFirst()
    if (material === undefined) return null
    const used = await trx
      .selectFrom('material_assignment')
      .select('contest_id')
      .where('material_id', '=', id)
      .limit(1)
      .executeTakeFirst()
    if (used !== undefined)
      return refuse(
        'inUse',
        '有赛事正在使用这份素材，请先在赛事中改选。',
        'A contest uses this material; choose another there first.',
      )
    await trx.deleteFrom('file_right').where('holder_kind', '=', 'material').where('holder_id', '=', id).execute()
    await trx.deleteFrom('material').where('id', '=', id).execute()
    return { done: true as const }
  })
}
