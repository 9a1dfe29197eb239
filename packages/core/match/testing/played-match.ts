/**
 * Plays a match as the run host would, for tests of items: payloads are parsed, states frozen, the clock ticks when it is
 * due, and the journal is replayed through JSON after every command, so that each test also shows that replay gives the
 * same state.
 */
import { deepStrictEqual } from 'node:assert/strict'
import {
  isRefusal,
  replay,
  type Actor,
  type AnyRules,
  type Instant,
  type Recorded,
  type Refusal,
  type RunEvent,
  type Viewer,
} from '../../run.ts'
import type { Score } from '../../score.ts'
import { sha256Hex } from '../../seed.ts'
import type { MatchSetup, MatchState, MatchTeam, MatchView } from '../types.ts'

export const opening: Instant = 1_800_000_000_000
export const host: Actor = { kind: 'person', id: 'h1', roles: ['host'] }
export const judge: Actor = { kind: 'person', id: 'j1', roles: ['judge'] }
export const server: Actor = { kind: 'server' }
export const seatOf = (code: string): Actor => ({ kind: 'seat', code })

/** Everybody who may look at a match of A, B, C; and a seat that is not in it. */
export const viewers: Viewer[] = [
  { as: 'contestant', code: 'A' },
  { as: 'contestant', code: 'Z' },
  { as: 'trainee', code: 'A' },
  { as: 'judge', id: 'j1' },
  { as: 'host', id: 'h1' },
  { as: 'staff', id: 's1' },
  { as: 'organiser', id: 'o1' },
  { as: 'official', id: 'f1', roles: ['chiefJudge'] },
  { as: 'official', id: 'f2', roles: ['supervisor'] },
  { as: 'screen' },
]

/** Those to whom a key may be shown before it is revealed. */
export const mayKnowKeys = (viewer: Viewer): boolean =>
  viewer.as === 'host' || viewer.as === 'judge' || (viewer.as === 'official' && viewer.roles.includes('chiefJudge'))

export function team(code: string, members = [`${code}1`, `${code}2`, `${code}3`]): MatchTeam {
  return { code, name: `${code} 队`, delegation: null, members }
}

/** What the page said of the key; by default that it was pressed now. Null: it said nothing (an old browser). */
type Pressed = { claimedAt?: number; roundTripMs?: number | null; arrivedAt?: number; unreadMs?: number } | null

interface Setting {
  options: unknown
  material: unknown
  teams?: readonly string[]
  setup?: Partial<MatchSetup>
  seed?: string
}

function freeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value)
    for (const part of Object.values(value)) freeze(part)
  }
  return value
}

export class PlayedMatch {
  readonly rules: AnyRules
  readonly events: Recorded<RunEvent>[] = []
  state: MatchState<unknown>
  now = opening
  #seeds = 0

  /** Open already, unless `open` is false. */
  constructor(
    rules: AnyRules,
    { options, material, teams = ['A', 'B', 'C'], setup, seed = 'match' }: Setting,
    open = true,
  ) {
    this.rules = rules
    const whole: MatchSetup = {
      number: 1,
      title: { zh: '第 1 场', en: 'match 1' },
      teams: teams.map((code) => team(code)),
      crowd: false,
      used: { byMatches: [], byOtherItems: [] },
      seconds: 1800,
      ...setup,
    }
    const parsed = rules.options.parse({ setup: whole, item: options })
    const started = rules.start(parsed, rules.material.parse(material), {
      now: this.now,
      by: server,
      seed: sha256Hex(seed),
      itemSeed: sha256Hex(`${seed}/item`),
    })
    this.state = null as never
    this.#record(started, server)
    if (open) this.must(server, 'open', {})
  }

