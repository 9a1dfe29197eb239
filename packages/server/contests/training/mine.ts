/** What those who are trained see: their sessions, their reading list, how far they are. Of nobody else anything. */
import type { RosterEntry } from '@leitai/core/contest/acts.ts'
import type { ContestState } from '@leitai/core/contest/state.ts'
import type { Training } from '@leitai/core/rulebook/schema.ts'
import { isReadingOpen, membersOf, stageAhead } from '@leitai/core/training/trained.ts'
import type { Parts } from '../../parts.ts'
import { materialsOf, presentMaterial } from './materials.ts'
import { presentProgress, progressOf } from './progress.ts'
import { attendanceOf, presentSession, sessionsOf } from './sessions.ts'
import type { Students } from './students.ts'

export const presentTraining = (state: ContestState, training: Training) => ({
  id: training.id,
  title: training.title,
  clause: training.clause ?? null,
  before: stageAhead(state, training)?.title ?? { zh: training.before, en: training.before },
  minutes: training.minutes ?? null,
  attendanceRequired: training.attendance?.required ?? false,
})

export const presentPerson = ({ entrantId, number, name, delegation, ...entry }: RosterEntry) => ({
  entrantId,
  number,
  name,
  delegation,
  members: membersOf(entry).filter((member) => member !== ''),
})

export async function myTraining(parts: Pick<Parts, 'database'>, { state, trainings }: Students) {
  const { contestId } = state
  const [sessions, materials, attendance, progress] = await Promise.all([
    sessionsOf(parts, contestId),
    materialsOf(parts, contestId),
    attendanceOf(parts, contestId),
    progressOf(parts, contestId),
  ])
  return {
    title: state.title,
    trainings: trainings.map(({ training, people }) => {
      const own = new Set(people.map(({ entrantId }) => entrantId))
      const list = materials.filter((row) => row.training === training.id)
      const seconds = new Map(list.map((row) => [row.id, row.seconds]))
      return {
        ...presentTraining(state, training),
        people: people.map(presentPerson),
        open: isReadingOpen(state, training),
        sessions: sessions.filter((row) => row.training === training.id).map(presentSession),
        materials: list.map(presentMaterial),
        attendance: attendance
          .filter((row) => row.training === training.id && own.has(row.entrant_id))
          .map((row) => ({
            session: row.session_id,
            entrantId: row.entrant_id,
            member: row.member,
            state: row.state,
          })),
        progress: progress
          .filter((row) => seconds.has(row.material_id) && own.has(row.entrant_id))
          .map((row) => presentProgress(row, seconds.get(row.material_id) ?? null)),
      }
    }),
  }
}
