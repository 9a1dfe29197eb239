/**
 * The journal's pen. One batch a call, one statement a batch, and so one transaction: all of it is durable or none of
 * it. The run host calls it again only after the last batch ended, and collects meanwhile (group commit).
 *
 * A connection lost on the way leaves it open whether the batch was committed. It is then simply written again, by the
 * same bytes: (run, version) and (run, command) are unique, so a second writing either goes through (the first had not)
 * or is refused, and the rows that stand there say which of the two it was.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import type pg from 'pg'
import type { Instant } from '@leitai/core/run.ts'
import { isConnectionLost } from '../store/database.ts'
import type { EventRow } from './record.ts'
import { numbers, texts } from './arrays.ts'

export interface RunRow {
  contestId: string
  type: string
  options: string
  materialHash: string
  itemSeed: string
  createdAt: Instant
}

export interface AnswerRow {
  commandId: string
  version: number
  at: Instant
}

/** All that one batch does to one run. */
export interface RunWrite {
  runId: string
  create: RunRow | null
  events: EventRow[]
  answers: AnswerRow[]
  /** Undefined where it is as before. */
  wakesAt: Instant | null | undefined
}

export type WriteFailure =
  /** The database takes no more (disk full, read-only): nothing was kept, it may be tried again later. */
  | { kind: 'notStored'; code: string }
  /** Somebody else's rows stand there, or commands were answered before: read the run again. */
  | { kind: 'conflict'; answers: AnswerRow[] }
  /** The rows themselves cannot be stored; a bug. */
  | { kind: 'broken'; error: Error }

export type StorageState = { storing: true } | { storing: false; why: 'unreachable' | 'full'; message: string }

const statement = {
  name: 'journal',
  text: `
    with created as (
      insert into run (run_id, contest_id, type, options, material_hash, item_seed, created_at, wakes_at)
      select * from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::bigint[], $8::bigint[])
    ), answered as (
      insert into command_answer (run_id, command_id, version, at)
      select * from unnest($9::text[], $10::text[], $11::int[], $12::bigint[])
    ), woken as (
      update run set wakes_at = w.at from unnest($13::text[], $14::bigint[]) as w (run_id, at) where run.run_id = w.run_id
    )
    insert into event (run_id, version, at, by, name, payload, head)
    select * from unnest($15::text[], $16::int[], $17::bigint[], $18::text[], $19::text[], $20::text[], $21::text[])`,
}

export class Journal {
  readonly #pool: pg.Pool
  readonly #log: (line: string) => void
  readonly #onState: (state: StorageState) => void
  #client: pg.PoolClient | null = null
  #state: StorageState = { storing: true }
  #stopped = false

  constructor(pool: pg.Pool, log: (line: string) => void, onState: (state: StorageState) => void = () => {}) {
    this.#pool = pool
    this.#log = log
    this.#onState = onState
  }

  /** Returns when every run of the batch is either durable or named in the answer. Waits as long as PostgreSQL is away. */
  async write(writes: readonly RunWrite[]): Promise<Map<string, WriteFailure>> {
    const failures = new Map<string, WriteFailure>()
    let left = writes
    while (left.length > 0) {
      const error = await this.#attempt(left)
      if (error === null) return failures
      const code = (error as { code?: string }).code ?? ''
      if (isFull(code)) {
        this.#setState({ storing: false, why: 'full', message: error.message })
        for (const write of left) failures.set(write.runId, { kind: 'notStored', code })
        return failures
      }
      if (code === '23505') {
        left = await this.#sortOut(left, failures)
      } else if (left.length > 1) {
        // One run's rows must not hold up all the others.
        this.#log(`journal: a batch of ${left.length} runs was refused, writing each alone: ${error.message}`)
        for (const write of left) for (const [runId, failure] of await this.write([write])) failures.set(runId, failure)
        return failures
      } else {
        this.#log(`journal: ${left[0]!.runId} cannot be written: ${error.message}`)
        failures.set(left[0]!.runId, { kind: 'broken', error })
        return failures
      }
    }
    return failures
  }

  close(): void {
    this.#stopped = true
    this.#client?.release()
    this.#client = null
  }

