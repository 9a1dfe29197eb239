/**
 * Plays a sitting as the run host would, for tests of items: payloads are parsed, states frozen, and the journal is
 * replayed through JSON after every command, so that each test also shows that replay gives the same state.
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
import type { SittingSetup, SittingState, SittingView } from '../sitting.ts'

export const opening: Instant = 1_800_000_000_000
export const code = 'K07'
export const seat: Actor = { kind: 'seat', code }
export const server: Actor = { kind: 'server' }

export const viewers: Viewer[] = [
  { as: 'contestant', code },
  { as: 'trainee', code },
  { as: 'contestant', code: 'K08' },
  { as: 'judge', id: 'j1' },
  { as: 'host', id: 'h1' },
  { as: 'staff', id: 's1' },
  { as: 'organiser', id: 'o1' },
  { as: 'official', id: 'f1', roles: ['chiefJudge'] },
  { as: 'screen' },
]
const seesClosedWork = new Set<Viewer['as']>(['organiser', 'official'])

interface Setting {
  setup?: Partial<SittingSetup>
  options?: unknown
  material: unknown
  seed?: string
  itemSeed?: string
}

function freeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value)
    for (const part of Object.values(value)) freeze(part)
  }
  return value
}

const throughJson = (value: unknown): unknown => JSON.parse(JSON.stringify(value))

export class Play {
  readonly rules: AnyRules
  readonly events: Recorded<RunEvent>[] = []
  state: SittingState<unknown>
  now: Instant = opening
  #commands = 0

  constructor(rules: AnyRules, setting: Setting) {
    this.rules = rules
    const options = rules.options.parse({
      setup: { code, seconds: 1200, feedback: 'none', ...setting.setup },
      item: setting.options ?? {},
    })
    const material = rules.material.parse(setting.material)
    const context = {
      now: this.now,
      by: server,
      seed: sha256Hex(setting.seed ?? 'entrant'),
      itemSeed: sha256Hex(setting.itemSeed ?? 'item'),
    }
    const started = rules.start(options, material, context)
    this.state = null as never
    this.#take(started, server)
  }

  /** Sends one command after `ms`; answers what the host would: what was recorded, or the refusal. */
  send(
    name: string,
    payload: unknown = {},
    by: Actor = name in serverCommands ? server : seat,
    ms = 0,
  ): RunEvent[] | Refusal {
    this.now += ms
    const schema = this.rules.commands[name]
    if (schema === undefined) throw new Error(`no command ${name}`)
    this.#commands += 1
    const context = { now: this.now, by, seed: sha256Hex(`command ${this.#commands}`) }
    const decided: RunEvent[] | Refusal = this.rules.decide(
      this.state,
      { name, payload: schema.parse(payload) },
      context,
    )
    if (!isRefusal(decided)) this.#take(decided, by)
    return decided
  }

  /** As `send`, for what must be taken. */
  take(name: string, payload: unknown = {}, ms = 0): this {
    const answer = this.send(name, payload, undefined, ms)
    if (isRefusal(answer)) throw new Error(`${name} refused: ${answer.en}`)
    return this
  }

  wait(ms: number): this {
    this.now += ms
    return this
  }

  view(viewer: Viewer): SittingView<unknown, unknown> | null {
    return this.rules.view(this.state, viewer)
  }

  /** What the contestant sees of the item. */
  work<WorkView>(): WorkView {
    return this.view({ as: 'contestant', code })!.work as WorkView
  }

  score(): Score {
    return this.rules.score(this.state)
  }

  files(viewer: Viewer): readonly string[] {
    return this.rules.files?.(this.state, viewer) ?? []
  }

  #take(events: readonly RunEvent[], by: Actor): void {
    for (const event of events) {
      const recorded = throughJson({ ...event, at: this.now, by }) as Recorded<RunEvent>
      this.events.push(recorded)
      this.state = freeze(this.rules.evolve(this.state ?? null, recorded))
    }
    deepStrictEqual(throughJson(this.state), this.state)
    deepStrictEqual(replay(this.rules, this.events), this.state)
  }
}

const serverCommands: Record<string, true> = {
  open: true,
  pause: true,
  resume: true,
  giveTime: true,
  close: true,
  release: true,
  tick: true,
  judgeLate: true,
}

/**
 * Goes through every phase and lists who saw which secret before release; empty where all is kept. Officials see
 * everything once a sitting is closed, which is their task. `work` does what a contestant does while it is open. Secrets
 * that do not even appear among the released answers are listed too: they would prove nothing.
 */
export function secretsLeaked(play: Play, secrets: readonly string[], work: (play: Play) => void): string[] {
  const leaks: string[] = []
  const look = (phase: string, among: readonly Viewer[] = viewers) => {
    for (const viewer of among) {
      if (play.state.phase === 'closed' && seesClosedWork.has(viewer.as)) continue
      const seen = JSON.stringify(play.view(viewer))
      leaks.push(
        ...secrets.filter((secret) => seen.includes(secret)).map((secret) => `${viewer.as} sees ${secret} ${phase}`),
      )
    }
  }
  look('while waiting')
  play.take('open')
  look('when it opens')
  work(play)
  look('while working')
  play.take('pause', { reason: '停电' })
  look('while paused')
  play.take('resume').take('submit')
  look('after handing in')
  play.take('release', { showing: 'score' })
  look('when the score is released')
  play.take('release', { showing: 'answers' })
  look(
    'although only the contestant was shown the answers',
    viewers.filter(({ as }) => as !== 'contestant' && as !== 'trainee'),
  )
  const released = JSON.stringify(play.view({ as: 'contestant', code }))
  leaks.push(
    ...secrets.filter((secret) => !released.includes(secret)).map((secret) => `${secret} is not among the answers`),
  )
  return leaks
}
