/** A contestant's one page: what is on follows from the runs of the seat and how far each is. */
import { ErrorState } from '@leitai/design/ErrorState.tsx'
import { useWords } from '@leitai/design/language.ts'
import { Loading } from '@leitai/design/states.tsx'
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { query } from '../session/api.ts'
import { useSession } from '../session/use-session.ts'
import { currentIndex } from './current-index.ts'
import { useBehind, usePhases } from './current-run.ts'
import { NoRuns } from './NoRuns.tsx'
import { RunScreen } from './RunScreen.tsx'
import type { SeatOf, SeatRun } from './seat.ts'
import { contestantWords } from './words.ts'
import './contestant.css'

export function SeatPage() {
  const w = useWords(contestantWords)
  const session = useSession()
  const navigate = useNavigate()
  const seat = session.data?.seat ?? null
  const runs = useQuery(query.seat.runs.queryOptions({ enabled: seat !== null, refetchInterval: 10_000, staleTime: 0 }))

  if (session.data !== undefined && seat === null)
    return (
      <ErrorState
        page
        what={w.nobody}
        todo={w.nobodyDo}
        act={<Button onClick={() => void navigate({ to: '/' })}>{w.toEntry}</Button>}
      />
    )
  if (seat === null || runs.data === undefined)
    return session.error === null && runs.error === null ? (
      <Loading page />
    ) : (
      <ErrorState page what={w.unreachable} safe={w.unreachableSafe} todo={w.unreachableDo} />
    )
  if (runs.data.length === 0) return <NoRuns seat={seat} />
  return <Runs seat={seat} runs={runs.data} />
}

function Runs({ seat, runs }: { seat: SeatOf; runs: readonly SeatRun[] }) {
  const { behind, putBehind } = useBehind()
  const [shown, setShown] = useState<string | null>(null)
  const phases = usePhases(runs.map((run) => run.runId))
  const isBehind = runs.map((run) => behind.has(run.runId))
  const index = currentIndex(
    phases,
    isBehind,
    runs.findIndex((run) => run.runId === shown),
  )
  const run = runs[index]!
  useEffect(() => setShown(run.runId), [run.runId])
  const next = runs.find((_, i) => i !== index && !isBehind[i] && phases[i] !== 'closed') ?? null
  return (
    <RunScreen
      key={run.runId}
      seat={seat}
      run={run}
      index={index}
      total={runs.length}
      next={next}
      onNext={() => putBehind(run.runId)}
    />
  )
}
