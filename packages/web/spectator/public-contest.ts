/** The public page's data: the row, and the contest's record as a screen may see it. */
import type { ContestView } from '@leitai/core/contest/view.ts'
import { createContext, useContext } from 'react'
import type { api } from '../session/api.ts'

export type PublicPage = Awaited<ReturnType<typeof api.contests.publicPage>>
export interface PublicContest {
  slug: string
  page: PublicPage
  /** Null until the record is there. */
  view: ContestView | null
}

export const PublicContext = createContext<PublicContest | null>(null)

export function usePublic(): PublicContest {
  const contest = useContext(PublicContext)
  if (contest === null) throw new Error('usePublic outside the public frame')
  return contest
}