  /** One try, repeated while the connection is lost. Null: durable. */
  async #attempt(writes: readonly RunWrite[]): Promise<Error | null> {
    const values = columns(writes)
    for (let pauseMs = 20; ; pauseMs = Math.min(pauseMs * 2, 1000)) {
      try {
        const client = (this.#client ??= await this.#connect())
        await client.query({ ...statement, values })
        this.#setState({ storing: true })
        return null
      } catch (cause) {
        const error = cause as Error
        if (this.#client !== null && !isAway(error)) return error
        this.#client?.release(error)
        this.#client = null
        this.#setState({ storing: false, why: 'unreachable', message: error.message })
        if (this.#stopped) return error
        await sleep(pauseMs)
      }
    }
  }

  async #connect(): Promise<pg.PoolClient> {
    if (this.#stopped) throw new Error('the journal is closed')
    const client = await this.#pool.connect()
    if (this.#stopped) {
      // closed while it waited: nobody would give the connection back
      client.release()
      throw new Error('the journal is closed')
    }
    // A connection that breaks while it waits says so by an event, which would otherwise end the process.
    client.off('error', unheard).on('error', unheard)
    return client
  }

  /** After "already there": what of the batch stands in the tables, and what may be tried again. */
  async #sortOut(writes: readonly RunWrite[], failures: Map<string, WriteFailure>): Promise<readonly RunWrite[]> {
    const found = await this.#lookUp(writes)
    const stands = (write: RunWrite) => {
      const first = write.events[0]
      return first !== undefined && found.heads.get(`${write.runId}\n${first.version}`) === first.head
    }
    // A transaction is whole: one of our own rows proves that an earlier try had been committed.
    if (writes.some(stands)) return []
    const left: RunWrite[] = []
    for (const write of writes) {
      const answers = found.answers.get(write.runId) ?? []
      const first = write.events[0]
      const taken = first !== undefined && found.heads.has(`${write.runId}\n${first.version}`)
      const exists = write.create !== null && found.runs.has(write.runId)
      if (answers.length > 0 || taken || exists) failures.set(write.runId, { kind: 'conflict', answers })
      else left.push(write)
    }
    if (left.length === writes.length)
      throw new Error('journal: refused as a duplicate, but nothing of it stands in the tables')
    return left
  }

  async #lookUp(writes: readonly RunWrite[]) {
    const firsts = writes.filter((write) => write.events.length > 0)
    const answers = writes.flatMap((write) => write.answers.map(({ commandId }) => ({ runId: write.runId, commandId })))
    const created = writes.filter((write) => write.create !== null)
    for (;;) {
      try {
        const client = (this.#client ??= await this.#connect())
        const events = await client.query<{ run_id: string; version: number; head: string }>(
          'select run_id, version, head from event where (run_id, version) in (select * from unnest($1::text[], $2::int[]))',
          [texts(firsts, (write) => write.runId), numbers(firsts, (write) => write.events[0]!.version)],
        )
        const answered = await client.query<{ run_id: string; command_id: string; version: number; at: number }>(
          `select run_id, command_id, version, at from command_answer
           where (run_id, command_id) in (select * from unnest($1::text[], $2::text[]))`,
          [texts(answers, (answer) => answer.runId), texts(answers, (answer) => answer.commandId)],
        )
        const runs = await client.query<{ run_id: string }>('select run_id from run where run_id = any($1::text[])', [
          texts(created, (write) => write.runId),
        ])
        return {
          heads: new Map(events.rows.map((row) => [`${row.run_id}\n${row.version}`, row.head])),
          answers: Map.groupBy(
            answered.rows.map((row) => ({
              runId: row.run_id,
              commandId: row.command_id,
              version: row.version,
              at: row.at,
            })),
            (row) => row.runId,
          ),
          runs: new Set(runs.rows.map((row) => row.run_id)),
        }
      } catch (cause) {
        if (this.#stopped || (this.#client !== null && !isAway(cause))) throw cause
        this.#client?.release(cause as Error)
        this.#client = null
        await sleep(100)
      }
    }
  }

  #setState(state: StorageState): void {
    const before = this.#state
    this.#state = state
    if (before.storing === state.storing && (before.storing || state.storing || before.why === state.why)) return
    this.#log(state.storing ? 'journal: storing again' : `journal: cannot store (${state.why}): ${state.message}`)
    this.#onState(state)
  }
}

/** The next statement on the broken connection fails and tells it. */
function unheard(): void {}

/** The statement's columns over all runs of the batch. */
function columns(writes: readonly RunWrite[]): string[] {
  const created = writes.filter((write) => write.create !== null)
  const woken = writes.filter((write) => write.create === null && write.wakesAt !== undefined)
  const answers = writes.flatMap((write) => write.answers.map((answer) => ({ runId: write.runId, answer })))
  const events = writes.flatMap((write) => write.events.map((event) => ({ runId: write.runId, event })))
  return [
    texts(created, (write) => write.runId),
    texts(created, (write) => write.create!.contestId),
    texts(created, (write) => write.create!.type),
    texts(created, (write) => write.create!.options),
    texts(created, (write) => write.create!.materialHash),
    texts(created, (write) => write.create!.itemSeed),
    numbers(created, (write) => write.create!.createdAt),
    numbers(created, (write) => write.wakesAt ?? null),
    texts(answers, ({ runId }) => runId),
    texts(answers, ({ answer }) => answer.commandId),
    numbers(answers, ({ answer }) => answer.version),
    numbers(answers, ({ answer }) => answer.at),
    texts(woken, (write) => write.runId),
    numbers(woken, (write) => write.wakesAt ?? null),
    texts(events, ({ runId }) => runId),
    numbers(events, ({ event }) => event.version),
    numbers(events, ({ event }) => event.at),
    texts(events, ({ event }) => event.by),
    texts(events, ({ event }) => event.name),
    texts(events, ({ event }) => event.payload),
    texts(events, ({ event }) => event.head),
  ]
}

/** 53: no disk, no memory; 58: the disk itself; 25006: read-only; 57014: a statement's time limit. */
function isFull(code: string): boolean {
  return (/^(53|58)/.test(code) && code !== '53300') || code === '25006' || code === '57014'
}

function isAway(error: unknown): boolean {
  const { code, message } = error as { code?: unknown; message?: unknown }
  if (isConnectionLost(error)) return true
  if (typeof code === 'string' && (code.startsWith('E') || code === '53300')) return true
  return message === 'Client was closed and is not queryable'
}
