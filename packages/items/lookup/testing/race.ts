/**
 * Plays a race as the run host would: payloads are parsed, the clock ticks when the rules asked for it, and the journal is
 * replayed through JSON after every command, so that each test also shows that replay gives the same state.
 */
import { deepStrictEqual } from 'node:assert/strict'
import type { MatchState, MatchWork } from '@leitai/core/match/types.ts'
import {
  isRefusal,
  replay,
  type Actor,
  type Instant,
  type Press,
  type Recorded,
  type Refusal,
  type RunEvent,
  type Viewer,
} from '@leitai/core/run.ts'
import { sha256Hex } from '@leitai/core/seed.ts'
import type { SittingView } from '@leitai/core/sitting/sitting.ts'
import type { Play } from '../play.ts'
import { rules } from '../rules.ts'
import type { LeadPlay, LookupMaterial, LookupQuestion, QuestionView, TeamPlay } from '../types.ts'

export const opening: Instant = 1_800_000_000_000
export const host: Actor = { kind: 'person', id: 'h1', roles: ['host'] }
export const judge: Actor = { kind: 'person', id: 'j1', roles: ['judge'] }
export const server: Actor = { kind: 'server' }
export const team = (code: string): Actor => ({ kind: 'seat', code })
export const teams = ['T1', 'T2', 'T3']

/** Each key has a form that nobody in these tests types: where it is seen, a key is seen. */
export const secretOf = (id: string) => `密-${id}`

export const question = (id: string, more: Partial<LookupQuestion> = {}): LookupQuestion => ({
  id,
  text: `题面 ${id}`,
  answers: [`${id} 元`, secretOf(id)],
  evidence: [`a-${id}`],
  level: 'medium',
  explanation: `解析${secretOf(id)}`,
  ...more,
})

const ids = Array.from({ length: 8 }, (_, i) => `q${i + 1}`)

export const material: LookupMaterial = {
  company: '极川通信',
  about: '',
  articles: [...ids.map((id) => `a-${id}`), 'other'].map((id) => ({
    id,
    title: `文章 ${id}`,
    category: ['业务'],
    tags: [],
    updated: '2026-01-01',
    pinned: false,
    body: `正文-${id}`,
    attachments: [],
  })),
  questions: ids.map((id) => question(id)),
}

interface Setting {
  options?: object
  used?: { byMatches: string[]; byOtherItems: string[] }
  itemSeed?: string
  material?: LookupMaterial
}

const fromServer = new Set(['open', 'pause', 'resume', 'close', 'release', 'tick', 'withdraw'])

export class Race {
  state: MatchState<Play>
  now: Instant = opening
  readonly events: Recorded<RunEvent>[] = []
  #commands = 0

  constructor({ options = {}, used, itemSeed = 'item', ...more }: Setting = {}) {
    const parsed = rules.options.parse({
      setup: {
        number: 1,
        title: { zh: '初赛 · 第 1 场', en: 'First round, match 1' },
        teams: teams.map((code) => ({ code, name: null, delegation: null, members: [] })),
        crowd: false,
        used: used ?? { byMatches: [], byOtherItems: [] },
        seconds: 1200,
      },
      item: { questions: 3, seconds: 60, right: 10, ...options },
    })
    const started = rules.start(parsed, rules.material.parse(more.material ?? material), {
      now: this.now,
      by: server,
      seed: sha256Hex('run'),
      itemSeed: sha256Hex(itemSeed),
    })
    this.state = null as never
    this.#take(started, server)
  }

  /** Sends one command after `ms`, having let the clock tick until then. */
  send(name: string, payload: unknown = {}, by: Actor = fromServer.has(name) ? server : host, ms = 0, press?: Press) {
    this.wait(ms)
    return this.#send(name, payload, by, press)
  }

