/**
 * Official acts reach the entrants' runs: a session that opens, pauses, gives time or closes does so in each of its runs.
 * Acts are taken from the journal in order behind a cursor, and every command carries an id made from the act's version:
 * after a crash in between, the same acts are carried out again and have no second effect.
 */
import { evolve } from '@leitai/core/contest/evolve.ts'
import { codesOf, isMatch, itemOf, markingIdOf, matchIdOf, runIdOf } from '@leitai/core/contest/reading.ts'
import type { CodeState, ContestEvent, ContestState, SessionState } from '@leitai/core/contest/state.ts'
import { isRefusal, type Recorded } from '@leitai/core/run.ts'
import type { Parts } from '../../parts.ts'
import { createRuns } from './entrant-runs.ts'

type Uses = Pick<Parts, 'database' | 'host' | 'log'>

export interface SessionEffects {
  /** Resolves when all acts that are committed by now have been carried out. */
  settled(contestId: string): Promise<void>
  stop(): Promise<void>
}

const together = 64

/** Starts carrying out acts, those of before a restart first. */
export async function startSessionEffects(parts: Uses): Promise<SessionEffects> {
  const { db } = parts.database
  const busy = new Map<string, Promise<void>>()
  const again = new Set<string>()
  let stopped = false

  const unsubscribe = parts.host.onCommitted((committed) => {
    for (const contestId of new Set(committed.filter((one) => one.runId === one.contestId).map((one) => one.contestId)))
      void kick(contestId)
  })

  function kick(contestId: string): Promise<void> {
    const running = busy.get(contestId)
    if (running !== undefined) {
      again.add(contestId)
      return running
    }
    const work = catchUp(contestId).finally(() => busy.delete(contestId))
    busy.set(contestId, work)
    return work
  }

  async function catchUp(contestId: string): Promise<void> {
    do {
      again.delete(contestId)
      try {
        await carryOut(contestId)
      } catch (error) {
        if (stopped) return
        parts.log(
          `session effects of ${contestId} failed and will be tried again: ${error instanceof Error ? error.message : String(error)}`,
        )
        again.add(contestId)
        await new Promise((resolve) => setTimeout(resolve, 1000).unref())
      }
    } while (again.has(contestId) && !stopped)
  }

  /** The stream as far as it was read here; given up when an effect fails, and read again from the cursor. */
  const read = new Map<string, { state: ContestState | null; version: number }>()

  async function carryOut(contestId: string): Promise<void> {
    const known = read.get(contestId)
    read.delete(contestId)
    const cursor =
      known ??
      (await db.selectFrom('effect_cursor').select('version').where('contest_id', '=', contestId).executeTakeFirst())
    const done = cursor?.version ?? 0
    let state = known?.state ?? null
    let version = known?.version ?? 0
    for await (const committed of parts.host.events(contestId, version)) {
      const event = committed.event as Recorded<ContestEvent>
      state = evolve(state, event)
      version = committed.version
      if (version > done) await carryOutOne(state, event, version)
    }
    // A new contest's run is there a moment before its row, and its first event asks for nothing.
    if (version > done && version > 1) {
      await db
        .insertInto('effect_cursor')
        .values({ contest_id: contestId, version })
        .onConflict((conflict) => conflict.column('contest_id').doUpdateSet({ version }))
        .execute()
    }
    read.set(contestId, { state, version })
  }

  async function carryOutOne(state: ContestState, event: Recorded<ContestEvent>, version: number): Promise<void> {
    switch (event.name) {
      case 'sessionOpened': {
        const session = state.sessions[event.payload.session]!
        const codes = sitting(state, session)
        const refused = await createRuns(parts, state, session, codes)
        if (refused !== null) {
          parts.log(`session ${session.id} cannot be held: ${refused.en}`)
          return
        }
        if (itemOf(state, session.stage, session.item)?.start !== 'entrant')
          await toRuns(state, session, codes, version, 'open', {})
        return
      }
      case 'admitted': {
        // Joined by the link while a window is open: the run is there before the first page.
        const code = state.codes[event.payload.entry.number]!
        for (const session of Object.values(state.sessions)) {
          if (session.phase === 'open' && session.group === code.group) await createRuns(parts, state, session, [code])
        }
        return
      }
      case 'sessionPaused':
        return toSession(state, event.payload.session, version, 'pause', { reason: event.payload.reason })
      case 'sessionResumed':
        return toSession(state, event.payload.session, version, 'resume', {})
      case 'sessionClosed': {
        const { session, how, reason } = event.payload
        return toSession(state, session, version, 'close', {
          reason: reason ?? (how === 'clock' ? '时间到 / time is up' : how),
          ...(how === 'clock' ? { timeUp: true } : {}),
        })
      }
      case 'timeGiven': {
        const { session, codes, seconds, reason } = event.payload
        const given = state.sessions[session]!
        return toRuns(
          state,
          given,
          sitting(state, given).filter(({ code }) => codes.includes(code)),
          version,
          'giveTime',
          { seconds, reason },
        )
      }
      case 'calledToStage': {
        const session = state.sessions[event.payload.session]!
        const called = sitting(state, session).filter(({ code }) => event.payload.codes.includes(code))
        return toRuns(state, session, called, version, 'call', {})
      }
      case 'judgesCalled': {
        const { stage, item, code, kind, note } = event.payload
        const runId = markingIdOf(state.contestId, stage, item, code)
        return send(runId, version, 'call', { kind, note })
      }
      case 'lateJudged': {
        const { session, code, accept, reason } = event.payload
        return toRuns(state, state.sessions[session]!, [state.codes[code]!], version, 'judgeLate', { accept, reason })
      }
      case 'attendanceSet': {
        const { code, attendance, reason } = event.payload
        if (attendance === 'present') return
        for (const session of Object.values(state.sessions)) {
          if (session.phase !== 'open' && session.phase !== 'paused') continue
          if (!isMatch(itemOf(state, session.stage, session.item)))
            await toRuns(state, session, [state.codes[code]!], version, 'close', { reason })
          else if (codesOf(state, session).some((one) => one.code === code))
            // The others play on.
            await send(matchOf(state, session), version, 'withdraw', { code, reason })
        }
        return
      }
      default:
        return
    }
  }

  const toSession = (state: ContestState, id: string, version: number, name: string, payload: unknown) => {
    const session = state.sessions[id]!
    return toRuns(state, session, sitting(state, session), version, name, payload)
  }

  async function toRuns(
    state: ContestState,
    session: SessionState,
    codes: readonly CodeState[],
    version: number,
    name: string,
    payload: unknown,
  ): Promise<void> {
    if (isMatch(itemOf(state, session.stage, session.item)))
      return send(matchOf(state, session), version, name, payload)
    for (let from = 0; from < codes.length; from += together) {
      await Promise.all(
        codes
          .slice(from, from + together)
          .map(({ code }) => send(runIdOf(state.contestId, session.stage, session.item, code), version, name, payload)),
      )
    }
  }

  async function send(runId: string, version: number, name: string, payload: unknown): Promise<void> {
    const answer = await parts.host.submit({
      runId,
      commandId: `act-${version}-${name}`,
      name,
      payload,
      by: { kind: 'server' },
    })
    if (isRefusal(answer) && answer.code !== 'noSuchRun') parts.log(`${runId}: ${name} refused: ${answer.en}`)
  }

  const behind = await parts.database.pool.query<{ id: string }>(
    `select c.id from contest c left join effect_cursor e on e.contest_id = c.id
     where (select max(version) from event where run_id = c.id) > coalesce(e.version, 0)`,
  )
  for (const { id } of behind.rows) void kick(id)

  return {
    settled: async (contestId) => {
      await kick(contestId)
      while (busy.has(contestId)) await busy.get(contestId)
    },
    async stop() {
      stopped = true
      unsubscribe()
      await Promise.allSettled(busy.values())
    },
  }
}

function matchOf(state: ContestState, { stage, item, group }: SessionState): string {
  return matchIdOf(state.contestId, stage, item, group)
}

/** Who sits: the codes of the session's group that are not absent, forfeited or disqualified. */
function sitting(state: ContestState, session: SessionState): CodeState[] {
  return codesOf(state, session).filter(({ attendance }) => attendance === 'present')
}
