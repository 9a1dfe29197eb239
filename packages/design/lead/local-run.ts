/** A run in this browser alone, for trying a desk out: nothing of it is sent, kept or counted. The rules are the real ones. */
import {
  isRefusal,
  type Actor,
  type AnyRules,
  type Context,
  type Recorded,
  type RunEvent,
  type Viewer,
} from '@leitai/core/run.ts'
import type { Sent } from './use-send.ts'

const server: Actor = { kind: 'server' }

export class LocalRun {
  readonly #rules: AnyRules
  readonly #listeners = new Set<() => void>()
  #state: unknown = null
  #timer: ReturnType<typeof setTimeout> | undefined
  #views = new Map<string, unknown>()

  /** Throws where the options are not the rules' own. */
  constructor(rules: AnyRules, options: unknown, material: unknown) {
    this.#rules = rules
    this.#take(
      rules.start(rules.options.parse(options), rules.material.parse(material), {
        ...this.#context(server),
        itemSeed: randomHex(),
      }),
      server,
    )
  }

  readonly now = (): number => Date.now()

  readonly watch = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    this.#wakeLater()
    return () => {
      this.#listeners.delete(listener)
      if (this.#listeners.size === 0) clearTimeout(this.#timer)
    }
  }

  /** The same object until something happens. */
  view(viewer: Viewer): unknown {
    const key = JSON.stringify(viewer)
    if (!this.#views.has(key)) this.#views.set(key, this.#rules.view(this.#state, viewer))
    return this.#views.get(key)
  }

  send(by: Actor, name: string, payload: unknown): Sent {
    const schema = (this.#rules.commands as Record<string, { safeParse(value: unknown): { success: boolean } }>)[name]
    if (schema?.safeParse(payload).success !== true)
      return { ok: false, code: 'badPayload', zh: '填写有误', en: 'Not allowed' }
    const decided = this.#rules.decide(this.#state, { name, payload }, this.#context(by))
    if (isRefusal(decided)) return { ok: false, code: decided.code, zh: decided.zh, en: decided.en }
    this.#take(decided, by)
    return { ok: true }
  }

  #context(by: Actor): Context {
    const now = this.now()
    // the seats of a rehearsal stand in this room: their way takes no time
    return { now, by, seed: randomHex(), pressedAt: now, press: { claimedAt: now, roundTripMs: 1, arrivedAt: now } }
  }

  #take(events: readonly RunEvent[], by: Actor): void {
    const at = this.now()
    for (const event of events)
      this.#state = this.#rules.evolve(this.#state, { ...event, at, by } as Recorded<RunEvent>)
    this.#views = new Map()
    for (const listener of this.#listeners) listener()
    this.#wakeLater()
  }

  #wakeLater(): void {
    clearTimeout(this.#timer)
    const at = this.#state === null ? null : this.#rules.wakesAt(this.#state)
    if (at === null || this.#listeners.size === 0) return
    this.#timer = setTimeout(
      () => {
        if (this.send(server, 'tick', {}).ok) this.#wakeLater()
      },
      Math.max(10, at - this.now()),
    )
  }
}

function randomHex(): string {
  return [...crypto.getRandomValues(new Uint8Array(32))].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}
