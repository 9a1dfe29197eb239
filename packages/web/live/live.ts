/** The page's live client: runs that are watched, their views, and what was done to them. */
import { applyChanges } from '@leitai/core/changes.ts'
import type { FromServer } from '@leitai/core/wire.ts'
import type { Connection } from '@leitai/design/SaveState.tsx'
import type { ActResult } from '@leitai/items/web-plug.ts'
import { ServerClock } from './clock.ts'
import { LiveConnection } from './connection.ts'
import { browserOutbox, type OutboxStore, type Pending } from './outbox-store.ts'
import { Outbox } from './outbox.ts'

/** What a screen knows of one run. A new object whenever anything changed. */
export interface RunSnapshot {
  /** `loading` until the first view and the unsent commands are there. */
  status: 'loading' | 'live' | 'gone'
  connection: Connection
  version: number
  view: unknown
  /** Commands that the server has not acknowledged. */
  unsaved: number
  /** Edits made in time that came too late. */
  late: number
  lastSavedAt: number | null
}

/** What concerns the whole page. */
export interface LiveSnapshot {
  connection: Connection
  /** Another tab or machine took this seat. */
  fenced: { zh: string; en: string } | null
  /** The server runs a newer program than this page. */
  outdated: boolean
  /** This browser cannot keep unsent work over a reload. */
  storageBroken: boolean
}

export type LiveAs = 'seat' | 'person'

interface Watched {
  as: string | undefined
  users: number
  known: { version: number; view: unknown } | null
  gone: boolean
  lastSavedAt: number | null
  snapshot: RunSnapshot | null
  listeners: Set<() => void>
}

export class Live {
  readonly clock = new ServerClock()
  readonly #connection: LiveConnection
  readonly #outbox: Outbox
  readonly #handover = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel('leitai.handover')
  #outboxReady = false
  #as: LiveAs = 'person'
  #state: Connection = 'connecting'
  #build: string | null = null
  #runs = new Map<string, Watched>()
  #page: LiveSnapshot = { connection: 'connecting', fenced: null, outdated: false, storageBroken: false }
  #pageListeners = new Set<() => void>()

