/** One run in memory: its state as far as it is durable, and what waits to be decided. No I/O here. */
import { randomFillSync } from 'node:crypto'
import type { Actor, AnyRules, Context, Instant, Press, Recorded, Refusal, RunEvent } from '@leitai/core/run.ts'
import { isRefusal, refuse } from '@leitai/core/run.ts'
import type { Accepted, Committed, NewRun } from './contract.ts'
import { materialHash, record, recorded, headBefore } from './record.ts'
import type { AnswerRow, RunWrite } from './journal.ts'

export interface WaitingCommand {
  kind: 'command'
  commandId: string
  name: string
  payload: unknown
  by: Actor
  /** When it reached the server. */
  at: Instant
  pressedAt: number | undefined
  press: Press | undefined
  fromPage: boolean
  resolve(answer: Accepted | Refusal): void
  reject(error: Error): void
}

export interface WaitingTick {
  kind: 'tick'
  at: Instant
  /** It comes before what has been stored is shown (`RunRules.overtaken`). */
  overtaken?: true
}

export interface WaitingCreation {
  kind: 'create'
  run: NewRun
  at: Instant
  resolve(): void
  reject(error: Error): void
}

export type Waiting = WaitingCommand | WaitingTick | WaitingCreation

type Verdict = Accepted | Refusal | Error

/** What one batch will make of one run. Nothing of it is visible before it is durable. */
export interface Decided {
  run: LiveRun
  write: RunWrite
  state: unknown
  version: number
  head: string
  lastAt: Instant
  events: Recorded<RunEvent>[]
  /** In the order of their coming. */
  taken: { waiting: Waiting; verdict: Verdict }[]
}

/** How much one batch still takes. */
export interface Room {
  left(): boolean
  /** One command was decided, and its events have so many bytes. */
  spend(bytes: number): void
}

export const server: Actor = { kind: 'server' }

/** Answers kept in memory for each run; older ones are known to the table. */
const answersKept = 500

export class LiveRun {
  readonly runId: string
  contestId = ''
  rules: AnyRules | null = null
  state: unknown = null
  version = 0
  head = ''
  lastAt: Instant = 0
  wakesAt: Instant | null = null
  snapshotVersion = 0
  /** `loading`: not read yet; `ready`: may be decided on; `writing`: a batch with it is under way. */
  phase: 'loading' | 'ready' | 'writing' = 'loading'
  queue: Waiting[] = []
  /** Answers that the table knew and memory did not; they are what the run is read again for. */
  recalled: AnswerRow[] = []
  /** Durable, and not told to anybody before the next batch of this run: a moment that it announces had passed. */
  untold: Committed[] = []
  /** Watchers that hold it in memory. */
  pins = 0
  usedAt = 0
  readonly #answers = new Map<string, Accepted>()
  readonly #underWay = new Map<string, Promise<Accepted | Refusal>>()

  constructor(runId: string) {
    this.runId = runId
  }

  answered(commandId: string): Accepted | undefined {
    return this.#answers.get(commandId)
  }

  remember({ commandId, version, at }: AnswerRow): void {
    this.#answers.set(commandId, { version, at })
    if (this.#answers.size <= answersKept) return
    for (const oldest of this.#answers.keys()) {
      this.#answers.delete(oldest)
      break
    }
  }

  /** The same command sent again while the first is still under way shares its answer. */
  underWay(commandId: string): Promise<Accepted | Refusal> | undefined {
    return this.#underWay.get(commandId)
  }

  begin(commandId: string, answer: Promise<Accepted | Refusal>): void {
    this.#underWay.set(commandId, answer)
  }

  end(commandId: string): void {
    this.#underWay.delete(commandId)
  }

  /**
   * Decides what waits, one after the other, each on what the one before made of the state, as long as the batch has room.
   */
  decide(room: Room, rulesOf: (type: string) => AnyRules | null, log: (line: string) => void): Decided {
    const { runId } = this
    const write: RunWrite = { runId, create: null, events: [], answers: [], wakesAt: undefined }
    const decided: Decided = {
      run: this,
      write,
      state: this.state,
      version: this.version,
      head: this.head,
      lastAt: this.lastAt,
      events: [],
      taken: [],
    }
    let count = 0
    while (count < this.queue.length && room.left()) {
      const waiting = this.queue[count]!
      count += 1
      const before = {
        state: decided.state,
        version: decided.version,
        head: decided.head,
        lastAt: decided.lastAt,
        events: decided.events.length,
      }
      let verdict: Verdict
      try {
        verdict = this.#decideOne(decided, waiting, rulesOf)
      } catch (cause) {
        // A bug in rules, or a payload that has no JSON: this command alone fails, whole.
        verdict = cause as Error
        decided.state = before.state
        decided.version = before.version
        decided.head = before.head
        decided.lastAt = before.lastAt
        decided.events.length = before.events
        write.events.length = before.events
        if (before.version === 0) write.create = null
        log(
          `run ${runId}: ${waiting.kind === 'command' ? waiting.name : waiting.kind} failed: ${verdict.stack ?? verdict.message}`,
        )
      }
      decided.taken.push({ waiting, verdict })
      let bytes = 0
      for (let i = before.events; i < write.events.length; i += 1) bytes += write.events[i]!.payload.length + 200
      room.spend(bytes)
    }
    this.queue = this.queue.slice(count)
    if (write.events.length > 0 && this.rules !== null) {
      const wakesAt = this.rules.wakesAt(decided.state)
      if (wakesAt !== this.wakesAt) write.wakesAt = wakesAt
    }
    return decided
  }

  #decideOne(decided: Decided, waiting: Waiting, rulesOf: (type: string) => AnyRules | null): Verdict {
    const at = Math.max(waiting.at, decided.lastAt)
    switch (waiting.kind) {
      case 'create':
        return this.#create(decided, waiting.run, at, rulesOf)
      case 'tick': {
        if (this.rules === null || !('tick' in this.rules.commands)) return { version: decided.version, at }
        const context: Context = { now: at, by: server, seed: freshSeed() }
        if (waiting.overtaken) context.overtaken = true
        const events = this.rules.decide(decided.state, { name: 'tick', payload: {} }, context)
        if (isRefusal(events)) return events
        this.#apply(decided, events, at, server)
        return { version: decided.version, at }
      }
      case 'command':
        return this.#command(decided, waiting, at)
    }
  }