  /** Time passes; whatever the clock does meanwhile is done at its time. */
  pass(ms: number): void {
    const until = this.now + ms
    for (;;) {
      const at = this.rules.wakesAt(this.state)
      if (at === null || at > until) break
      this.now = Math.max(this.now, Math.ceil(at))
      const before = this.events.length
      this.must(server, 'tick', {})
      // A clock that wakes for nothing would wake for ever.
      if (this.events.length === before) throw new Error(`the clock woke at ${at} and nothing was due`)
    }
    this.now = until
  }

  /** As the run host does it: what the clock should have done was not done while nothing ran. */
  sleep(ms: number): void {
    this.now += ms
  }

  /** What was decided last takes so long to be stored: as the run host does it, the rules are asked before anybody sees it. */
  stored(tookMs: number): void {
    this.now += tookMs
    const last = this.events.at(-1)!
    if (this.rules.overtaken?.(this.state, last, this.now) !== true) return
    const context = { now: this.now, by: server, seed: this.#seed(), overtaken: true } as const
    const decided = this.rules.decide(this.state, { name: 'tick', payload: {} }, context)
    if (isRefusal(decided)) throw new Error(decided.en)
    this.#record(decided, server)
  }

  act(by: Actor, name: string, payload: unknown, press?: Pressed): RunEvent[] | Refusal {
    const schema = this.rules.commands[name as never] as { parse(value: unknown): unknown } | undefined
    if (schema === undefined) throw new Error(`no command ${name}`)
    const arrivedAt = press?.arrivedAt ?? this.now
    const claimedAt = press?.claimedAt ?? arrivedAt
    const decided = this.rules.decide(
      this.state,
      { name, payload: schema.parse(payload) },
      {
        now: Math.floor(arrivedAt - (press?.unreadMs ?? 0)),
        by,
        seed: this.#seed(),
        ...(press !== null && {
          pressedAt: Math.min(claimedAt, arrivedAt),
          press: {
            claimedAt,
            arrivedAt,
            roundTripMs: press?.roundTripMs === undefined ? 1 : press.roundTripMs,
            ...(press?.unreadMs !== undefined && { unreadMs: press.unreadMs }),
          },
        }),
      },
    )
    if (isRefusal(decided)) return decided
    this.#record(decided, by)
    return decided
  }

  must(by: Actor, name: string, payload: unknown, press?: Pressed): RunEvent[] {
    const out = this.act(by, name, payload, press)
    if (isRefusal(out)) throw new Error(`${name}: ${out.code}: ${out.en}`)
    return out
  }

  /** The code of the refusal; null: it was taken. */
  refused(by: Actor, name: string, payload: unknown, press?: Pressed): string | null {
    const out = this.act(by, name, payload, press)
    return isRefusal(out) ? out.code : null
  }

  view<View = MatchView>(viewer: Viewer): View {
    return this.rules.view(this.state, viewer) as View
  }

  points(code: string): string {
    return this.score(code).points
  }

  score(code: string): Score {
    const score = this.rules.match!.score(this.state, code)
    if (score === null) throw new Error(`${code} has no score`)
    return score
  }

  #record(events: readonly RunEvent[], by: Actor): void {
    for (const event of events) {
      const recorded = freeze({ ...event, at: this.now, by }) as Recorded<RunEvent>
      this.events.push(recorded)
      this.state = freeze(this.rules.evolve(this.state, recorded)) as MatchState<unknown>
    }
    const again = replay(this.rules as never, JSON.parse(JSON.stringify(this.events)) as never)
    deepStrictEqual(again, JSON.parse(JSON.stringify(this.state)))
  }

  #seed(): string {
    this.#seeds += 1
    return sha256Hex(`seed ${this.#seeds}`)
  }
}

/** A score is the sum of its parts, all the way down. */
export function sumsUp(score: Score): boolean {
  if (score.children === undefined || score.children.length === 0) return true
  const sum = score.children.reduce((total, child) => total + Math.round(Number(child.points) * 1e6), 0)
  return sum === Math.round(Number(score.points) * 1e6) && score.children.every(sumsUp)
}
