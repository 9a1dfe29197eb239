/** The entry list as rows, edited by several people at once: every change names the revision that it was made from. */
import type { Kysely, Selectable } from 'kysely'
import { sql } from 'kysely'
import type { Entrant } from '@leitai/core/api/contract.ts'
import type { RosterEntry } from '@leitai/core/contest/acts.ts'
import { refuse, type Refusal } from '@leitai/core/run.ts'
import type { Parts } from '../../parts.ts'
import { newId } from '../../people/tokens.ts'
import type { EntrantTable, Tables } from '../../store/tables.ts'
import { contestRun, type Contest } from '../contests.ts'
import { serverAct } from '../server-act.ts'
import { checkRulebook } from '../rulebooks.ts'
import { eligibilityProblems, type EligibilityProblem } from './eligibility.ts'

export type EntrantRow = Selectable<EntrantTable>
export type EntrantInput = Pick<
  Entrant,
  | 'number'
  | 'name'
  | 'gender'
  | 'birthDate'
  | 'delegation'
  | 'coaches'
  | 'members'
  | 'phone'
  | 'extraTimePercent'
  | 'fields'
>

/** A row as the API shows it: fields are picked, nothing else of the row leaves the server. */
export function present(row: EntrantRow, problems: EligibilityProblem[]): Entrant {
  return {
    id: row.id,
    number: row.number,
    name: row.name,
    gender: row.gender,
    birthDate: row.birth_date,
    delegation: row.delegation,
    coaches: row.coaches,
    members: row.members,
    phone: row.phone,
    extraTimePercent: row.extra_time_percent,
    fields: row.fields,
    status: row.status,
    source: row.source,
    revision: row.revision,
    problems,
  }
}

export async function listEntrants(parts: Parts, contest: Contest): Promise<Entrant[]> {
  const rows = await parts.database.db
    .selectFrom('entrant')
    .selectAll()
    .where('contest_id', '=', contest.id)
    .orderBy(sql`length(number)`)
    .orderBy('number')
    .orderBy('created_at')
    .orderBy('id')
    .execute()
  const { rulebook } = checkRulebook(contest.rulebook_yaml, parts.items)
  const bare = rows.map((row) => present(row, []))
  const problems = rulebook === null ? new Map<string, EligibilityProblem[]>() : eligibilityProblems(bare, rulebook)
  return bare.map((entrant) => ({ ...entrant, problems: problems.get(entrant.id) ?? [] }))
}

/** The roster of the official record is fixed when registration closes; the list must not drift away from it. */
export async function refuseAfterClosing(parts: Parts, contestId: string): Promise<Refusal | null> {
  const { registration } = await contestRun(parts, contestId)
  if (registration !== 'closed') return null
  return refuse(
    'registrationClosed',
    '报名已截止，名单已固定。需要更改请先重新开放报名。',
    'Registration is closed and the list is fixed. Reopen registration to change it.',
  )
}

export const columnsFrom = (input: EntrantInput) => ({
  number: input.number.trim(),
  name: input.name.trim(),
  gender: input.gender.trim(),
  birth_date: input.birthDate,
  delegation: input.delegation.trim(),
  coaches: input.coaches,
  members: input.members,
  phone: input.phone.trim(),
  extra_time_percent: input.extraTimePercent,
  fields: JSON.stringify(input.fields),
})

/** While this runs nobody else gives numbers in the contest. */
export async function lockNumbers(trx: Kysely<Tables>, contestId: string): Promise<(wanted: string) => string> {
  await trx.selectFrom('contest').select('id').where('id', '=', contestId).forUpdate().execute()
  const rows = await trx.selectFrom('entrant').select('number').where('contest_id', '=', contestId).execute()
  const taken = new Set(rows.map(({ number }) => number))
  const plain = (number: string) => (/^\d{1,9}$/.test(number) ? Number(number) : 0)
  let next = Math.max(0, ...[...taken].map(plain))
  return (wanted) => {
    let number = wanted
    next = Math.max(next, plain(wanted))
    while (number === '' || (number !== wanted && taken.has(number))) {
      next += 1
      number = String(next).padStart(3, '0')
    }
    taken.add(number)
    return number
  }
}

const numberTaken = (number: string): Refusal =>
  refuse('numberTaken', `参赛号 ${number} 已被使用。`, `Number ${number} is taken.`, { number })

