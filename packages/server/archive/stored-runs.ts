/** A contest's streams, as stored in the database, and as lines of text in an archive. */
import type pg from 'pg'
import type { StoredRecord, StoredRun } from '@leitai/core/archive/verify-contest.ts'

/** Every run of the contest, each with its whole stream, by run id. */
export async function readStoredRuns(client: pg.ClientBase | pg.Pool, contestId: string): Promise<StoredRun[]> {
  const runs = await client.query<{ run_id: string; type: string }>(
    'select run_id, type from run where contest_id = $1 order by run_id',
    [contestId],
  )
  const out: StoredRun[] = []
  for (const { run_id: runId, type } of runs.rows) {
    const { rows } = await client.query<{
      version: number
      at: number
      by: string
      name: string
      payload: string
      head: string
    }>('select version, at, by, name, payload, head from event where run_id = $1 order by version', [runId])
    out.push({
      runId,
      type,
      records: rows.map(({ version, at, by, name, payload, head }) => ({
        run: runId,
        version,
        at: Number(at),
        by: JSON.parse(by),
        name,
        payload: JSON.parse(payload),
        head,
      })),
    })
  }
  return out
}

/** One record a line. */
export function runLines(run: StoredRun): string {
  return run.records.map((record) => `${JSON.stringify(record)}\n`).join('')
}

/** Throws where a line is no JSON. */
export function recordsFrom(text: string): StoredRecord[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as StoredRecord)
}

/** A run's file in the archive: its id with everything but letters, digits and hyphens made harmless. */
export function runFile(runId: string, index: number): string {
  return `journal/${String(index).padStart(5, '0')}-${runId.replaceAll(/[^A-Za-z0-9-]+/g, '_').slice(0, 80)}.jsonl`
}
