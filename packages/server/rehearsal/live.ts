/**
 * The live connection of a simulated person, as a browser has it: one view from whole ones and steps, commands kept
 * until they are answered and sent again in their order after a break, each under its own id.
 */
import { randomUUID } from 'node:crypto'
import { WebSocket } from 'ws'
import { applyChanges } from '@leitai/core/changes.ts'
import { livePath } from '@leitai/core/api/paths.ts'
import type { Instant, Refusal } from '@leitai/core/run.ts'
import type { FromBrowser, FromServer } from '@leitai/core/wire.ts'
import type { Ledger } from './ledger.ts'

export type Outcome = { ok: true; version: number; at: Instant } | ({ ok: false } & Omit<Refusal, 'refused'>)

interface Waiting {
  commandId: string
  runId: string
  name: string
  payload: unknown
  since: number
  sent: number
  settle(outcome: Outcome): void
}

interface Waiter {
  test(): boolean
  settle(): void
  fail(): void
}

export interface LiveOptions {
  url: string
  cookie: string
  as: 'seat' | 'person'
  ledger: Ledger
}

/** How long a simulated person waits for what must come before saying that it did not. */
const patienceMs = 60_000

export class Live {
  readonly views = new Map<string, { version: number; view: unknown }>()
  readonly gone = new Set<string>()
  /** Another tab or machine took the seat. */
  fenced = false
  breaks = 0
  readonly #options: LiveOptions
  readonly #waiting: Waiting[] = []
  #waiters: Waiter[] = []
  readonly #watched = new Map<string, string | undefined>()
  #socket: WebSocket | null = null
  #open = false
  #off = false

  constructor(options: LiveOptions) {
    this.#options = options
    this.#connect()
  }

  get connected(): boolean {
    return this.#open
  }

