/**
 * The contest that this part of the screen is about: its official record over the socket, and what may be done with it.
 * Screens show an act's effect from here, after it is durable; nothing is shown ahead of the record.
 */
import type { ActName, Acts } from '@leitai/core/contest/acts.ts'
import type { ContestView } from '@leitai/core/contest/view.ts'
import { language, useWords } from '@leitai/design/language.ts'
import type { Connection } from '@leitai/design/SaveState.tsx'
import { Loading } from '@leitai/design/states.tsx'
import { notifications } from '@mantine/notifications'
import { createContext, useCallback, useContext, useMemo, useState, type ReactNode } from 'react'
import { useRun } from '../live/use-run.ts'
import { floorWords } from './words.ts'

export interface Contest {
  id: string
  view: ContestView
  connection: Connection
  /** Sends an act; a refusal is told to the person and resolves to false. True: it is in the record. */
  act<N extends ActName>(name: N, payload: Acts[N]['payload']): Promise<boolean>
  /** The act that is under way, so that its button waits. */
  acting: string | null
  now(): number
}

const Context = createContext<Contest | null>(null)

/** `as` picks one of one's roles where there are several. */
export function ContestProvider({
  id,
  as,
  gone,
  children,
}: {
  id: string
  as?: string
  gone: ReactNode
  children: ReactNode
}) {
  const { view, status, connection, act: send, now } = useRun<ContestView>(id, as)
  const w = useWords(floorWords)
  const [acting, setActing] = useState<string | null>(null)
  const act = useCallback(
    async (name: ActName, payload: unknown) => {
      setActing(name)
      try {
        const result = await send(name, payload)
        if (!result.ok)
          notifications.show({ color: 'red', title: w.refused, message: result[language()], autoClose: 8000 })
        return result.ok
      } finally {
        setActing(null)
      }
    },
    [send, w],
  )
  const value = useMemo(
    () => (view === null ? null : { id, view, connection, act, acting, now }),
    [id, view, connection, act, acting, now],
  )
  if (status === 'gone') return gone
  if (value === null) return <Loading page />
  return <Context.Provider value={value}>{children}</Context.Provider>
}

export function useContest(): Contest {
  const contest = useContext(Context)
  if (contest === null) throw new Error('useContest outside a ContestProvider')
  return contest
}
