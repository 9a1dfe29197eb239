/** The room as the staff see it: every seat with its state, progress, last save and warnings. Read from the runs' own staff views. */
import { codesOf, itemOf, workIdOf } from '@leitai/core/contest/reading.ts'
import type { ContestState, SessionState } from '@leitai/core/contest/state.ts'
import { isRefusal, type Refusal } from '@leitai/core/run.ts'
import type { SittingView } from '@leitai/core/sitting/sitting.ts'
import type { Parts } from '../../parts.ts'
import { contestState } from '../contest-state.ts'

export interface SeatTile {
  code: string
  seat: string
  connected: boolean
  phase: 'waiting' | 'open' | 'paused' | 'closed' | 'none'
  done: number
  total: number
  lastSaveAt: number | null
  incidents: number
  late: number
  checks: Record<string, boolean>
}

type Uses = Pick<Parts, 'host'> & { lastSaves: LastSaves }

/** @param sessionId without it, the running session of each code's group, or the next planned one */
export async function room(
  parts: Uses,
  contestId: string,
  staffId: string,
  sessionId?: string,
): Promise<SeatTile[] | Refusal> {
  const state = await contestState(parts.host, contestId)
  if (isRefusal(state)) return state
  const asked = sessionId === undefined ? undefined : state.sessions[sessionId]
  const codes = sessionId === undefined ? Object.values(state.codes) : asked === undefined ? [] : codesOf(state, asked)
  return Promise.all(
    codes.map(async ({ code, seat, group }): Promise<SeatTile> => {
      const session = sessionId === undefined ? current(state, group) : asked
      const empty: SeatTile = {
        code,
        seat,
        connected: parts.host.connectedSeat(contestId, code),
        phase: 'none',
        done: 0,
        total: 0,
        lastSaveAt: null,
        incidents: 0,
        late: 0,
        checks: {},
      }
      if (session === undefined) return empty
      const item = itemOf(state, session.stage, session.item)
      if (item === undefined) return empty
      const runId = workIdOf(state, session.stage, item, code)
      const seen = await parts.host.view(runId, { as: 'staff', id: staffId })
      if (seen === null) return empty
      const view = seen.view as SittingView<unknown, unknown>
      return {
        ...empty,
        phase: view.phase,
        done: view.progress.done,
        total: view.progress.total,
        lastSaveAt: parts.lastSaves.of(runId),
        incidents: view.incidents?.length ?? 0,
        late: view.late,
        checks: view.checks as Record<string, boolean>,
      }
    }),
  )
}

function current(state: ContestState, group: number): SessionState | undefined {
  const own = Object.values(state.sessions)
    .filter((session) => session.group === group)
    .toSorted((a, b) => a.startsAt - b.startsAt)
  return (
    own.find(({ phase }) => phase === 'open' || phase === 'paused') ??
    own.findLast(({ phase }) => phase === 'closed') ??
    own[0]
  )
}

/** When each run last stored something a contestant did. A memory of this process: it says "since the start" after a restart. */
export interface LastSaves {
  of(runId: string): number | null
  stop(): void
}

export function watchLastSaves({ host }: Pick<Parts, 'host'>): LastSaves {
  const times = new Map<string, number>()
  const unsubscribe = host.onCommitted((committed) => {
    for (const { runId, event } of committed) if (event.by.kind === 'seat') times.set(runId, event.at)
  })
  return { of: (runId) => times.get(runId) ?? null, stop: unsubscribe }
}
