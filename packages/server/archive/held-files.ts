/** Files that a contest's runs hold: what was uploaded, and what of the materials was used. Told by each run's own rules. */
import type { StoredRun } from '@leitai/core/archive/verify-contest.ts'
import { replay, type Viewer } from '@leitai/core/run.ts'
import { archiveRules } from './archive-rules.ts'

/** Whoever looks into everything once it is over. */
const arbiter: Viewer = { as: 'official', id: 'archive', roles: ['arbiter'] }

/** Content hash → the runs that hold it. Runs that cannot be replayed hold nothing here; verifying names them. */
export function heldFiles(runs: readonly StoredRun[]): Map<string, string[]> {
  const held = new Map<string, string[]>()
  for (const { runId, type, records } of runs) {
    const rules = archiveRules(type)
    if (rules?.files === undefined) continue
    const state: unknown = replay(rules, records)
    if (state === null) continue
    for (const hash of new Set(rules.files(state, arbiter))) held.set(hash, [...(held.get(hash) ?? []), runId])
  }
  return held
}