  #connect(): void {
    if (this.#off) return
    const { url, cookie, as } = this.#options
    const socket = new WebSocket(`${url.replace(/^http/, 'ws')}${livePath}${as === 'seat' ? '?as=seat' : ''}`, {
      headers: { cookie },
      perMessageDeflate: false,
    })
    this.#socket = socket
    socket.on('open', () => {
      this.#open = true
      for (const [runId, viewer] of this.#watched) this.#ask(runId, viewer)
      for (const command of this.#waiting) this.#send(command)
      this.#look()
    })
    socket.on('message', (data: Buffer) => {
      if (this.#socket === socket) this.#take(JSON.parse(data.toString('utf8')) as FromServer)
    })
    // The close that follows is what counts.
    socket.on('error', () => {})
    socket.on('close', () => {
      if (this.#socket !== socket) return
      this.#open = false
      this.#socket = null
      this.breaks += 1
      this.#look()
      setTimeout(() => this.#connect(), 50)
    })
  }

  #write(frame: FromBrowser): void {
    if (this.#open) this.#socket?.send(JSON.stringify(frame))
  }

  #ask(runId: string, as: string | undefined): void {
    this.#write({
      t: 'watch',
      runId,
      version: this.views.get(runId)?.version ?? 0,
      ...(as === undefined ? {} : { as }),
    })
  }

  #send(command: Waiting): void {
    if (!this.#open) return
    command.sent += 1
    const { commandId, runId, name, payload } = command
    this.#write({ t: 'command', commandId, runId, name, payload })
  }

  #take(frame: FromServer): void {
    switch (frame.t) {
      case 'view':
        this.views.set(frame.runId, { version: frame.version, view: frame.view })
        this.gone.delete(frame.runId)
        break
      case 'changes': {
        const known = this.views.get(frame.runId)
        if (known?.version === frame.base)
          this.views.set(frame.runId, { version: frame.version, view: applyChanges(known.view, frame.changes) })
        else {
          this.views.delete(frame.runId)
          this.#ask(frame.runId, this.#watched.get(frame.runId))
        }
        break
      }
      case 'gone':
        this.gone.add(frame.runId)
        break
      case 'fenced':
        this.fenced = true
        break
      case 'answer':
        this.#settle(frame.commandId, { ok: true, version: frame.version, at: frame.at })
        break
      case 'refusal':
        // The database was away for a moment: the command stays and is sent again.
        if (frame.refusal.code === 'notStored') {
          const again = this.#waiting.find(({ commandId }) => commandId === frame.commandId)
          if (again !== undefined) setTimeout(() => this.#send(again), 100)
          return
        }
        this.#settle(frame.commandId, { ok: false, ...frame.refusal })
        break
      case 'hello':
      case 'pong':
      case 'invalid':
        break
    }
    this.#look()
  }

  #settle(commandId: string, outcome: Outcome): void {
    const at = this.#waiting.findIndex((command) => command.commandId === commandId)
    if (at < 0) return
    const [command] = this.#waiting.splice(at, 1)
    const { runId, name, payload, since, sent, settle } = command!
    this.#options.ledger.add({
      runId,
      commandId,
      name,
      payload,
      by: this.#options.as,
      answer: outcome.ok ? { version: outcome.version, at: outcome.at } : null,
      refusal: outcome.ok ? null : { code: outcome.code, zh: outcome.zh, en: outcome.en },
      ms: performance.now() - since,
      resent: sent > 1,
    })
    settle(outcome)
  }

  #look(): void {
    const ready = this.#waiters.filter((waiter) => waiter.test())
    if (ready.length === 0) return
    this.#waiters = this.#waiters.filter((waiter) => !ready.includes(waiter))
    for (const waiter of ready) waiter.settle()
  }

  watch(runId: string, as?: string): void {
    this.#watched.set(runId, as)
    this.gone.delete(runId)
    this.#ask(runId, as)
  }

  leave(runId: string): void {
    this.#watched.delete(runId)
    this.views.delete(runId)
    this.#write({ t: 'leave', runId })
  }

  view<T>(runId: string): T | null {
    return (this.views.get(runId)?.view as T | undefined) ?? null
  }

  /** Resolves when the test holds; it is asked after every frame. Rejects, and says what was waited for, when it never does. */
  until(what: string, test: () => boolean, forMs = patienceMs): Promise<void> {
    if (test()) return Promise.resolve()
    return new Promise((resolve, reject) => {
      const waiter: Waiter = {
        test,
        settle: () => {
          clearTimeout(timer)
          resolve()
        },
        fail: () => {
          clearTimeout(timer)
          reject(new Error(`连接已关闭 / the connection was closed while waiting for: ${what}`))
        },
      }
      const timer = setTimeout(() => {
        this.#waiters = this.#waiters.filter((other) => other !== waiter)
        reject(new Error(`没有等到 / waited in vain for: ${what}`))
      }, forMs)
      this.#waiters.push(waiter)
    })
  }

  async seen<T>(runId: string, what: string, test: (view: T) => boolean, forMs = patienceMs): Promise<T> {
    const holds = () => {
      const view = this.view<T>(runId)
      return view !== null && test(view)
    }
    await this.until(what, holds, forMs)
    return this.view<T>(runId)!
  }

  command(runId: string, name: string, payload: unknown, commandId: string = randomUUID()): Promise<Outcome> {
    return new Promise((resolve) => {
      const command: Waiting = { commandId, runId, name, payload, since: performance.now(), sent: 0, settle: resolve }
      this.#waiting.push(command)
      this.#send(command)
    })
  }

  /** Commands that were never answered: what a browser would still keep. */
  unanswered(): { commandId: string; runId: string; name: string; payload: unknown }[] {
    return this.#waiting.map(({ commandId, runId, name, payload }) => ({ commandId, runId, name, payload }))
  }

  /** The cable is pulled, or the page is reloaded: no goodbye. With `back` it comes again by itself. */
  breakOff(): void {
    this.#socket?.terminate()
  }

  close(): void {
    this.#off = true
    const socket = this.#socket
    this.#socket = null
    this.#open = false
    socket?.removeAllListeners('message')
    socket?.terminate()
    for (const waiter of this.#waiters.splice(0)) waiter.fail()
  }
}
