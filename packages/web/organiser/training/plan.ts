import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import { query, type api } from '../../session/api.ts'

export type Plan = Awaited<ReturnType<typeof api.training.plan>>
export type PlannedTraining = Plan[number]
export type PlannedSession = PlannedTraining['sessions'][number]
export type PlannedMaterial = PlannedTraining['materials'][number]

/** Everybody who is counted, a line a person. */
export interface Attendee {
  key: string
  entrantId: string
  member: string
  number: string
  name: string
}

export function usePlan(id: string) {
  return useQuery(query.training.plan.queryOptions({ input: { id }, staleTime: 0 }))
}

/** After a change: the plan, and what is counted from it. */
export function useRereadPlan(): () => Promise<void> {
  const client = useQueryClient()
  return useCallback(() => client.invalidateQueries({ queryKey: query.training.key() }), [client])
}

export function attendeesOf({ people }: Pick<PlannedTraining, 'people'>): Attendee[] {
  return (people ?? []).flatMap(({ entrantId, number, name, members }) =>
    (members.length === 0 ? [''] : members).map((member) => ({
      key: attendeeKey({ entrantId, member }),
      entrantId,
      member,
      number,
      name,
    })),
  )
}

export const attendeeKey = ({ entrantId, member }: { entrantId: string; member: string }): string =>
  `${entrantId} ${member}`
