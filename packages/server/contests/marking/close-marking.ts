/** The end of a stage's marking: every sheet that is due is handed in, or it is said who owes what and nothing is closed. */
import { markingIdOf } from '@leitai/core/contest/reading.ts'
import { owes, type Owed } from '@leitai/core/marking/reading.ts'
import type { MarkingState } from '@leitai/core/marking/types.ts'
import { judgedPart } from '@leitai/core/marking/whole-score.ts'
import { isRefusal, refuse, type Refusal } from '@leitai/core/run.ts'
import type { Parts } from '../../parts.ts'
import { newToken } from '../../people/tokens.ts'
import { contestState } from '../contest-state.ts'
import { serverAct } from '../server-act.ts'
import { piecesOf } from './marking-desk.ts'

type Uses = Pick<Parts, 'host' | 'items' | 'markingDesk' | 'sessionEffects'>

export interface OwedPiece {
  item: string
  code: string
  /** What stands in the way; empty where the piece waits for the calibration round. */
  owed: Owed[]
}

/** Refuses `owed` with `details.pieces`, and what the contest's own rules refuse. */
export async function closeMarking(
  parts: Uses,
  contestId: string,
  stage: string,
  personId: string,
): Promise<{ done: true } | Refusal> {
  await parts.sessionEffects.settled(contestId)
  await parts.markingDesk.settled(contestId)
  const closed = parts.markingDesk.whileClosing(contestId, stage, () =>
    shutAndRecord(parts, contestId, stage, personId),
  )
  return (await closed) ?? refuse('closing', '正在结束评分，请稍候', 'Marking is being closed; wait a moment')
}

async function shutAndRecord(
  parts: Uses,
  contestId: string,
  stage: string,
  personId: string,
): Promise<{ done: true } | Refusal> {
  const state = await contestState(parts.host, contestId)
  if (isRefusal(state)) return state
  const due: string[] = []
  const pieces: OwedPiece[] = []
  for (const { item, code, workId } of piecesOf(state, stage)) {
    const work = await parts.host.state(workId)
    const told = work === null ? undefined : parts.items.rulesOf(work.type)?.judgeable?.(work.state)
    // What was never begun is not marked; the session's own state says whether it is over.
    if (told === undefined || told.phase === 'waiting' || judgedPart(item, told.asks) === null) continue
    const markingId = markingIdOf(contestId, stage, item.id, code)
    const marking = (await parts.host.state(markingId))?.state as MarkingState | undefined
    const owed = marking === undefined ? [] : owes(marking)
    if (marking === undefined || marking.phase === 'waiting' || marking.live || owed.length > 0)
      pieces.push({ item: item.id, code, owed })
    due.push(markingId)
  }
  if (pieces.length > 0) return owedRefusal(pieces)

  // Marks are shut first: what the contest's record calls closed can no longer change.
  const refused =
    (await sendAll(parts, due, 'close')) ?? (await serverAct(parts, contestId, 'closeMarking', { stage }, personId))
  if (refused === null) return { done: true }
  await sendAll(parts, due, 'reopen')
  return refused
}

/** The contest's record first: from then on the marks may change again. */
export async function reopenMarking(
  parts: Uses,
  contestId: string,
  stage: string,
  reason: string,
  personId: string,
): Promise<{ done: true } | Refusal> {
  const refused = await serverAct(parts, contestId, 'reopenMarking', { stage, reason }, personId)
  if (refused !== null) return refused
  await parts.markingDesk.settled(contestId)
  return { done: true }
}

function owedRefusal(pieces: OwedPiece[]): Refusal {
  const names = new Map<string, number>()
  for (const { owed } of pieces) for (const { name } of owed) names.set(name, (names.get(name) ?? 0) + 1)
  const list = (missing: string) =>
    [...names].map(([name, count]) => `${name === '' ? missing : name} ${count}`).join('、')
  return refuse(
    'owed',
    `还有 ${pieces.length} 件未评完：${list('缺裁判')}`,
    `${pieces.length} pieces are not marked: ${list('no judge')}`,
    { pieces },
  )
}

/** The first refusal, or null when all took it. */
async function sendAll(parts: Uses, runIds: readonly string[], name: 'close' | 'reopen'): Promise<Refusal | null> {
  const answers = await Promise.all(
    runIds.map((runId) =>
      parts.host.submit({
        runId,
        commandId: `${name}-${newToken()}`,
        name,
        payload: {},
        by: { kind: 'server' },
      }),
    ),
  )
  return answers.find((answer) => isRefusal(answer)) ?? null
}