  /** `url` is asked anew for each connection: `as` says as what this page is used where a browser holds two sign-ins. */
  constructor(url: (as: LiveAs) => string, store?: OutboxStore) {
    this.#outbox = new Outbox(
      store ?? browserOutbox('leitai.outbox', () => this.#setPage({ storageBroken: true })),
      (runId) => {
        // what was pressed leaves before any screen is drawn
        this.#flush(runId)
        this.#refresh(runId)
      },
    )
    void this.#outbox.ready.then(() => {
      this.#outboxReady = true
      for (const runId of this.#runs.keys()) {
        this.#refresh(runId)
        this.#flush(runId)
      }
    })
    this.#connection = new LiveConnection(() => url(this.#as), this.clock, {
      state: (state) => this.#connectionChanged(state),
      opened: () => this.#resume(),
      frame: (frame) => this.#receive(frame),
    })
    this.#handover?.addEventListener('message', () => void this.#outbox.reread())
  }

  now = (): number => this.clock.now()

  /** Connects though nothing is watched yet. */
  start(): void {
    this.#connection.start()
  }

  /** Brings the clock in line anew, by so many round trips. */
  measureClock(trips: number): void {
    this.#connection.measure(trips)
  }

  /** A contestant's page is used as a seat, every other one as a person. */
  usedAs(as: LiveAs): void {
    if (this.#as === as) return
    this.#as = as
    this.restart()
  }

  /** After signing in or out: the next connection carries the new cookie, and nothing of the old seat is shown. */
  restart(): void {
    const { started } = this.#connection
    this.#connection.stop()
    this.#setPage({ fenced: null })
    for (const [runId, run] of this.#runs) {
      run.known = null
      run.gone = false
      this.#refresh(runId)
    }
    // where nothing was watched yet, the first watch connects
    if (started) this.#connection.start()
  }

  watch(runId: string, as: string | undefined, listener: () => void): () => void {
    let run = this.#runs.get(runId)
    if (run === undefined || run.as !== as) {
      run = {
        as,
        users: 0,
        known: null,
        gone: false,
        lastSavedAt: null,
        snapshot: null,
        listeners: run?.listeners ?? new Set(),
      }
      this.#runs.set(runId, run)
      this.#ask(runId, run)
      this.#flush(runId)
    }
    const held = run
    held.users += 1
    held.listeners.add(listener)
    this.#connection.start()
    return () => {
      held.listeners.delete(listener)
      held.users -= 1
      // a moment's grace: React leaves and comes back when a screen is swapped
      setTimeout(() => {
        if (held.users > 0 || this.#runs.get(runId) !== held) return
        this.#runs.delete(runId)
        this.#connection.send({ t: 'leave', runId })
      }, 500)
    }
  }

  run(runId: string): RunSnapshot {
    const run = this.#runs.get(runId)
    if (run === undefined) return nothingYet
    run.snapshot ??= {
      status: run.gone ? 'gone' : run.known !== null && this.#outboxReady ? 'live' : 'loading',
      connection: this.#state,
      version: run.known?.version ?? 0,
      view: run.known?.view,
      unsaved: this.#outbox.count(runId),
      late: this.#outbox.late(runId).length,
      lastSavedAt: run.lastSavedAt,
    }
    return run.snapshot
  }

  /** Kept until acknowledged; resolves then, or with the refusal. `pressedAt` is the `timeStamp` of the event it came from. */
  act(
    runId: string,
    name: string,
    payload: unknown,
    replaces?: string,
    pressedAt?: DOMHighResTimeStamp,
  ): Promise<ActResult> {
    if (this.#page.fenced !== null) return Promise.resolve({ ok: false, code: 'fenced', ...this.#page.fenced })
    return new Promise((resolve) => {
      // when it was done, by the server's clock as known here; the server believes it as far as the network explains it
      const at = pressedAt === undefined ? this.now() : this.clock.at(pressedAt)
      const editedAt = Math.round(at * 1000) / 1000
      this.#outbox.add({ runId, name, payload, replaces, editedAt }, resolve)
    })
  }

  unsent(runId: string, replaces: string): unknown {
    return this.#outbox.unsent(runId, replaces)
  }

  /** What is not acknowledged, in order; also for runs that nobody watches now. */
  waiting(runId: string): readonly Pending[] {
    return this.#outbox.waiting(runId)
  }

  /** Offers what was done in time but arrived too late; the staff decide. */
  async handInLate(runId: string): Promise<ActResult> {
    const edits = this.#outbox
      .late(runId)
      .map(({ name, payload, editedAt }) => ({ name, payload, editedAt: Math.floor(editedAt) }))
    const result = await this.act(runId, 'handInLate', { edits: edits.slice(-500) })
    if (result.ok) this.#outbox.forgetLate(runId)
    return result
  }

  page = (): LiveSnapshot => this.#page

  watchPage = (listener: () => void): (() => void) => {
    this.#pageListeners.add(listener)
    return () => this.#pageListeners.delete(listener)
  }

  #setPage(change: Partial<LiveSnapshot>): void {
    this.#page = { ...this.#page, ...change }
    for (const listener of this.#pageListeners) listener()
  }

  #refresh(runId: string): void {
    const run = this.#runs.get(runId)
    if (run === undefined) return
    run.snapshot = null
    for (const listener of run.listeners) listener()
  }

  #connectionChanged(state: Connection): void {
    // a first attempt that fails looks like one long "connecting", later ones are a break
    if (state !== 'connected') this.#outbox.rewind()
    if (this.#state === 'offline' && state === 'connecting') return
    this.#state = state
    this.#setPage({ connection: state })
    for (const runId of this.#runs.keys()) this.#refresh(runId)
  }

  #resume(): void {
    for (const [runId, run] of this.#runs) {
      this.#ask(runId, run)
      this.#flush(runId)
    }
  }

  #ask(runId: string, run: Watched): void {
    this.#connection.send({
      t: 'watch',
      runId,
      version: run.known?.version ?? 0,
      ...(run.as === undefined ? {} : { as: run.as }),
    })
  }

  /** Sends what is due, in order. Only for runs that are watched: others may belong to another seat of this computer. */
  #flush(runId: string): void {
    if (!this.#outboxReady || this.#state !== 'connected' || this.#page.fenced !== null || !this.#runs.has(runId))
      return
    for (const { commandId, name, payload, editedAt } of this.#outbox.take(runId)) {
      this.#connection.send({ t: 'command', commandId, runId, name, payload, pressedAt: editedAt })
    }
  }

  /** A new view: what met a pause may be due now. */
  #shown(runId: string): void {
    this.#refresh(runId)
    this.#outbox.goOn(runId)
    this.#flush(runId)
  }

  #receive(frame: FromServer): void {
    switch (frame.t) {
      case 'hello':
        if (this.#build !== null && this.#build !== frame.build) this.#setPage({ outdated: true })
        this.#build ??= frame.build
        return
      case 'view': {
        const run = this.#runs.get(frame.runId)
        if (run === undefined) return
        run.known = { version: frame.version, view: frame.view }
        run.gone = false
        return this.#shown(frame.runId)
      }
      case 'changes': {
        const run = this.#runs.get(frame.runId)
        if (run === undefined) return
        if (run.known === null || run.known.version !== frame.base)
          return this.#ask(frame.runId, { ...run, known: null })
        run.known = { version: frame.version, view: applyChanges(run.known.view, frame.changes) }
        run.gone = false
        return this.#shown(frame.runId)
      }
      case 'answer': {
        const run = this.#runs.get(frame.runId)
        if (run !== undefined) run.lastSavedAt = Math.max(run.lastSavedAt ?? 0, frame.at)
        return this.#outbox.acknowledged(frame.commandId)
      }
      case 'refusal':
        if (this.#outbox.refused(frame.commandId, frame.refusal) === 'again')
          setTimeout(() => this.#flush(frame.runId), againMs)
        return
      case 'gone': {
        const run = this.#runs.get(frame.runId)
        if (run === undefined) return
        const seen = run.known !== null
        run.gone = true
        run.known = null
        // what was taken back may come again: a score that was told, and a judge who looks once more
        if (seen) this.#ask(frame.runId, run)
        return this.#refresh(frame.runId)
      }
      case 'fenced':
        this.#setPage({ fenced: { zh: frame.zh, en: frame.en } })
        this.#connection.stop()
        void this.#outbox.settled().then(() => this.#handover?.postMessage('handover'))
        return
      case 'invalid':
        // a frame of this page that the server cannot read is a bug of this program: loud in the console, harmless to work
        console.error(`The server could not read a frame: ${frame.en}`)
        return
      case 'pong':
        return
    }
  }
}

/** After the server said that it failed. */
const againMs = 2000

const nothingYet: RunSnapshot = {
  status: 'loading',
  connection: 'connecting',
  version: 0,
  view: undefined,
  unsaved: 0,
  late: 0,
  lastSavedAt: null,
}