export async function addEntrant(
  parts: Parts,
  contestId: string,
  input: EntrantInput,
  how: { status: EntrantRow['status']; source: EntrantRow['source']; receipt?: string },
): Promise<EntrantRow | Refusal> {
  const now = parts.clock.now()
  return uniqueNumber(input.number, () =>
    parts.database.transaction(async (trx) => {
      const columns = columnsFrom(input)
      // an application gets its number when it is accepted
      const number = how.status === 'accepted' ? (await lockNumbers(trx, contestId))(columns.number) : columns.number
      return trx
        .insertInto('entrant')
        .values({
          ...columns,
          id: newId(),
          contest_id: contestId,
          number,
          status: how.status,
          source: how.source,
          receipt: how.receipt ?? null,
          created_at: now,
          updated_at: now,
        })
        .returningAll()
        .executeTakeFirstOrThrow()
    }),
  )
}

export type Changed = { row: EntrantRow } | { stale: EntrantRow } | { gone: true } | Refusal

/** F15: a change from an older revision is not made; the caller gets the row as it stands. */
export async function changeEntrant(
  parts: Parts,
  contestId: string,
  entrantId: string,
  revision: number,
  input: EntrantInput,
): Promise<Changed> {
  return uniqueNumber(input.number, () =>
    parts.database.transaction(async (trx): Promise<Changed> => {
      const columns = columnsFrom(input)
      const give = await lockNumbers(trx, contestId)
      const current = await trx
        .selectFrom('entrant')
        .selectAll()
        .where('id', '=', entrantId)
        .where('contest_id', '=', contestId)
        .forUpdate()
        .executeTakeFirst()
      if (current === undefined) return { gone: true }
      if (current.revision !== revision) return { stale: current }
      const number = current.status === 'accepted' ? give(columns.number) : columns.number
      const row = await trx
        .updateTable('entrant')
        .set({ ...columns, number, revision: revision + 1, updated_at: parts.clock.now() })
        .where('id', '=', entrantId)
        .returningAll()
        .executeTakeFirstOrThrow()
      return { row }
    }),
  )
}

/** Accepts or declines an application; an accepted one gets a number. */
export async function judgeEntrant(
  parts: Parts,
  contestId: string,
  entrantId: string,
  accept: boolean,
  reason: string,
): Promise<EntrantRow | null> {
  return parts.database.transaction(async (trx) => {
    const give = await lockNumbers(trx, contestId)
    const current = await trx
      .selectFrom('entrant')
      .selectAll()
      .where('id', '=', entrantId)
      .where('contest_id', '=', contestId)
      .executeTakeFirst()
    if (current === undefined) return null
    return trx
      .updateTable('entrant')
      .set({
        status: accept ? 'accepted' : 'declined',
        status_reason: reason,
        number: accept && current.number === '' ? give('') : current.number,
        revision: current.revision + 1,
        updated_at: parts.clock.now(),
      })
      .where('id', '=', entrantId)
      .returningAll()
      .executeTakeFirstOrThrow()
  })
}

/** The accepted entrants become the contest's roster. Refuses while an application waits or somebody may not enter. */
export async function closeRegistration(
  parts: Parts,
  contest: Contest,
  personId: string,
): Promise<{ entrants: number } | Refusal> {
  const entrants = await listEntrants(parts, contest)
  const waiting = entrants.filter(({ status }) => status === 'pending')
  if (waiting.length > 0)
    return refuse(
      'pendingEntries',
      `还有 ${waiting.length} 份报名未审核。`,
      `${waiting.length} applications wait to be judged.`,
    )
  const accepted = entrants.filter(({ status }) => status === 'accepted')
  const wrong = accepted.filter(({ problems }) => problems.length > 0)
  if (wrong.length > 0) {
    return refuse(
      'notEligible',
      `${wrong.length} 名参赛者不符合规程：${wrong
        .slice(0, 5)
        .map(({ name }) => name)
        .join('、')}${wrong.length > 5 ? '等' : ''}。请改正、不予通过，或修改规程。`,
      `${wrong.length} entrants break a rule: ${wrong
        .slice(0, 5)
        .map(({ name }) => name)
        .join(', ')}. Mend them, decline them, or change the rulebook.`,
      wrong.map(({ id, name, problems }) => ({ id, name, problems })),
    )
  }
  const refused = await serverAct(
    parts,
    contest.id,
    'closeRegistration',
    { roster: accepted.map(rosterEntry) },
    personId,
  )
  return refused ?? { entrants: accepted.length }
}

export const rosterEntry = ({
  id,
  number,
  name,
  delegation,
  coaches,
  members,
  extraTimePercent,
}: Entrant): RosterEntry => ({ entrantId: id, number, name, delegation, coaches, members, extraTimePercent })

async function uniqueNumber<T>(number: string, work: () => Promise<T>): Promise<T | Refusal> {
  try {
    return await work()
  } catch (error) {
    const { code, constraint } = error as { code?: string; constraint?: string }
    if (code === '23505' && constraint === 'entrant_number') return numberTaken(number)
    throw error
  }
}
