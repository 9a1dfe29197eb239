/** The contest's row beside its record: title, date, rulebook text, items and materials; and how to read it again. */
import type { Role } from '@leitai/core/run.ts'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { createContext, useCallback, useContext, type ReactNode } from 'react'
import { query, type api } from '../../session/api.ts'

export type Row = Awaited<ReturnType<typeof api.contests.get>>

const Context = createContext<Row | null>(null)

export function ContestRow({
  id,
  gone,
  loading,
  children,
}: {
  id: string
  gone: ReactNode
  loading: ReactNode
  children: ReactNode
}) {
  const row = useQuery(query.contests.get.queryOptions({ input: { id } }))
  if (row.isError && row.data === undefined) return gone
  if (row.data === undefined) return loading
  return <Context.Provider value={row.data}>{children}</Context.Provider>
}

export function useContestRow(): Row {
  const row = useContext(Context)
  if (row === null) throw new Error('useContestRow outside a ContestRow')
  return row
}

export function useRoles(): readonly Role[] {
  return useContestRow().myRoles
}

export function useReread(): () => Promise<void> {
  const client = useQueryClient()
  const { id } = useContestRow()
  return useCallback(async () => {
    await Promise.all([
      client.invalidateQueries({ queryKey: query.contests.get.queryKey({ input: { id } }) }),
      client.invalidateQueries({ queryKey: query.contests.list.queryKey() }),
    ])
  }, [client, id])
}
