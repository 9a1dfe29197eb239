/** Who has which roles in a contest, given by its organisers. */
import type { ContestState } from '@leitai/core/contest/state.ts'
import { isRefusal, refuse, type Refusal, type Role } from '@leitai/core/run.ts'
import type { Parts } from '../parts.ts'
import type { Identity } from './identity.ts'
import { newPassword } from './tokens.ts'

type Person = Extract<Identity, { kind: 'person' }>

/** Everybody who has a role in the contest, by name. */
export function withRoles({ database }: Pick<Parts, 'database'>, contestId: string) {
  return database.db
    .selectFrom('contest_role')
    .innerJoin('person', 'person.id', 'contest_role.person_id')
    .select(['person.id', 'person.name', 'person.username', 'contest_role.roles', 'contest_role.delegation'])
    .where('contest_id', '=', contestId)
    .orderBy('person.name')
    .execute()
}

/** For whom a leader speaks; '' for nobody. */
export async function delegationOf(
  { database }: Pick<Parts, 'database'>,
  contestId: string,
  personId: string,
): Promise<string> {
  const row = await database.db
    .selectFrom('contest_role')
    .select('delegation')
    .where('contest_id', '=', contestId)
    .where('person_id', '=', personId)
    .executeTakeFirst()
  return row?.delegation ?? ''
}

export async function peopleOf(parts: Parts, contestId: string) {
  const rows = await withRoles(parts, contestId)
  const officers = Object.values(
    ((await parts.host.state(contestId))?.state as ContestState | undefined)?.officers ?? {},
  )
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    username: row.username ?? '',
    delegation: row.delegation,
    roles: row.roles,
    enrolledLayers: officers
      .filter((officer) => officer.personId === row.id && officer.recipient !== null)
      .map(({ layer }) => layer),
  }))
}

/**
 * Makes the account where the user name is new; its first password is told once. A new organiser may make contests, as
 * the one who brings them in may. Refuses `alreadyHere`, `usernameForm`.
 */
export async function givePerson(
  parts: Parts,
  contestId: string,
  organiser: Person,
  input: { name: string; username: string; delegation: string; roles: readonly Role[] },
): Promise<{ personId: string; password: string | null } | Refusal> {
  const { db } = parts.database
  const known = await db
    .selectFrom('person')
    .select('id')
    .where('username', '=', input.username.toLowerCase())
    .executeTakeFirst()
  const password = known === undefined ? newPassword() : null
  const person =
    known === undefined
      ? await parts.accounts.create({
          name: input.name,
          username: input.username,
          password: password!,
          mayCreateContests: organiser.mayCreateContests && input.roles.includes('organiser'),
        })
      : { personId: known.id }
  if (isRefusal(person)) return person
  const added = await db
    .insertInto('contest_role')
    .values({
      contest_id: contestId,
      person_id: person.personId,
      roles: [...input.roles],
      delegation: input.delegation,
    })
    .onConflict((row) => row.doNothing())
    .returning('person_id')
    .executeTakeFirst()
  if (added === undefined)
    return refuse(
      'alreadyHere',
      `${input.username} 已在本赛事中，请直接修改其角色。`,
      `${input.username} is in this contest already; change the roles there.`,
    )
  askAgain(parts, person.personId)
  return { personId: person.personId, password }
}

/** No roles: the person leaves the contest. Without a delegation the one that stands is kept. Null: not in this contest. */
export async function setRoles(
  parts: Parts,
  contestId: string,
  organiser: Person,
  personId: string,
  { roles, delegation }: { roles: readonly Role[]; delegation?: string | undefined },
): Promise<{ done: true } | Refusal | null> {
  if (personId === organiser.id && !roles.includes('organiser')) {
    return refuse(
      'lastWord',
      '不能取消自己的组织者角色，请由另一位组织者操作。',
      'You cannot take the organiser role from yourself; another organiser can.',
    )
  }
  const { db } = parts.database
  const row =
    roles.length === 0
      ? await db
          .deleteFrom('contest_role')
          .where('contest_id', '=', contestId)
          .where('person_id', '=', personId)
          .returning('person_id')
          .executeTakeFirst()
      : await db
          .updateTable('contest_role')
          .set({ roles: [...roles], ...(delegation === undefined ? {} : { delegation }) })
          .where('contest_id', '=', contestId)
          .where('person_id', '=', personId)
          .returning('person_id')
          .executeTakeFirst()
  if (row === undefined) return null
  askAgain(parts, personId)
  return { done: true }
}

/**
 * A new password for somebody whose every contest is one of the asker's: an organiser must not take over the account of
 * another contest's people by adding them to an own one. Null: not in this contest.
 */
export async function resetPassword(
  parts: Parts,
  contestId: string,
  organiser: Person,
  personId: string,
): Promise<{ password: string } | Refusal | null> {
  const { db } = parts.database
  const contests = (
    await db.selectFrom('contest_role').select('contest_id').where('person_id', '=', personId).execute()
  ).map((row) => row.contest_id)
  if (!contests.includes(contestId)) return null
  const foreign = contests.some((id) => !organiser.roles.get(id)?.includes('organiser'))
  const person = await db
    .selectFrom('person')
    .select('may_create_contests')
    .where('id', '=', personId)
    .executeTakeFirstOrThrow()
  if (foreign || (person.may_create_contests && personId !== organiser.id)) {
    return refuse(
      'notYours',
      '此人还参与其他组织者的赛事，或本身是组织者，不能由您重置密码。',
      'This person also works for other organisers, or is one; you cannot reset the password.',
    )
  }
  const password = newPassword()
  await parts.accounts.setPassword(personId, password)
  askAgain(parts, personId)
  return { password }
}

/** Open sockets know the roles of the time they were opened. */
export function askAgain(parts: Parts, personId: string): void {
  parts.sockets.drop((identity) => identity.kind === 'person' && identity.id === personId)
}
