/** A8: a second sign-in of a seat becomes an incident of the work that is under way there; the staff see it in the room. */
import { isRefusal } from '@leitai/core/run.ts'
import type { SittingState } from '@leitai/core/sitting/sitting.ts'
import type { Parts } from '../parts.ts'
import { seatRuns } from './seat-runs.ts'

export function reportSecondSignIns(parts: Pick<Parts, 'host' | 'seats' | 'items' | 'log'>): () => void {
  return parts.seats.onFenced(({ by, sessionId, contestId, code }) => {
    if (by !== 'secondSignIn') return
    parts.log(`seats: ${contestId} ${code} signed in a second time; the older session was ended`)
    report(parts, contestId, code, sessionId).catch((error: Error) => parts.log(`seats: ${error.message}`))
  })
}

async function report(
  { host, items, log }: Pick<Parts, 'host' | 'items' | 'log'>,
  contestId: string,
  code: string,
  sessionId: string,
): Promise<void> {
  for (const { runId } of await seatRuns({ host, items }, contestId, code)) {
    const phase = ((await host.state(runId))?.state as SittingState<unknown> | undefined)?.phase
    if (phase !== 'open' && phase !== 'paused') continue
    const answer = await host.submit({
      runId,
      commandId: `second-${sessionId}`,
      name: 'reportIncident',
      payload: { kind: 'secondSignIn' },
      by: { kind: 'server' },
    })
    if (isRefusal(answer)) log(`seats: ${runId}: ${answer.en}`)
  }
}
