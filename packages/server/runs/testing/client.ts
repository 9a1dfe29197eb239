/**
 * What the browser does, without a page: keeps what is not acknowledged, comes back by itself, sends it again in order,
 * one view built from whole ones and steps.
 */
import { randomUUID } from 'node:crypto'
import { WebSocket } from 'ws'
import { applyChanges } from '@leitai/core/changes.ts'
import type { FromServer } from '@leitai/core/wire.ts'

interface Outgoing {
  commandId: string
  runId: string
  name: string
  payload: unknown
}

export type Answer = Extract<FromServer, { t: 'answer' }>
export type Refused = Extract<FromServer, { t: 'refusal' }>

export class LiveClient {
  /** Everything that came, newest last. */
  readonly frames: FromServer[] = []
  readonly answers = new Map<string, Answer | Refused>()
  readonly views = new Map<string, { version: number; view: unknown }>()
  /** Not acknowledged yet, in the order in which the person made them. */
  readonly unsent: Outgoing[] = []
  reconnects = 0
  #ws: WebSocket | null = null
  #open = false
  #closed = false
  #watching = new Map<string, string | undefined>()
  #waiters: { test: () => boolean; resolve: () => void }[] = []
  readonly #url: () => string
  readonly #headers: Record<string, string>

  constructor(url: string | (() => string), headers: Record<string, string> = {}) {
    this.#url = typeof url === 'string' ? () => url : url
    this.#headers = headers
    this.#connect()
  }

  #connect(): void {
    if (this.#closed) return
    const ws = new WebSocket(this.#url(), { headers: this.#headers, perMessageDeflate: false })
    this.#ws = ws
    ws.on('open', () => {
      if (this.#ws !== ws) return
      this.#open = true
      for (const [runId, as] of this.#watching)
        this.#write({ t: 'watch', runId, version: this.views.get(runId)?.version ?? 0, ...(as && { as }) })
      for (const command of this.unsent) this.#write({ t: 'command', ...command })
    })
    ws.on('message', (data: Buffer) => {
      if (this.#ws === ws) this.#take(JSON.parse(data.toString()) as FromServer)
    })
    ws.on('error', () => {})
    ws.on('close', () => {
      if (this.#ws !== ws) return
      const wasOpen = this.#open
      this.#ws = null
      this.#open = false
      this.reconnects += 1
      this.#check()
      if (!this.#closed) setTimeout(() => this.#connect(), wasOpen ? 0 : 10)
    })
  }

  #take(frame: FromServer): void {
    this.frames.push(frame)
    if (frame.t === 'view') this.views.set(frame.runId, { version: frame.version, view: frame.view })
    else if (frame.t === 'changes') {
      const before = this.views.get(frame.runId)
      if (before?.version === frame.base)
        this.views.set(frame.runId, { version: frame.version, view: applyChanges(before.view, frame.changes) })
      else this.#write({ t: 'watch', runId: frame.runId, version: 0 })
    } else if (frame.t === 'answer' || frame.t === 'refusal') {
      if (frame.t === 'refusal' && frame.refusal.code === 'notStored') {
        const again = this.unsent.find(({ commandId }) => commandId === frame.commandId)
        if (again !== undefined) setTimeout(() => this.#write({ t: 'command', ...again }), 50)
        return
      }
      this.answers.set(frame.commandId, frame)
      const at = this.unsent.findIndex(({ commandId }) => commandId === frame.commandId)
      if (at >= 0) this.unsent.splice(at, 1)
    }
    this.#check()
  }

  #write(frame: unknown): void {
    if (this.#open) this.#ws?.send(JSON.stringify(frame))
  }

  raw(text: string | Buffer): void {
    this.#ws?.send(text)
  }

  /** Stops taking in, as a browser whose machine is too slow. */
  pauseReading(): void {
    this.#ws?.pause()
  }

  resumeReading(): void {
    this.#ws?.resume()
  }

  watch(runId: string, as?: string): void {
    this.#watching.set(runId, as)
    this.#write({ t: 'watch', runId, version: 0, ...(as && { as }) })
  }

  command(runId: string, name: string, payload: unknown, commandId: string = randomUUID()): string {
    const command = { commandId, runId, name, payload }
    this.unsent.push(command)
    this.#write({ t: 'command', ...command })
    return commandId
  }

  async send(runId: string, name: string, payload: unknown, commandId?: string): Promise<Answer | Refused> {
    const id = this.command(runId, name, payload, commandId)
    await this.until(() => this.answers.has(id))
    return this.answers.get(id)!
  }

  /** Until the test holds; asked after every frame and every change of the connection. */
  until(test: () => boolean): Promise<void> {
    if (test()) return Promise.resolve()
    return new Promise((resolve) => this.#waiters.push({ test, resolve }))
  }

  frame<T extends FromServer['t']>(t: T): Extract<FromServer, { t: T }> | undefined {
    return this.frames.findLast((frame): frame is Extract<FromServer, { t: T }> => frame.t === t)
  }

  #check(): void {
    const ready = this.#waiters.filter((waiter) => waiter.test())
    this.#waiters = this.#waiters.filter((waiter) => !ready.includes(waiter))
    for (const { resolve } of ready) resolve()
  }

  /** The page is reloaded, the network breaks: no goodbye. It comes back by itself. False where there was nothing to break. */
  breakOff(): boolean {
    this.#ws?.terminate()
    return this.#ws !== null
  }

  close(): void {
    this.#closed = true
    this.#ws?.terminate()
  }
}
