/** Appoints a panel: people of this contest who have the role of judge, with the delegation they belong to. */
import type { PanelJudge } from '@leitai/core/contest/acts.ts'
import { isRefusal, refuse, type Refusal } from '@leitai/core/run.ts'
import type { Parts } from '../../parts.ts'
import { newToken } from '../../people/tokens.ts'

export async function appointPanel(
  { database, host }: Pick<Parts, 'database' | 'host'>,
  contestId: string,
  personId: string,
  input: { stage: string; item: string; group: number | null; judges: readonly string[] },
): Promise<{ done: true } | Refusal> {
  const rows = await database.db
    .selectFrom('contest_role')
    .innerJoin('person', 'person.id', 'contest_role.person_id')
    .select(['person.id', 'person.name', 'contest_role.roles', 'contest_role.delegation'])
    .where('contest_id', '=', contestId)
    .execute()
  const judges: PanelJudge[] = []
  for (const id of input.judges) {
    const row = rows.find((one) => one.id === id)
    if (row === undefined || !row.roles.includes('judge'))
      return refuse(
        'notJudge',
        `${row?.name ?? id} 在本赛事中没有裁判角色`,
        `${row?.name ?? id} does not have the role of judge in this contest`,
      )
    judges.push({ personId: row.id, name: row.name, delegation: row.delegation })
  }
  const { stage, item, group } = input
  const accepted = await host.submit({
    runId: contestId,
    commandId: `panel-${newToken()}`,
    name: 'appointPanel',
    payload: { stage, item, group, judges },
    by: { kind: 'server', for: personId },
  })
  return isRefusal(accepted) ? accepted : { done: true }
}
