import type { IncomingHttpHeaders } from 'node:http'
import { isReadingOpen } from '@leitai/core/training/trained.ts'
import type { Parts } from '../../parts.ts'
import { studentsOf } from './students.ts'

/** Whether a file stands on a reading list that is open for whoever asks; the contest's organisers see all of them. */
export async function mayStudy(
  parts: Pick<Parts, 'host' | 'database' | 'identities'>,
  headers: IncomingHttpHeaders,
  contestId: string,
  hash: string,
): Promise<boolean> {
  const rows = await parts.database.db
    .selectFrom('training_material')
    .select('training')
    .where('contest_id', '=', contestId)
    .where('hash', '=', hash)
    .execute()
  if (rows.length === 0) return false
  const person = await parts.identities.identify(headers, 'person')
  if (person.kind === 'person' && person.roles.get(contestId)?.includes('organiser')) return true
  const students = await studentsOf(parts, headers, contestId)
  return (
    students !== null &&
    students.trainings.some(
      ({ training }) => rows.some((row) => row.training === training.id) && isReadingOpen(students.state, training),
    )
  )
}
