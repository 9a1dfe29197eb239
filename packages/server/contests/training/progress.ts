/** How far everybody is with the reading list, and what of it each person has behind them. */
import type { Selectable } from 'kysely'
import type { ContestState } from '@leitai/core/contest/state.ts'
import type { Training } from '@leitai/core/rulebook/schema.ts'
import { isWatched, watchedPercent, watchedTogether, type Range } from '@leitai/core/training/progress.ts'
import { membersOf, trained } from '@leitai/core/training/trained.ts'
import type { Parts } from '../../parts.ts'
import type { TrainingProgressTable } from '../../store/tables.ts'
import { materialsOf, type MaterialRow } from './materials.ts'
import { attendanceOf, keyOf, sessionsOf } from './sessions.ts'

export type ProgressRow = Selectable<TrainingProgressTable>

export interface Noted {
  entrantId: string
  member: string
  position?: number | undefined
  watched: readonly Range[]
  finished?: boolean | undefined
}

export function progressOf({ database }: Pick<Parts, 'database'>, contestId: string): Promise<ProgressRow[]> {
  return database.db
    .selectFrom('training_progress')
    .innerJoin('training_material', 'training_material.id', 'training_progress.material_id')
    .selectAll('training_progress')
    .where('training_material.contest_id', '=', contestId)
    .execute()
}

export const presentProgress = (row: ProgressRow, seconds: number | null) => ({
  material: row.material_id,
  entrantId: row.entrant_id,
  member: row.member,
  position: row.position,
  percent: row.finished_at === null ? watchedPercent(row.watched, seconds) : 100,
  finishedAt: row.finished_at,
})

/**
 * What is sent twice or out of order comes to the same: parts are joined, and what was finished stays finished, unless one
 * says oneself that it was not.
 */
export function note(
  parts: Pick<Parts, 'database' | 'clock'>,
  material: MaterialRow,
  { entrantId, member, position, watched, finished }: Noted,
): Promise<ProgressRow> {
  return parts.database.transaction(async (trx) => {
    const now = parts.clock.now()
    // one after another for a material: a page that closes sends its last word beside the one before
    await trx.selectFrom('training_material').select('id').where('id', '=', material.id).forUpdate().execute()
    const before = await trx
      .selectFrom('training_progress')
      .selectAll()
      .where('material_id', '=', material.id)
      .where('entrant_id', '=', entrantId)
      .where('member', '=', member)
      .executeTakeFirst()
    const played = material.kind === 'video' ? watchedTogether(before?.watched ?? [], watched, material.seconds) : []
    const done = finished ?? (before?.finished_at != null || isWatched(played, material.seconds))
    const columns = {
      position: Math.min(position ?? before?.position ?? 0, material.seconds ?? Number.MAX_SAFE_INTEGER),
      watched: JSON.stringify(played),
      finished_at: done ? (before?.finished_at ?? now) : null,
      updated_at: now,
    }
    return trx
      .insertInto('training_progress')
      .values({ material_id: material.id, entrant_id: entrantId, member, ...columns })
      .onConflict((row) => row.columns(['material_id', 'entrant_id', 'member']).doUpdateSet(columns))
      .returningAll()
      .executeTakeFirstOrThrow()
  })
}

export interface OverviewLine {
  entrantId: string
  number: string
  name: string
  delegation: string
  member: string
  present: number
  late: number
  absent: number
  finished: number
  percent: number
  lastAt: number | null
}

export interface Overview {
  sessions: number
  materials: number
  lines: OverviewLine[]
}

/** A line a person, in the roster's order. Percent counts what is required; where nothing is, everything. */
export async function overview(
  parts: Pick<Parts, 'database'>,
  state: ContestState,
  training: Training,
): Promise<Overview> {
  const [allSessions, allMaterials, attendance, progress] = await Promise.all([
    sessionsOf(parts, state.contestId),
    materialsOf(parts, state.contestId),
    attendanceOf(parts, state.contestId),
    progressOf(parts, state.contestId),
  ])
  const sessions = allSessions.filter((row) => row.training === training.id)
  const materials = allMaterials.filter((row) => row.training === training.id)
  const required = materials.filter((row) => row.required)
  const due = required.length > 0 ? required : materials
  const seconds = new Map(materials.map((row) => [row.id, row.seconds]))
  const marksOf = Map.groupBy(
    attendance.filter((row) => row.training === training.id),
    (row) => keyOf({ entrantId: row.entrant_id, member: row.member }),
  )
  const progressBy = Map.groupBy(
    progress.filter((row) => seconds.has(row.material_id)),
    (row) => keyOf({ entrantId: row.entrant_id, member: row.member }),
  )
  const lines = (trained(state, training) ?? []).flatMap(({ entrantId, number, name, delegation, ...entry }) =>
    membersOf(entry).map((member): OverviewLine => {
      const key = keyOf({ entrantId, member })
      const marks = marksOf.get(key) ?? []
      const own = new Map((progressBy.get(key) ?? []).map((row) => [row.material_id, row]))
      const percents = due.map(({ id }) => {
        const row = own.get(id)
        return row === undefined ? 0 : presentProgress(row, seconds.get(id) ?? null).percent
      })
      const count = (told: 'present' | 'late' | 'absent') => marks.filter((row) => row.state === told).length
      return {
        entrantId,
        number,
        name,
        delegation,
        member,
        present: count('present'),
        late: count('late'),
        absent: count('absent'),
        finished: [...own.values()].filter((row) => row.finished_at !== null).length,
        percent: percents.length === 0 ? 0 : Math.floor(percents.reduce((a, b) => a + b, 0) / percents.length),
        lastAt: own.size === 0 ? null : Math.max(...[...own.values()].map((row) => row.updated_at)),
      }
    }),
  )
  return { sessions: sessions.length, materials: materials.length, lines }
}
