/** Who uses this page: a person with an account, a contestant at a seat, both, or nobody. */
import { useQuery } from '@tanstack/react-query'
import { live } from '../live/page-live.ts'
import { api, query, queryClient } from './api.ts'
import { signOutPerson } from './person.ts'

export function useSession() {
  return useQuery(query.me.queryOptions({ staleTime: 30_000 }))
}

/** After every signing in or out: who one is, what one may see, and the socket's cookie have changed. */
export async function sessionChanged(): Promise<void> {
  queryClient.removeQueries({ predicate: ({ queryKey }) => queryKey !== query.me.queryKey() })
  live.restart()
  await queryClient.invalidateQueries()
}

export async function signOut(): Promise<void> {
  await signOutPerson()
  await sessionChanged()
}

export async function signOutSeat(): Promise<void> {
  await api.seat.signOut()
  await sessionChanged()
}
