/** Reads the contest's own run for the server's services. */
import { refuse, type Refusal } from '@leitai/core/run.ts'
import type { ContestState } from '@leitai/core/contest/state.ts'
import type { RunHost } from '../runs/contract.ts'

export async function contestState(host: RunHost, contestId: string): Promise<ContestState | Refusal> {
  const run = await host.state(contestId)
  return run === null || run.type !== 'contest'
    ? refuse('noSuchContest', '没有这个赛事', 'There is no such contest')
    : (run.state as ContestState)
}
