/** What is read back from the journal: runs that come into memory again, lists, and whole streams for the archive. */
import type pg from 'pg'
import type { Instant } from '@leitai/core/run.ts'
import { headAfter, headBefore, type EventRow } from './record.ts'
import type { AnswerRow } from './journal.ts'
import { numbers, texts } from './arrays.ts'

export interface StoredRun {
  runId: string
  contestId: string
  type: string
  wakesAt: Instant | null
  /** Null where there is none, or where it does not fit the stream or the rules' state version any more. */
  snapshot: { version: number; head: string; state: unknown } | null
  /** After the snapshot, else all. */
  events: EventRow[]
  /** The newest, so that a retry after a restart is recognised at once; older ones the unique key recognises. */
  answers: AnswerRow[]
}

const answersRead = 500

/** Many at once, since after a restart a whole hall comes back in one second. Unknown ids are missing in the answer. */
export async function readRuns(
  pool: pg.Pool,
  runIds: readonly string[],
  stateVersionOf: (type: string) => number | null,
): Promise<Map<string, StoredRun>> {
  const ids = texts(runIds, (id) => id)
  const { rows } = await pool.query<{
    run_id: string
    contest_id: string
    type: string
    wakes_at: number | null
    snapshot_version: number | null
    state_version: number | null
    snapshot_head: string | null
    state: string | null
  }>(
    `select r.run_id, r.contest_id, r.type, r.wakes_at,
            s.version as snapshot_version, s.state_version, s.head as snapshot_head, s.state
     from run r left join snapshot s on s.run_id = r.run_id
       and exists (select from event e where e.run_id = s.run_id and e.version = s.version and e.head = s.head)
     where r.run_id = any($1::text[])`,
    [ids],
  )
  const runs = new Map<string, StoredRun>()
  for (const row of rows) {
    const usable = row.state !== null && row.state_version === stateVersionOf(row.type)
    runs.set(row.run_id, {
      runId: row.run_id,
      contestId: row.contest_id,
      type: row.type,
      wakesAt: row.wakes_at,
      snapshot: usable
        ? { version: row.snapshot_version!, head: row.snapshot_head!, state: JSON.parse(row.state!) }
        : null,
      events: [],
      answers: [],
    })
  }
  const found = [...runs.values()]
  const events = await pool.query<EventRow & { run_id: string }>(
    `select e.run_id, e.version, e.at, e.by, e.name, e.payload, e.head
     from unnest($1::text[], $2::int[]) as f (run_id, version)
     join event e on e.run_id = f.run_id and e.version > f.version order by e.run_id, e.version`,
    [texts(found, (run) => run.runId), numbers(found, (run) => run.snapshot?.version ?? 0)],
  )
  for (const { run_id, ...event } of events.rows) runs.get(run_id)!.events.push(event)
  const answers = await pool.query<{ run_id: string; command_id: string; version: number; at: number }>(
    `select f.run_id, a.command_id, a.version, a.at from unnest($1::text[]) as f (run_id)
     cross join lateral (select * from command_answer a where a.run_id = f.run_id order by a.version desc limit ${answersRead}) a`,
    [texts(found, (run) => run.runId)],
  )
  for (const row of answers.rows) {
    runs.get(row.run_id)!.answers.push({ commandId: row.command_id, version: row.version, at: row.at })
  }
  return runs
}

export async function existingRuns(pool: pg.Pool, runIds: readonly string[]): Promise<Set<string>> {
  const { rows } = await pool.query<{ run_id: string }>('select run_id from run where run_id = any($1::text[])', [
    texts(runIds, (id) => id),
  ])
  return new Set(rows.map((row) => row.run_id))
}

export async function readWakes(pool: pg.Pool): Promise<{ runId: string; at: Instant }[]> {
  const { rows } = await pool.query<{ run_id: string; wakes_at: number }>(
    'select run_id, wakes_at from run where wakes_at is not null order by wakes_at',
  )
  return rows.map((row) => ({ runId: row.run_id, at: row.wakes_at }))
}

export async function listRuns(
  pool: pg.Pool,
  contestId: string,
): Promise<{ runId: string; type: string; version: number; head: string }[]> {
  const { rows } = await pool.query<{ run_id: string; type: string; version: number; head: string }>(
    `select r.run_id, r.type, e.version, e.head from run r
     cross join lateral (select version, head from event e where e.run_id = r.run_id order by e.version desc limit 1) e
     where r.contest_id = $1 order by r.run_id`,
    [contestId],
  )
  return rows.map((row) => ({ runId: row.run_id, type: row.type, version: row.version, head: row.head }))
}

/** One run's stream from after a version on, as it stands in the table, in pages. */
export async function* readEvents(pool: pg.Pool, runId: string, after = 0): AsyncGenerator<EventRow> {
  for (let from = after; ;) {
    const { rows } = await pool.query<EventRow>(
      'select version, at, by, name, payload, head from event where run_id = $1 and version > $2 order by version limit 1000',
      [runId, from],
    )
    yield* rows
    if (rows.length < 1000) return
    from = rows.at(-1)!.version
  }
}

/** What a run was made from; for the archive. */
export async function readRunRow(pool: pg.Pool, runId: string) {
  const { rows } = await pool.query<{
    contest_id: string
    type: string
    options: string
    material_hash: string
    item_seed: string
    created_at: number
  }>('select contest_id, type, options, material_hash, item_seed, created_at from run where run_id = $1', [runId])
  const row = rows[0]
  return row === undefined
    ? null
    : {
        runId,
        contestId: row.contest_id,
        type: row.type,
        options: JSON.parse(row.options) as unknown,
        materialHash: row.material_hash,
        itemSeed: row.item_seed,
        createdAt: row.created_at,
      }
}

/** The first event whose stored head does not follow from the one before; null where the chain holds. */
export function firstBrokenRow(
  runId: string,
  events: readonly EventRow[],
  after: { version: number; head: string } | null,
): number | null {
  let head = after?.head ?? headBefore(runId)
  let version = after?.version ?? 0
  for (const event of events) {
    version += 1
    if (event.version !== version || headAfter(runId, head, event) !== event.head) return version
    head = event.head
  }
  return null
}

export async function writeSnapshot(
  pool: pg.Pool,
  runId: string,
  snapshot: { version: number; stateVersion: number; head: string; state: unknown },
): Promise<void> {
  await pool.query(
    `insert into snapshot (run_id, version, state_version, head, state) values ($1, $2, $3, $4, $5)
     on conflict (run_id) do update set version = excluded.version, state_version = excluded.state_version,
       head = excluded.head, state = excluded.state
     where snapshot.version < excluded.version or snapshot.state_version <> excluded.state_version`,
    [runId, snapshot.version, snapshot.stateVersion, snapshot.head, JSON.stringify(snapshot.state)],
  )
}