  #command(decided: Decided, waiting: WaitingCommand, at: Instant): Verdict {
    const { rules } = this
    if (rules === null || decided.version === 0) return noSuchRun()
    const first = this.#answers.get(waiting.commandId)
    if (first !== undefined) return first
    const schema = Object.hasOwn(rules.commands, waiting.name) ? rules.commands[waiting.name] : undefined
    if (schema === undefined) return refuse('unknownCommand', '不支持该操作', 'There is no such command')
    if (waiting.fromPage && rules.serverRecords?.includes(waiting.name) === true)
      return refuse('notAllowed', '无权进行该操作', 'You may not do this')
    const parsed = schema.safeParse(waiting.payload)
    if (!parsed.success)
      return refuse(
        'badInput',
        '提交的内容不符合要求',
        'What was sent has not the right form',
        parsed.error.issues.slice(0, 5),
      )
    const { by, pressedAt, press } = waiting
    const context: Context = { now: at, by, seed: freshSeed() }
    if (pressedAt !== undefined) context.pressedAt = pressedAt
    if (press !== undefined) context.press = press
    const events = rules.decide(decided.state, { name: waiting.name, payload: parsed.data }, context)
    if (isRefusal(events)) return events
    this.#apply(decided, events, at, by)
    const answer = { version: decided.version, at }
    decided.write.answers.push({ commandId: waiting.commandId, ...answer })
    return answer
  }

  #create(decided: Decided, run: NewRun, at: Instant, rulesOf: (type: string) => AnyRules | null): Verdict {
    if (decided.version > 0) return { version: decided.version, at }
    const rules = rulesOf(run.type)
    if (rules === null) throw new Error(`there are no rules for the type ${run.type}`)
    const options: unknown = rules.options.parse(run.options)
    const material = parseMaterial(rules, run.material)
    const events = rules.start(options, material, { now: at, by: server, seed: freshSeed(), itemSeed: run.itemSeed })
    if (events.length === 0) throw new Error(`${run.type}: start gave no event`)
    this.rules = rules
    this.contestId = run.contestId
    decided.head = headBefore(run.runId)
    this.#apply(decided, events, at, server)
    decided.write.create = {
      contestId: run.contestId,
      type: run.type,
      options: JSON.stringify(run.options),
      materialHash: materialHash(run.material),
      itemSeed: run.itemSeed,
      createdAt: at,
    }
    return { version: decided.version, at }
  }

  #apply(decided: Decided, events: readonly RunEvent[], at: Instant, by: Actor): void {
    for (const event of events) {
      const row = record(this.runId, decided, event, at, by)
      const stored = recorded(row)
      decided.state = this.rules!.evolve(decided.state, stored)
      decided.version = row.version
      decided.head = row.head
      decided.lastAt = at
      decided.write.events.push(row)
      decided.events.push(stored)
    }
  }

  /** The batch is durable: what was decided is now so. */
  accept(decided: Decided): void {
    this.state = decided.state
    this.version = decided.version
    this.head = decided.head
    this.lastAt = decided.lastAt
    if (decided.write.wakesAt !== undefined) this.wakesAt = decided.write.wakesAt
    for (const answer of decided.write.answers) this.remember(answer)
  }
}

export function noSuchRun(): Refusal {
  return refuse('noSuchRun', '没有该场次', 'There is no such run')
}

const parsedMaterials = new WeakMap<object, { rules: AnyRules; material: unknown }>()

/** A hall's runs share one material object; it is parsed once. */
function parseMaterial(rules: AnyRules, material: unknown): unknown {
  if (typeof material !== 'object' || material === null) return rules.material.parse(material)
  const known = parsedMaterials.get(material)
  if (known?.rules === rules) return known.material
  const parsed: unknown = rules.material.parse(material)
  parsedMaterials.set(material, { rules, material: parsed })
  return parsed
}

const chance = Buffer.alloc(32 * 256)
let used = chance.length

/** 64 hex digits, from the machine's source of chance, which is asked for many at once. */
function freshSeed(): string {
  if (used === chance.length) {
    randomFillSync(chance)
    used = 0
  }
  used += 32
  return chance.toString('hex', used - 32, used)
}
