/**
 * The run host: every live run of this process. See README.md beside this file for the flow.
 *
 * Decide what waits in all ready runs → write it as one batch → make it so, answer, tell the listeners → again. One
 * batch is written at a time; meanwhile the next one is decided from other runs. A run whose events are under way only
 * collects commands, so a run is always decided on its durable state, and a batch that fails leaves nothing to undo.
 */
import type { AnyRules, Refusal, Viewer } from '@leitai/core/run.ts'
import { isRefusal, refuse } from '@leitai/core/run.ts'
import type { Score } from '@leitai/core/score.ts'
import type { UploadSlot } from '@leitai/core/uploads.ts'
import type pg from 'pg'
import { isConnectionLost } from '../store/database.ts'
import { seatKey } from './access.ts'
import type { Accepted, Clock, Committed, NewRun, RunHost, Submission } from './contract.ts'
import { Journal, type StorageState, type WriteFailure } from './journal.ts'
import {
  existingRuns,
  firstBrokenRow,
  listRuns,
  readEvents,
  readRunRow,
  readRuns,
  readWakes,
  writeSnapshot,
  type StoredRun,
} from './journal-reading.ts'
import { LiveRun, noSuchRun, type Decided, type Room, type Waiting } from './live-run.ts'
import { recorded } from './record.ts'
import { Wakes } from './wakes.ts'
import { setTimeout as sleep } from 'node:timers/promises'

export interface RunHostOptions {
  pool: pg.Pool
  clock: Clock
  /** Null: no such type here. */
  rulesOf(type: string): AnyRules | null
  log(line: string): void
  /** Staff are warned by it: storing, or not and why. */
  onStorage?(state: StorageState): void
  /** Limits, for tests. */
  limits?: Partial<Limits>
}

interface Limits {
  /** Runs in memory beyond which idle ones leave at once. */
  live: number
  /** A run that nobody looked at for so long leaves memory. */
  idleMs: number
  sweepMs: number
  /** Events after the last snapshot at which another is written. */
  snapshotEvery: number
  /** A run that leaves memory with more events than this after its snapshot writes one first. */
  snapshotTail: number
  /** Commands that may wait in all; more are refused. */
  waiting: number
}

const defaults: Limits = {
  live: 5000,
  idleMs: 5 * 60_000,
  sweepMs: 30_000,
  snapshotEvery: 500,
  snapshotTail: 20,
  waiting: 50_000,
}

/** One batch: this long may deciding hold the event loop, and so much text goes into one statement. */
const decideMs = 8
const batchBytes = 4_000_000
const batchCommands = 1000

const stopPatienceMs = 15_000

/** A run held in memory by somebody who watches it; reading is then at once. */
export interface PinnedRun {
  readonly runId: string
  readonly contestId: string
  readonly type: string
  version(): number
  /** Null: nothing for this viewer. */
  view(viewer: Viewer): unknown
  release(): void
}

/** What the sockets need beyond `RunHost`. */
export interface LiveHost extends RunHost {
  /** Null: no such run. */
  pin(runId: string): Promise<PinnedRun | null>
  /** A contestant's connection to the run came (+1) or went (−1). */
  present(runId: string, change: 1 | -1): void
  /** A seat's live connection came or went. */
  seatPresent(contestId: string, code: string, here: boolean): void
  storage(): StorageState
  clock: Clock
}

export async function startRunHost(options: RunHostOptions): Promise<LiveHost> {
  const host = new Host(options)
  await host.start()
  return host
}

