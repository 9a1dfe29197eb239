/** The reading list of a training: what was uploaded, and links to what lies elsewhere. */
import type { Selectable } from 'kysely'
import type { ContestState } from '@leitai/core/contest/state.ts'
import { refuse, type Refusal } from '@leitai/core/run.ts'
import { trainingOf } from '@leitai/core/training/trained.ts'
import type { Parts } from '../../parts.ts'
import { newId } from '../../people/tokens.ts'
import type { TrainingMaterialTable } from '../../store/tables.ts'
import { noTraining } from './refusals.ts'

export type MaterialRow = Selectable<TrainingMaterialTable>

export interface MaterialInput {
  training: string
  title: string
  link: string | null
  required: boolean
}

export function materialsOf({ database }: Pick<Parts, 'database'>, contestId: string): Promise<MaterialRow[]> {
  return database.db
    .selectFrom('training_material')
    .selectAll()
    .where('contest_id', '=', contestId)
    .orderBy('place')
    .orderBy('id')
    .execute()
}

export function findMaterial(
  { database }: Pick<Parts, 'database'>,
  contestId: string,
  material: string,
): Promise<MaterialRow | undefined> {
  return database.db
    .selectFrom('training_material')
    .selectAll()
    .where('contest_id', '=', contestId)
    .where('id', '=', material)
    .executeTakeFirst()
}

export const presentMaterial = (row: MaterialRow) => ({
  id: row.id,
  title: row.title,
  kind: row.kind,
  link: row.link,
  hash: row.hash,
  mime: row.mime,
  bytes: row.bytes,
  seconds: row.seconds,
  required: row.required,
})

/** Refuses `noTraining`, `noLink`. `stale`: somebody else saved; null: there is no such material. */
export async function saveMaterial(
  parts: Pick<Parts, 'database' | 'clock'>,
  state: ContestState,
  material: string,
  revision: number,
  { training, title, link, required }: MaterialInput,
): Promise<{ id: string; revision: number } | { stale: MaterialRow } | Refusal | null> {
  if (trainingOf(state, training) === undefined) return noTraining()
  const known = material === 'new' ? undefined : await findMaterial(parts, state.contestId, material)
  if (material !== 'new' && known === undefined) return null
  if ((known === undefined || known.kind === 'link') && !link)
    return refuse(
      'noLink',
      '请填写网址，以 http:// 或 https:// 开头。',
      'An address is needed, from http:// or https:// on.',
    )
  if (known === undefined) {
    const id = newId()
    await add(parts, state.contestId, {
      id,
      training,
      title,
      kind: 'link',
      link,
      hash: null,
      mime: null,
      bytes: null,
      seconds: null,
      required,
    })
    return { id, revision: 1 }
  }
  const saved = await parts.database.db
    .updateTable('training_material')
    .set((row) => ({
      title,
      required,
      ...(known.kind === 'link' ? { link } : {}),
      updated_at: parts.clock.now(),
      revision: row('revision', '+', 1),
    }))
    .where('id', '=', material)
    .where('contest_id', '=', state.contestId)
    .where('revision', '=', revision)
    .returning(['id', 'revision'])
    .executeTakeFirst()
  return saved ?? { stale: (await findMaterial(parts, state.contestId, material)) ?? known }
}

/** At the end of its list. The same one again is there already: an upload may be finished twice by a crash. */
export async function add(
  parts: Pick<Parts, 'database' | 'clock'>,
  contestId: string,
  row: Omit<MaterialRow, 'contest_id' | 'place' | 'revision' | 'updated_at'>,
): Promise<void> {
  await parts.database.transaction(async (trx) => {
    // one after another: two that come at once do not get one place
    await trx.selectFrom('contest').select('id').where('id', '=', contestId).forUpdate().execute()
    const last = await trx
      .selectFrom('training_material')
      .select((eb) => eb.fn.max('place').as('place'))
      .where('contest_id', '=', contestId)
      .where('training', '=', row.training)
      .executeTakeFirst()
    await trx
      .insertInto('training_material')
      .values({ ...row, contest_id: contestId, place: (last?.place ?? 0) + 1, updated_at: parts.clock.now() })
      .onConflict((one) => one.column('id').doNothing())
      .execute()
  })
}

export async function removeMaterial(
  { database }: Pick<Parts, 'database'>,
  contestId: string,
  material: string,
): Promise<boolean> {
  const gone = await database.db
    .deleteFrom('training_material')
    .where('contest_id', '=', contestId)
    .where('id', '=', material)
    .returning('id')
    .executeTakeFirst()
  return gone !== undefined
}

/** Those that are named, in this order; whatever came in the meantime stays behind them. */
export async function orderMaterials(
  { database }: Pick<Parts, 'database'>,
  contestId: string,
  training: string,
  ids: readonly string[],
): Promise<void> {
  await database.transaction(async (trx) => {
    const rows = await trx
      .selectFrom('training_material')
      .select('id')
      .where('contest_id', '=', contestId)
      .where('training', '=', training)
      .orderBy('place')
      .forUpdate()
      .execute()
    const known = new Set(rows.map(({ id }) => id))
    const named = [...new Set(ids)].filter((id) => known.has(id))
    const order = [...named, ...rows.map(({ id }) => id).filter((id) => !named.includes(id))]
    for (const [index, id] of order.entries())
      await trx
        .updateTable('training_material')
        .set({ place: index + 1 })
        .where('id', '=', id)
        .execute()
  })
}
