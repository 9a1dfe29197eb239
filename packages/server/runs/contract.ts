/**
 * What the rest of the server may ask of the run host. The host owns every live run of this process: one queue a run,
 * decide → commit (group commit) → evolve → view → react, exactly as `docs/ARCHITECTURE.md` tells it.
 */
import type { Actor, Instant, Press, Recorded, Refusal, RunEvent, Viewer } from '@leitai/core/run.ts'
import type { Score } from '@leitai/core/score.ts'
import type { UploadSlot } from '@leitai/core/uploads.ts'

export interface NewRun {
  runId: string
  contestId: string
  /** `contest`, or an item type's name. */
  type: string
  options: unknown
  material: unknown
  itemSeed: string
}

export interface Submission {
  runId: string
  /** The same id gets the same answer again, whatever the payload. */
  commandId: string
  name: string
  payload: unknown
  by: Actor
  pressedAt?: Instant
  /** It comes over a socket, from the page of whoever it is by. */
  fromPage?: true
  press?: Press
}

export interface Accepted {
  refused?: false
  version: number
  at: Instant
}

export interface Committed {
  runId: string
  contestId: string
  version: number
  event: Recorded<RunEvent>
}

export interface RunHost {
  /** Creates the run unless it is there already (then nothing happens). */
  create(run: NewRun): Promise<void>
  /** Many at once, in as few transactions as possible (opening a session for a hall). */
  createAll(runs: readonly NewRun[]): Promise<void>
  submit(submission: Submission): Promise<Accepted | Refusal>
  /** Null: no such run, or nothing in it for this viewer. */
  view(runId: string, viewer: Viewer): Promise<{ version: number; view: unknown } | null>
  /** The state itself, for the server's own reading (never sent anywhere as it is). */
  state(runId: string): Promise<{ type: string; version: number; head: string; state: unknown } | null>
  score(runId: string): Promise<Score | null>
  files(runId: string, viewer: Viewer): Promise<readonly string[]>
  /** Where this viewer may bring files now, by slot. */
  uploads(runId: string, viewer: Viewer): Promise<Readonly<Record<string, UploadSlot>>>
  /** Runs of a contest: id, type, version, chain head. */
  list(contestId: string): Promise<{ runId: string; type: string; version: number; head: string }[]>
  /** Called after the commit, in stream order for each run. An effect that fails is retried by its owner, not by the host. */
  onCommitted(listener: (committed: readonly Committed[]) => void): () => void
  /** The stored stream after version `after`, oldest first: for effects that catch up after a restart, archives, printing. */
  events(runId: string, after?: number): AsyncIterable<Committed & { hash: string }>
  /** Who is connected to a run now. */
  connected(runId: string): number
  /** Whether this seat has a live connection. */
  connectedSeat(contestId: string, code: string): boolean
  stop(): Promise<void>
}

/** The server's clock. A rehearsal gives a faster one; nothing else may call Date.now() in the server's run path. */
export interface Clock {
  now(): Instant
  /** The same clock with the fraction of a millisecond: for who was first. */
  precise(): number
  /** Calls back once at or after `at`; returns what cancels it. */
  at(at: Instant, wake: () => void): () => void
  virtual: boolean
}
