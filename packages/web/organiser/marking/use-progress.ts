import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { query } from '../../session/api.ts'

/** The stage's pieces, read again every three seconds while the page is looked at and marks can still come. */
export function useProgress(contestId: string, stage: string, open: boolean, needed: boolean) {
  return useQuery({
    ...query.marking.progress.queryOptions({ input: { id: contestId, stage } }),
    refetchInterval: open ? 3000 : false,
    placeholderData: keepPreviousData,
    enabled: needed,
  })
}