class Host implements LiveHost {
  readonly clock: Clock
  readonly #options: RunHostOptions
  readonly #limits: Limits
  readonly #pool: pg.Pool
  readonly #journal: Journal
  readonly #wakes: Wakes
  readonly #runs = new Map<string, LiveRun>()
  /** Ready runs in which something waits, oldest first. */
  readonly #ready = new Set<LiveRun>()
  readonly #listeners = new Set<(committed: readonly Committed[]) => void>()
  readonly #presence = new Map<string, number>()
  readonly #seats = new Set<string>()
  readonly #snapshotsDue = new Set<LiveRun>()
  #storage: StorageState = { storing: true }
  #toLoad: LiveRun[] = []
  #loadScheduled = false
  /** How to tell those who asked for a run that is being loaded. */
  readonly #arrivals = new Map<LiveRun, { there: Promise<boolean>; tell: (there: boolean) => void }>()
  #waitingCount = 0
  /** Decided while another batch is under way. */
  #next: { decided: Decided[]; commands: number; bytes: number } = { decided: [], commands: 0, bytes: 0 }
  #writing: Promise<void> | null = null
  #scheduled = false
  #snapshots: Promise<void> | null = null
  #sweeper: NodeJS.Timeout | null = null
  #stopping = false

  constructor(options: RunHostOptions) {
    this.#options = options
    this.#limits = { ...defaults, ...options.limits }
    this.#pool = options.pool
    this.clock = options.clock
    this.#journal = new Journal(options.pool, options.log, (state) => {
      this.#storage = state
      options.onStorage?.(state)
    })
    this.#wakes = new Wakes(options.clock, (runId) => this.#tick(runId))
  }

  async start(): Promise<void> {
    for (const { runId, at } of await readWakes(this.#pool)) this.#wakes.set(runId, at)
    this.#sweeper = setInterval(() => void this.#sweep(), this.#limits.sweepMs)
    this.#sweeper.unref()
  }

  // ---- what others ask ----

  create(run: NewRun): Promise<void> {
    return this.createAll([run])
  }

  async createAll(runs: readonly NewRun[]): Promise<void> {
    const fresh = [...new Map(runs.map((run) => [run.runId, run])).values()].filter((run) => !this.#isLive(run.runId))
    const there = await existingRuns(
      this.#pool,
      fresh.map((run) => run.runId),
    )
    const made: Promise<void>[] = []
    for (const run of fresh) {
      if (there.has(run.runId)) continue
      // A watcher that came too early is just being told that there is no such run.
      const known = this.#runs.get(run.runId)
      if (known !== undefined) await this.#arrivals.get(known)?.there
      made.push(this.#createOne(run))
    }
    await Promise.all(made)
  }

  #isLive(runId: string): boolean {
    const run = this.#runs.get(runId)
    return run !== undefined && run.version > 0
  }

  #createOne(run: NewRun): Promise<void> {
    if (this.#isLive(run.runId)) return Promise.resolve()
    const live = this.#runs.get(run.runId) ?? new LiveRun(run.runId)
    this.#runs.set(run.runId, live)
    if (live.phase === 'loading') live.phase = 'ready'
    return new Promise((resolve, reject) => {
      this.#enqueue(live, { kind: 'create', run, at: this.clock.now(), resolve, reject })
    })
  }

  submit(submission: Submission): Promise<Accepted | Refusal> {
    const { runId, commandId } = submission
    if (this.#stopping) return Promise.resolve(notStored())
    const run = this.#runs.get(runId) ?? this.#load(runId)
    const known = run.answered(commandId)
    if (known !== undefined) return Promise.resolve(known)
    const same = run.underWay(commandId)
    if (same !== undefined) return same
    if (this.#waitingCount >= this.#limits.waiting) return Promise.resolve(notStored())
    const answer = new Promise<Accepted | Refusal>((resolve, reject) => {
      this.#enqueue(run, {
        kind: 'command',
        commandId,
        name: submission.name,
        payload: submission.payload,
        by: submission.by,
        // nobody is late because this process was
        at: this.clock.now() - Math.floor(submission.press?.unreadMs ?? 0),
        pressedAt: submission.pressedAt,
        press: submission.press,
        fromPage: submission.fromPage === true,
        resolve,
        reject,
      })
    })
    run.begin(commandId, answer)
    return answer
  }

  async view(runId: string, viewer: Viewer): Promise<{ version: number; view: unknown } | null> {
    const run = await this.#there(runId)
    if (run === null) return null
    const view: unknown = run.rules!.view(run.state, viewer)
    return view === null ? null : { version: run.version, view }
  }

  async state(runId: string) {
    const run = await this.#there(runId)
    return run === null ? null : { type: run.rules!.type, version: run.version, head: run.head, state: run.state }
  }

  async score(runId: string): Promise<Score | null> {
    const run = await this.#there(runId)
    return run === null ? null : run.rules!.score(run.state)
  }

  async files(runId: string, viewer: Viewer): Promise<readonly string[]> {
    const run = await this.#there(runId)
    return run?.rules!.files?.(run.state, viewer) ?? []
  }

  async uploads(runId: string, viewer: Viewer): Promise<Readonly<Record<string, UploadSlot>>> {
    const run = await this.#there(runId)
    return run?.rules!.uploads?.(run.state, viewer) ?? {}
  }

  list(contestId: string) {
    return listRuns(this.#pool, contestId)
  }

  onCommitted(listener: (committed: readonly Committed[]) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  async *events(runId: string, after = 0): AsyncIterable<Committed & { hash: string }> {
    const row = await readRunRow(this.#pool, runId)
    if (row === null) return
    for await (const event of readEvents(this.#pool, runId, after)) {
      yield { runId, contestId: row.contestId, version: event.version, event: recorded(event), hash: event.head }
    }
  }

  connected(runId: string): number {
    return this.#presence.get(runId) ?? 0
  }

  present(runId: string, change: 1 | -1): void {
    const count = this.connected(runId) + change
    if (count > 0) this.#presence.set(runId, count)
    else this.#presence.delete(runId)
  }

  connectedSeat(contestId: string, code: string): boolean {
    return this.#seats.has(seatKey({ contestId, code }))
  }

  seatPresent(contestId: string, code: string, here: boolean): void {
    if (here) this.#seats.add(seatKey({ contestId, code }))
    else this.#seats.delete(seatKey({ contestId, code }))
  }

  storage(): StorageState {
    return this.#storage
  }

  async pin(runId: string): Promise<PinnedRun | null> {
    const run = this.#runs.get(runId) ?? this.#load(runId)
    run.pins += 1
    const there = await this.#arrived(run)
    if (!there) {
      run.pins -= 1
      return null
    }
    let held = true
    return {
      runId,
      contestId: run.contestId,
      type: run.rules!.type,
      version: () => run.version,
      view: (viewer) => run.rules!.view(run.state, viewer),
      release: () => {
        if (!held) return
        held = false
        run.pins -= 1
        run.usedAt = performance.now()
      },
    }
  }

  async stop(): Promise<void> {
    this.#stopping = true
    if (this.#sweeper !== null) clearInterval(this.#sweeper)
    this.#wakes.clear()
    // A PostgreSQL that does not come back must not keep the program from ending.
    const patience = setTimeout(() => this.#journal.close(), stopPatienceMs)
    while (this.#ready.size > 0 || this.#next.decided.length > 0 || this.#writing !== null) {
      await (this.#writing ?? new Promise<void>((resolve) => setImmediate(resolve)))
    }
    clearTimeout(patience)
    for (const run of this.#runs.values()) {
      if (run.version - run.snapshotVersion > this.#limits.snapshotTail) this.#snapshotsDue.add(run)
    }
    await this.#writeSnapshots()
    this.#journal.close()
  }

  // ---- loading ----

  /** The run in memory, with a durable state; null where there is none. */
  async #there(runId: string): Promise<LiveRun | null> {
    const run = this.#runs.get(runId) ?? this.#load(runId)
    run.usedAt = performance.now()
    return (await this.#arrived(run)) ? run : null
  }

  async #arrived(run: LiveRun): Promise<boolean> {
    const arrival = this.#arrivals.get(run)
    if (arrival !== undefined) return arrival.there
    return run.version > 0
  }

  #load(runId: string): LiveRun {
    const run = new LiveRun(runId)
    this.#runs.set(runId, run)
    this.#readLater(run)
    return run
  }

  #readLater(run: LiveRun): void {
    run.phase = 'loading'
    const { promise, resolve } = Promise.withResolvers<boolean>()
    this.#arrivals.set(run, { there: promise, tell: resolve })
    this.#toLoad.push(run)
    if (this.#loadScheduled) return
    this.#loadScheduled = true
    setImmediate(() => void this.#loadAll())
  }

  async #loadAll(): Promise<void> {
    while (this.#toLoad.length > 0) {
      const some = this.#toLoad.splice(0, 50)
      try {
        const found = await this.#read(some.map((run) => run.runId))
        for (const run of some) this.#arrive(run, found.get(run.runId) ?? null)
      } catch (cause) {
        const error = cause as Error
        this.#options.log(`runs could not be loaded: ${error.message}`)
        for (const run of some) this.#leave(run, error)
      }
    }
    this.#loadScheduled = false
  }

  async #read(runIds: string[]): Promise<Map<string, StoredRun>> {
    for (;;) {
      try {
        return await readRuns(this.#pool, runIds, (type) => this.#options.rulesOf(type)?.stateVersion ?? null)
      } catch (error) {
        if (this.#stopping || !isConnectionLost(error)) throw error
        await sleep(100)
      }
    }
  }

  #arrive(run: LiveRun, stored: StoredRun | null): void {
    if (stored === null) return this.#leave(run, null)
    const { snapshot, events } = stored
    const rules = this.#options.rulesOf(stored.type)
    if (rules === null) return this.#leave(run, new Error(`there are no rules for the type ${stored.type}`))
    const broken = firstBrokenRow(run.runId, events, snapshot)
    // It goes on from the stored head, so that the break stays in the chain for everybody to find.
    if (broken !== null)
      this.#options.log(`JOURNAL CHANGED: run ${run.runId}, version ${broken} is not what was recorded`)
    try {
      run.rules = rules
      run.contestId = stored.contestId
      run.state = snapshot?.state ?? null
      for (const event of events) run.state = rules.evolve(run.state, recorded(event))
    } catch (cause) {
      return this.#leave(run, cause as Error)
    }
    const last = events.at(-1)
    run.version = last?.version ?? snapshot!.version
    run.head = last?.head ?? snapshot!.head
    run.lastAt = last?.at ?? 0
    run.snapshotVersion = snapshot?.version ?? 0
    run.wakesAt = stored.wakesAt
    for (const answer of [...stored.answers.toReversed(), ...run.recalled.splice(0)]) run.remember(answer)
    run.usedAt = performance.now()
    run.phase = 'ready'
    // The column may be older than the rules: what the state says counts.
    this.#wakes.set(run.runId, rules.wakesAt(run.state))
    this.#tell(run, true)
    if (run.queue.length > 0) this.#makeReady(run)
  }

  /** Not there, or unreadable: everybody who waits for it is told, and the next one who asks makes it be looked up again. */
  #leave(run: LiveRun, error: Error | null): void {
    this.#runs.delete(run.runId)
    this.#tell(run, false)
    if (error !== null) this.#options.log(`run ${run.runId} cannot be loaded: ${error.stack ?? error.message}`)
    this.#waitingCount -= run.queue.length
    for (const waiting of run.queue.splice(0)) this.#answer(run, waiting, error ?? noSuchRun())
  }

  #tell(run: LiveRun, there: boolean): void {
    const arrival = this.#arrivals.get(run)
    this.#arrivals.delete(run)
    arrival?.tell(there)
  }

  // ---- the loop ----

  #tick(runId: string): void {
    // Timers come before sockets in a round of the event loop: what had reached the machine by now is read first.
    setImmediate(() => {
      if (this.#stopping) return
      const run = this.#runs.get(runId) ?? this.#load(runId)
      this.#enqueue(run, { kind: 'tick', at: this.clock.now() })
    })
  }

  #enqueue(run: LiveRun, waiting: Waiting): void {
    run.queue.push(waiting)
    this.#waitingCount += 1
    run.usedAt = performance.now()
    if (run.phase === 'ready') this.#makeReady(run)
  }

  #makeReady(run: LiveRun): void {
    this.#ready.add(run)
    this.#schedule()
  }

  /** Once round the event loop: frames that came in the same moment share the batch. */
  #schedule(): void {
    if (this.#scheduled) return
    this.#scheduled = true
    setImmediate(() => {
      this.#scheduled = false
      this.#prepare()
      if (this.#writing === null) this.#write()
    })
  }

  /** Decides what is ready into the next batch. The batch under way has other runs, so neither depends on the other. */
  #prepare(): void {
    const next = this.#next
    const until = performance.now() + decideMs
    let late = false
    let count = 0
    const room: Room = {
      left: () => !late && next.commands < batchCommands && next.bytes < batchBytes,
      spend: (bytes) => {
        next.bytes += bytes
        next.commands += 1
        count += 1
        // asking for the time costs as much as a small decision
        late = (bytes > 2000 || count % 8 === 0) && performance.now() >= until
      },
    }
    for (const run of this.#ready) {
      if (!room.left()) break
      this.#ready.delete(run)
      const decided = run.decide(room, this.#options.rulesOf, this.#options.log)
      run.phase = 'writing'
      this.#waitingCount -= decided.taken.length
      if (decided.write.events.length > 0 || decided.write.answers.length > 0) next.decided.push(decided)
      else this.#finish([decided], new Map())
    }
    // The time was up, not the room: sockets have their turn, then it goes on.
    if (this.#ready.size > 0 && late) this.#schedule()
  }

  #write(): void {
    const batch = this.#next.decided
    this.#next = { decided: [], commands: 0, bytes: 0 }
    if (batch.length === 0) return
    this.#writing = this.#journal
      .write(batch.map(({ write }) => write))
      .catch((error: Error) => {
        this.#options.log(`run host: ${error.stack ?? error.message}`)
        return new Map<string, WriteFailure>(batch.map(({ run }) => [run.runId, { kind: 'broken', error }]))
      })
      .then((failures) => {
        this.#writing = null
        // PostgreSQL gets its next batch before this one is told to anybody.
        this.#write()
        this.#finish(batch, failures)
        if (this.#ready.size > 0) this.#schedule()
      })
  }

  #finish(batch: readonly Decided[], failures: Map<string, WriteFailure>): void {
    const committed: Committed[] = []
    for (const decided of batch) {
      const { run } = decided
      const failure = failures.get(run.runId)
      run.phase = 'ready'
      if (failure === undefined) this.#succeed(decided, committed)
      else {
        this.#fail(decided, failure)
        committed.push(...run.untold.splice(0))
      }
      if (run.phase === 'ready' && run.queue.length > 0) this.#makeReady(run)
    }
    if (committed.length > 0) this.#publish(committed)
  }

  #succeed(decided: Decided, committed: Committed[]): void {
    const { run, taken } = decided
    const { contestId, runId } = run
    let version = run.version
    run.accept(decided)
    for (const event of decided.events) run.untold.push({ runId, contestId, version: (version += 1), event })
    for (const { waiting, verdict } of taken) this.#answer(run, waiting, verdict)
    if (run.version === 0) {
      // Its first event could not be made; nothing was written.
      this.#runs.delete(runId)
      this.#waitingCount -= run.queue.length
      for (const waiting of run.queue.splice(0)) this.#answer(run, waiting, noSuchRun())
      return
    }
    if (!this.#setRight(decided)) committed.push(...run.untold.splice(0))
    const ticked = taken.some(({ waiting }) => waiting.kind === 'tick')
    this.#wakeAgain(run, ticked && decided.events.length === 0)
    if (run.version - run.snapshotVersion >= this.#limits.snapshotEvery) this.#snapshotSoon(run)
  }

  /** Whether rules have something to decide before this is shown: it took so long that what it announces has come. */
  #setRight({ run, events }: Decided): boolean {
    const { overtaken } = run.rules!
    if (overtaken === undefined) return false
    const at = this.clock.now()
    if (!events.some((event) => overtaken(run.state, event, at))) return false
    run.queue.unshift({ kind: 'tick', at, overtaken: true })
    this.#waitingCount += 1
    return true
  }

  #wakeAgain(run: LiveRun, tickDidNothing: boolean): void {
    if (this.#stopping) return
    const at = run.wakesAt
    // Rules that want to be woken in the past and then do nothing would turn the loop for ever.
    if (tickDidNothing && at !== null && at <= this.clock.now()) {
      this.#options.log(
        `run ${run.runId}: the tick that was due did nothing; it is not sent again before the state changes`,
      )
      return
    }
    this.#wakes.set(run.runId, at)
  }

  #fail({ run, taken }: Decided, failure: WriteFailure): void {
    switch (failure.kind) {
      case 'conflict':
        // What is in memory is not what is stored: read it again, then decide all of it again.
        this.#options.log(`run ${run.runId}: read again, the journal knows more`)
        run.queue.unshift(...taken.map(({ waiting }) => waiting))
        this.#waitingCount += taken.length
        run.recalled = failure.answers
        this.#readLater(run)
        return
      case 'notStored':
        for (const { waiting } of taken) {
          if (waiting.kind === 'tick') this.#wakes.set(run.runId, this.clock.now() + 1000)
          else this.#answer(run, waiting, notStored())
        }
        break
      case 'broken':
        for (const { waiting } of taken) this.#answer(run, waiting, failure.error)
        break
    }
    if (run.version === 0) this.#leave(run, null)
  }

  #answer(run: LiveRun, waiting: Waiting, verdict: Accepted | Refusal | Error): void {
    if (waiting.kind === 'tick') return
    if (waiting.kind === 'command') {
      run.end(waiting.commandId)
      if (verdict instanceof Error) waiting.reject(verdict)
      else waiting.resolve(verdict)
    } else if (verdict instanceof Error) waiting.reject(verdict)
    else if (isRefusal(verdict)) waiting.reject(new Error(`${waiting.run.runId}: ${verdict.en}`))
    else waiting.resolve()
  }

  #publish(committed: readonly Committed[]): void {
    for (const listener of this.#listeners) {
      try {
        listener(committed)
      } catch (error) {
        this.#options.log(`a listener of the journal failed: ${(error as Error).stack}`)
      }
    }
  }

  // ---- leaving memory ----

  async #sweep(): Promise<void> {
    const now = performance.now()
    const idle = [...this.#runs.values()].filter((run) => this.#isIdle(run)).toSorted((a, b) => a.usedAt - b.usedAt)
    const surplus = this.#runs.size - this.#limits.live
    const leaving = idle.filter((run, i) => i < surplus || now - run.usedAt > this.#limits.idleMs)
    for (const run of leaving) {
      if (run.version - run.snapshotVersion > this.#limits.snapshotTail) this.#snapshotsDue.add(run)
    }
    await this.#writeSnapshots()
    for (const run of leaving) {
      if (this.#isIdle(run) && run.usedAt <= now) this.#runs.delete(run.runId)
    }
  }

  #isIdle(run: LiveRun): boolean {
    return run.phase === 'ready' && run.pins === 0 && run.queue.length === 0 && !this.#snapshotsDue.has(run)
  }

  #snapshotSoon(run: LiveRun): void {
    this.#snapshotsDue.add(run)
    void this.#writeSnapshots()
  }

  #writeSnapshots(): Promise<void> {
    this.#snapshots ??= this.#writeDueSnapshots().finally(() => {
      this.#snapshots = null
    })
    return this.#snapshots
  }

  async #writeDueSnapshots(): Promise<void> {
    for (const run of this.#snapshotsDue) {
      this.#snapshotsDue.delete(run)
      const { version, head, state, rules } = run
      if (rules === null || version === 0) continue
      try {
        await writeSnapshot(this.#pool, run.runId, { version, stateVersion: rules.stateVersion, head, state })
        run.snapshotVersion = version
      } catch (error) {
        // It only spares replaying; the next one will do.
        this.#options.log(`snapshot of ${run.runId} not written: ${(error as Error).message}`)
      }
    }
  }
}

function notStored(): Refusal {
  return refuse(
    'notStored',
    '服务器暂时无法保存，内容留在本机，稍后自动重试',
    'The server cannot store at the moment; it is kept here and sent again',
  )
}
