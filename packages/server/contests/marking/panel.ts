/** Appoints a panel: people of this contest who have the role of judge, with the delegation they belong to. */
import type { PanelJudge } from '@leitai/core/contest/acts.ts'
import { refuse, type Refusal } from '@leitai/core/run.ts'
import type { Parts } from '../../parts.ts'
import { withRoles } from '../../people/roles.ts'
import { serverAct } from '../server-act.ts'

export async function appointPanel(
  parts: Pick<Parts, 'database' | 'host'>,
  contestId: string,
  personId: string,
  input: { stage: string; item: string; group: number | null; judges: readonly string[] },
): Promise<{ done: true } | Refusal> {
  const people = await withRoles(parts, contestId)
  const judges: PanelJudge[] = []
  for (const id of input.judges) {
    const person = people.find((one) => one.id === id)
    if (person === undefined || !person.roles.includes('judge'))
      return refuse(
        'notJudge',
        `${person?.name ?? id} 在本赛事中没有裁判角色`,
        `${person?.name ?? id} does not have the role of judge in this contest`,
      )
    judges.push({ personId: id, name: person.name, delegation: person.delegation })
  }
  const { stage, item, group } = input
  const refused = await serverAct(parts, contestId, 'appointPanel', { stage, item, group, judges }, personId)
  return refused ?? { done: true }
}
