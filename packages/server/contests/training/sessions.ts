/** Training sessions: when and where, and who was there. */
import type { Selectable } from 'kysely'
import type { ContestState } from '@leitai/core/contest/state.ts'
import { refuse, type Refusal } from '@leitai/core/run.ts'
import { membersOf, trained, trainingOf } from '@leitai/core/training/trained.ts'
import type { Parts } from '../../parts.ts'
import { newId } from '../../people/tokens.ts'
import type { TrainingAttendanceTable, TrainingSessionTable } from '../../store/tables.ts'
import { noTraining } from './refusals.ts'

export type SessionRow = Selectable<TrainingSessionTable>
export type AttendanceState = TrainingAttendanceTable['state']

export interface SessionInput {
  training: string
  title: string
  startsAt: number
  endsAt: number
  place: string
  link: string
  capacity: number | null
}

export function sessionsOf({ database }: Pick<Parts, 'database'>, contestId: string): Promise<SessionRow[]> {
  return database.db
    .selectFrom('training_session')
    .selectAll()
    .where('contest_id', '=', contestId)
    .orderBy('starts_at')
    .orderBy('id')
    .execute()
}

export function findSession(
  { database }: Pick<Parts, 'database'>,
  contestId: string,
  session: string,
): Promise<SessionRow | undefined> {
  return database.db
    .selectFrom('training_session')
    .selectAll()
    .where('contest_id', '=', contestId)
    .where('id', '=', session)
    .executeTakeFirst()
}

export const presentSession = (row: SessionRow) => ({
  id: row.id,
  title: row.title,
  startsAt: row.starts_at,
  endsAt: row.ends_at,
  place: row.place,
  link: row.link,
})

/** Refuses `noTraining`, `endsBeforeStart`. `stale`: somebody else saved; null: there is no such session. */
export async function saveSession(
  parts: Pick<Parts, 'database' | 'clock'>,
  state: ContestState,
  session: string,
  revision: number,
  input: SessionInput,
): Promise<{ id: string; revision: number } | { stale: SessionRow } | Refusal | null> {
  if (trainingOf(state, input.training) === undefined) return noTraining()
  if (input.endsAt <= input.startsAt)
    return refuse('endsBeforeStart', '结束时间须晚于开始时间。', 'It must end after it starts.')
  const columns = {
    title: input.title,
    starts_at: input.startsAt,
    ends_at: input.endsAt,
    place: input.place,
    link: input.link,
    capacity: input.capacity,
    updated_at: parts.clock.now(),
  }
  const { db } = parts.database
  if (session === 'new') {
    const id = newId()
    await db
      .insertInto('training_session')
      .values({ id, contest_id: state.contestId, training: input.training, ...columns })
      .execute()
    return { id, revision: 1 }
  }
  const saved = await db
    .updateTable('training_session')
    .set((row) => ({ ...columns, revision: row('revision', '+', 1) }))
    .where('id', '=', session)
    .where('contest_id', '=', state.contestId)
    .where('training', '=', input.training)
    .where('revision', '=', revision)
    .returning(['id', 'revision'])
    .executeTakeFirst()
  if (saved !== undefined) return saved
  const stale = await findSession(parts, state.contestId, session)
  return stale === undefined ? null : { stale }
}

/** Refuses `attended`: who was there is not thrown away by the way. Null: there is no such session. */
export async function removeSession(
  { database }: Pick<Parts, 'database'>,
  contestId: string,
  session: string,
): Promise<{ done: true } | Refusal | null> {
  const marks = await database.db
    .selectFrom('training_attendance')
    .innerJoin('training_session', 'training_session.id', 'training_attendance.session_id')
    .select((row) => row.fn.countAll<number>().as('count'))
    .where('contest_id', '=', contestId)
    .where('session_id', '=', session)
    .executeTakeFirstOrThrow()
  if (Number(marks.count) > 0)
    return refuse(
      'attended',
      `该场已有 ${marks.count} 条签到记录，不能删除。`,
      `${marks.count} people are marked at this session; it cannot be removed.`,
    )
  const gone = await database.db
    .deleteFrom('training_session')
    .where('contest_id', '=', contestId)
    .where('id', '=', session)
    .returning('id')
    .executeTakeFirst()
  return gone === undefined ? null : { done: true }
}

/** The marks of all sessions of a contest, with who made them. */
export function attendanceOf({ database }: Pick<Parts, 'database'>, contestId: string) {
  return database.db
    .selectFrom('training_attendance')
    .innerJoin('training_session', 'training_session.id', 'training_attendance.session_id')
    .innerJoin('person', 'person.id', 'training_attendance.by_id')
    .select([
      'training_attendance.session_id',
      'training_session.training',
      'training_attendance.entrant_id',
      'training_attendance.member',
      'training_attendance.state',
      'training_attendance.at',
      'person.name as by',
    ])
    .where('training_session.contest_id', '=', contestId)
    .execute()
}

export interface Mark {
  entrantId: string
  member: string
  /** Null: nothing was said after all. */
  state: AttendanceState | null
}

/** Refuses `notTrained` for whoever has no part in this training. */
export async function markAttendance(
  parts: Pick<Parts, 'database' | 'clock'>,
  state: ContestState,
  session: SessionRow,
  personId: string,
  marks: readonly Mark[],
): Promise<Refusal | null> {
  const training = trainingOf(state, session.training)
  const known = new Set(
    (training === undefined ? [] : (trained(state, training) ?? [])).flatMap((entry) =>
      membersOf(entry).map((member) => keyOf({ entrantId: entry.entrantId, member })),
    ),
  )
  if (marks.some((mark) => !known.has(keyOf(mark))))
    return refuse(
      'notTrained',
      '名单已变动：有人不在本次训练的名单中，请刷新后再试。',
      'The list has changed: somebody here has no part in this training. Reload and try again.',
    )
  const at = parts.clock.now()
  await parts.database.transaction(async (trx) => {
    for (const { entrantId, member, state: told } of marks) {
      if (told === null)
        await trx
          .deleteFrom('training_attendance')
          .where('session_id', '=', session.id)
          .where('entrant_id', '=', entrantId)
          .where('member', '=', member)
          .execute()
      else
        await trx
          .insertInto('training_attendance')
          .values({ session_id: session.id, entrant_id: entrantId, member, state: told, by_id: personId, at })
          .onConflict((row) =>
            row.columns(['session_id', 'entrant_id', 'member']).doUpdateSet({ state: told, by_id: personId, at }),
          )
          .execute()
    }
  })
  return null
}

export const keyOf = ({ entrantId, member }: { entrantId: string; member: string }): string =>
  JSON.stringify([entrantId, member])
