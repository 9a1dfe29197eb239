/**
 * Keeps every piece's marking run in step with what stands elsewhere: the panel and the calibration in the contest's run, the
 * work and its measures in the work's run. It compares what is with what should be and sends the difference, so that a crash
 * at any moment is mended by looking again.
 */
import { codesOf, isMatch, itemOf, judgesFor, markingIdOf, placeOf, runIdOf } from '@leitai/core/contest/reading.ts'
import { itemKey, type ContestState, type SessionState } from '@leitai/core/contest/state.ts'
import type { MarkingCommand, MarkingSetup, MarkingState } from '@leitai/core/marking/types.ts'
import { markingType } from '@leitai/core/marking/types.ts'
import { judgedPart } from '@leitai/core/marking/whole-score.ts'
import type { Item } from '@leitai/core/rulebook/schema.ts'
import { isRefusal, type Judgeable } from '@leitai/core/run.ts'
import type { Parts } from '../../parts.ts'
import { newToken } from '../../people/tokens.ts'
import type { Committed } from '../../runs/contract.ts'
import { contestState } from '../contest-state.ts'

type Uses = Pick<Parts, 'database' | 'host' | 'items' | 'log'>

export interface MarkingDesk {
  /** Resolves when all that is committed by now has reached the marking runs. */
  settled(contestId: string): Promise<void>
  /** Marks of this stage are being shut: closed ones are not opened again behind the closing's back. Null: it is under way already. */
  whileClosing<T>(contestId: string, stage: string, work: () => Promise<T>): Promise<T> | null
  stop(): Promise<void>
}

/** A contest's pieces that may have changed; `all` after an act that concerns many. */
interface Dirty {
  all: boolean
  runs: Set<string>
}

const together = 32
/** Acts after which every piece is looked at; whatever else happens in the contest's run leaves marking alone. */
const concernsAll = new Set([
  'sessionOpened',
  'sessionClosed',
  'admitted',
  'panelAppointed',
  'calibrationBegun',
  'calibrationCompared',
  'calibrationEnded',
  'attendanceSet',
  'advanced',
  'markingReopened',
])