  #send(name: string, payload: unknown, by: Actor, press?: Press): RunEvent[] | Refusal {
    this.#commands += 1
    const schema = (rules.commands as Record<string, { parse(value: unknown): unknown }>)[name]
    if (schema === undefined) throw new Error(`no command ${name}`)
    const decided = rules.decide(this.state, { name, payload: schema.parse(payload) } as never, {
      now: this.now,
      by,
      seed: sha256Hex(`command ${this.#commands}`),
      ...(press === undefined ? {} : { press, pressedAt: press.claimedAt }),
    })
    if (!isRefusal(decided)) this.#take(decided, by)
    return decided
  }

  /** As `send`, for what must be taken. */
  take(name: string, payload: unknown = {}, by?: Actor, ms = 0): this {
    const answer = this.send(name, payload, by, ms)
    if (isRefusal(answer)) throw new Error(`${name} refused: ${answer.en}`)
    return this
  }

  /** What was recorded, or the refusal's code. */
  outcome(name: string, payload: unknown = {}, by?: Actor, ms = 0): string | string[] {
    const answer = this.send(name, payload, by, ms)
    return isRefusal(answer) ? answer.code : answer.map((event) => event.name)
  }

  /** Time passes; the clock ticks when the rules asked for it. `asleep`: the server stands still meanwhile. */
  wait(ms: number, asleep = false): this {
    const until = this.now + ms
    while (!asleep) {
      const at = rules.wakesAt(this.state)
      if (at === null || at > until) break
      this.now = Math.max(this.now, Math.ceil(at))
      const answer = this.#send('tick', {}, server)
      if (isRefusal(answer) || answer.length === 0) break
    }
    this.now = until
    return this
  }

  open(): this {
    return this.take('open').take('step', { step: 'ask', no: 1 }).wait(500)
  }

  ask(no: number): this {
    return this.take('step', { step: 'ask', no }).wait(500)
  }

  /** The team opens the article and answers; by default rightly. `press`: how long ago it pressed, and its round trip. */
  answer(
    code: string,
    {
      text,
      evidence,
      no = Math.max(1, this.state.play.asked.length),
      press,
    }: {
      text?: string
      evidence?: string | null
      no?: number
      press?: { agoMs: number; roundTripMs: number | null }
    } = {},
  ): RunEvent[] | Refusal {
    const asked = this.state.play.asked.find((one) => one.no === no)
    const id = asked?.question.id ?? ''
    const article = evidence === undefined ? `a-${id}` : evidence
    if (article !== null) this.#send('opened', { article }, team(code))
    const at = this.now - (press?.agoMs ?? 0)
    return this.#send(
      'answer',
      { no, text: text ?? `${id}元`, evidence: article },
      team(code),
      press === undefined ? undefined : { claimedAt: at, roundTripMs: press.roundTripMs, arrivedAt: this.now },
    )
  }

  view(viewer: Viewer) {
    return rules.view(this.state, viewer) as SittingView<MatchWork, unknown> | null
  }

  get lead(): LeadPlay {
    return this.view({ as: 'host', id: 'h1' })!.work!.play as LeadPlay
  }

  of(code: string): TeamPlay {
    return this.view({ as: 'contestant', code })!.work!.play as TeamPlay
  }

  get question(): QuestionView {
    return this.lead.question!
  }

  points(): Record<string, string> {
    return Object.fromEntries(this.view({ as: 'screen' })!.work!.frame.teams.map(({ code, points }) => [code, points]))
  }

  #take(events: readonly RunEvent[], by: Actor): void {
    for (const event of events) {
      const recorded = JSON.parse(JSON.stringify({ ...event, at: this.now, by })) as Recorded<RunEvent>
      this.events.push(recorded)
      this.state = freeze(rules.evolve(this.state ?? null, recorded as never))
    }
    deepStrictEqual(JSON.parse(JSON.stringify(this.state)), this.state)
    deepStrictEqual(replay(rules as never, this.events as never), this.state)
  }
}

function freeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value)
    for (const part of Object.values(value)) freeze(part)
  }
  return value
}