export async function startMarkingDesk(parts: Uses): Promise<MarkingDesk> {
  const dirty = new Map<string, Dirty>()
  const busy = new Map<string, Promise<void>>()
  const closing = new Set<string>()
  let stopped = false

  const unsubscribe = parts.host.onCommitted((committed) => {
    for (const one of committed) if (note(one)) void kick(one.contestId)
  })

  function note({ runId, contestId, event }: Committed): boolean {
    if (runId === contestId) {
      if (!concernsAll.has(event.name)) return false
      dirtyOf(contestId).all = true
      return true
    }
    const place = placeOf(runId)
    if (place === null || place.marks || place.match) return false
    dirtyOf(contestId).runs.add(runId)
    return true
  }

  function dirtyOf(contestId: string): Dirty {
    const known = dirty.get(contestId)
    if (known !== undefined) return known
    const fresh: Dirty = { all: false, runs: new Set() }
    dirty.set(contestId, fresh)
    return fresh
  }

  function kick(contestId: string): Promise<void> {
    const running = busy.get(contestId)
    if (running !== undefined) return running
    const work = catchUp(contestId).finally(() => {
      busy.delete(contestId)
      if (dirty.has(contestId) && !stopped) void kick(contestId)
    })
    busy.set(contestId, work)
    return work
  }

  async function catchUp(contestId: string): Promise<void> {
    // Saves of a full hall come by the hundred; looking once at all of them costs what looking at one does.
    await new Promise((resolve) => setTimeout(resolve, 20))
    const found = dirty.get(contestId)
    dirty.delete(contestId)
    if (found === undefined || stopped) return
    try {
      const state = await contestState(parts.host, contestId)
      if (isRefusal(state)) return
      const pieces = piecesOf(state).filter(({ workId }) => found.all || found.runs.has(workId))
      for (let from = 0; from < pieces.length; from += together)
        await Promise.all(pieces.slice(from, from + together).map((piece) => inStep(state, piece)))
    } catch (error) {
      if (stopped) return
      parts.log(
        `marking of ${contestId} fell behind and will be tried again: ${error instanceof Error ? error.message : String(error)}`,
      )
      const again = dirtyOf(contestId)
      again.all ||= found.all
      for (const runId of found.runs) again.runs.add(runId)
      await new Promise((resolve) => setTimeout(resolve, 1000).unref())
    }
  }

  async function inStep(state: ContestState, { stage, item, code, workId }: Piece): Promise<void> {
    const work = await parts.host.state(workId)
    const rules = work === null ? null : parts.items.rulesOf(work.type)
    if (work === null || rules?.judgeable === undefined) return
    const told: Judgeable = rules.judgeable(work.state)
    const part = judgedPart(item, told.asks)
    if (part === null) return

    const markingId = markingIdOf(state.contestId, stage, item.id, code)
    if ((await parts.host.state(markingId)) === null)
      await parts.host.create({
        runId: markingId,
        contestId: state.contestId,
        type: markingType,
        options: { contestId: state.contestId, stage, item: part, code } satisfies MarkingSetup,
        material: null,
        itemSeed: '',
      })
    const send = async <N extends MarkingCommand['name']>(
      name: N,
      payload: Extract<MarkingCommand, { name: N }>['payload'],
    ): Promise<void> => {
      const answer = await parts.host.submit({
        runId: markingId,
        commandId: `${name}-${newToken()}`,
        name,
        payload,
        by: { kind: 'server' },
      })
      if (isRefusal(answer)) parts.log(`${markingId}: ${name} refused: ${answer.en}`)
    }
    const marking = (await parts.host.state(markingId))!.state as MarkingState
    if (marking.phase === 'closed') {
      // Closing was cut off before the contest's record said so: the marks are open again.
      if (state.markingClosed[stage] !== undefined) return
      if (!closing.has(`${state.contestId}/${stage}`)) await send('reopen', {})
      return
    }
    const judges = judgesFor(state, stage, item, code).map(({ personId, name }) => ({ personId, name }))
    if (JSON.stringify(judges) !== JSON.stringify(marking.judges)) await send('seat', { judges })
    const calibration = state.calibrations[itemKey(stage, item.id)]
    const mine = calibration?.codes.includes(code) ?? false
    const as = mine && calibration!.phase !== 'ended' ? (calibration!.phase as 'alone' | 'compared') : null
    if (as !== marking.calibration) await send('calibrate', { as })
    const held = !mine && holdsBack(item) && told.phase !== 'live' && calibration?.phase !== 'ended'
    if (told.phase === 'waiting' || held) return
    const live = told.phase === 'live'
    const measures = { ...told.measures }
    if (
      marking.phase !== 'open' ||
      marking.live !== live ||
      (!live && JSON.stringify(sorted(measures)) !== JSON.stringify(sorted(marking.measures)))
    )
      await send('open', { live, measures: live ? {} : measures })
  }

  const open = await parts.database.pool.query<{ id: string }>('select id from contest')
  for (const { id } of open.rows) {
    dirtyOf(id).all = true
    void kick(id)
  }

  return {
    async settled(contestId) {
      dirtyOf(contestId).all = true
      // What is under way may have begun before; the round after it has not.
      while (dirty.has(contestId) || busy.has(contestId)) await kick(contestId)
    },
    whileClosing(contestId, stage, work) {
      const key = `${contestId}/${stage}`
      if (closing.has(key)) return null
      closing.add(key)
      return work().finally(() => closing.delete(key))
    },
    async stop() {
      stopped = true
      unsubscribe()
      await Promise.allSettled(busy.values())
    },
  }
}

export interface Piece {
  stage: string
  item: Item
  code: string
  workId: string
}

/** Every piece of work that may have to be marked: of sessions that have begun, of those who are there. */
export function piecesOf(state: ContestState, stage?: string): Piece[] {
  return Object.values(state.sessions)
    .filter((session) => session.phase !== 'planned' && (stage === undefined || session.stage === stage))
    .flatMap((session) => piecesIn(state, session))
}

function piecesIn(state: ContestState, session: SessionState): Piece[] {
  const item = itemOf(state, session.stage, session.item)
  // A match is judged as it is played: nothing of it is marked afterwards.
  if (item === undefined || isMatch(item)) return []
  return codesOf(state, session)
    .filter(({ attendance }) => attendance === 'present')
    .map(({ code }) => ({
      stage: session.stage,
      item,
      code,
      workId: runIdOf(state.contestId, session.stage, session.item, code),
    }))
}

/** Whether the rulebook wants a calibration round before the rest is given out. */
const holdsBack = (item: Item): boolean => item.marking.by === 'judges' && item.marking.calibration > 0

const sorted = (record: Record<string, string>) => Object.entries(record).toSorted(([a], [b]) => (a < b ? -1 : 1))
