/**
 * Commands that the server has not acknowledged yet, in the order in which they were given. Each keeps its id over
 * retries, reloads and power cuts, so the server takes it once. `replaces` drops an older version that was never sent.
 */
import type { ActResult } from '@leitai/items/web-plug.ts'
import type { OutboxStore, Pending } from './outbox-store.ts'

interface Entry extends Pending {
  sent: boolean
  /** Met a pause. */
  held?: boolean
  settle: ((result: ActResult) => void)[]
}

export interface Refused {
  code: string
  zh: string
  en: string
  details?: unknown
}

export class Outbox {
  #entries: Entry[] = []
  #nextSeq = 1
  readonly #store: OutboxStore
  /** Resolves when what an earlier page left has been read. */
  readonly ready: Promise<void>
  readonly #changed: (runId: string) => void

  constructor(store: OutboxStore, changed: (runId: string) => void) {
    this.#store = store
    this.#changed = changed
    this.ready = this.reread()
  }

  /** Takes over what is on disk and not known here: at the start, and when an older tab hands over. */
  async reread(): Promise<void> {
    const known = new Set(this.#entries.map((entry) => entry.commandId))
    const found = (await this.#store.load()).filter((pending) => !known.has(pending.commandId))
    this.#entries = [...found.map((pending) => ({ ...pending, sent: false, settle: [] })), ...this.#entries]
    this.#nextSeq = Math.max(this.#nextSeq, ...this.#entries.map((entry) => entry.seq + 1))
    for (const runId of new Set(found.map((pending) => pending.runId))) this.#changed(runId)
  }

  add(command: Omit<Pending, 'seq' | 'commandId' | 'late'>, settle: (result: ActResult) => void): Pending {
    const settles = [settle]
    if (command.replaces !== undefined) {
      const older = this.#entries.find(
        (e) => e.runId === command.runId && e.replaces === command.replaces && !e.sent && e.late !== true,
      )
      if (older !== undefined) {
        settles.unshift(...older.settle)
        this.#drop(older)
      }
    }
    const entry: Entry = { ...command, seq: this.#nextSeq, commandId: newId(), sent: false, settle: settles }
    this.#nextSeq += 1
    this.#entries.push(entry)
    // it leaves at once; the disk keeps it while it is on its way
    this.#changed(entry.runId)
    this.#store.put(plain(entry))
    return entry
  }

  /** What is to be sent now, in order; they count as sent from here on. */
  take(runId: string): Pending[] {
    const due = this.#entries.filter(
      (entry) => entry.runId === runId && !entry.sent && entry.held !== true && entry.late !== true,
    )
    for (const entry of due) entry.sent = true
    return due
  }

  /** The connection broke: nothing counts as sent any more. */
  rewind(): void {
    for (const entry of this.#entries) entry.sent = false
  }

  acknowledged(commandId: string): void {
    const entry = this.#entries.find((e) => e.commandId === commandId)
    if (entry === undefined) return
    this.#drop(entry)
    for (const settle of entry.settle) settle({ ok: true })
    this.#changed(entry.runId)
  }

  /**
   * A refused command is over, with three exceptions. Work done in time that came too late is kept to be handed in. Work
   * that met a pause is sent when it goes on. What a server's own failure kept from taking effect is sent again.
   */
  refused(commandId: string, refusal: Refused): 'over' | 'late' | 'held' | 'again' {
    const entry = this.#entries.find((e) => e.commandId === commandId)
    if (entry === undefined) return 'over'
    if (refusal.code === 'failed') {
      entry.sent = false
      return 'again'
    }
    if (refusal.code === 'paused' && !notWork.has(entry.name)) {
      entry.sent = false
      entry.held = true
      return 'held'
    }
    const late = isInTime(entry, refusal)
    if (late) {
      entry.late = true
      entry.sent = false
      this.#store.put(plain(entry))
    } else this.#drop(entry)
    for (const settle of entry.settle) settle({ ok: false, code: refusal.code, zh: refusal.zh, en: refusal.en })
    entry.settle = []
    this.#changed(entry.runId)
    return late ? 'late' : 'over'
  }

  /** It goes on: what met the pause is due again. */
  goOn(runId: string): void {
    for (const entry of this.#entries) if (entry.runId === runId) entry.held = false
  }

  count(runId: string): number {
    return this.#entries.reduce((n, entry) => (entry.runId === runId && entry.late !== true ? n + 1 : n), 0)
  }

  total(): number {
    return this.#entries.reduce((n, entry) => (entry.late === true ? n : n + 1), 0)
  }

  unsent(runId: string, replaces: string): unknown {
    return this.#entries.findLast((entry) => entry.runId === runId && entry.replaces === replaces)?.payload
  }

  /** All that the server has not acknowledged for this run, in the order in which it will take it. */
  waiting(runId: string): readonly Pending[] {
    return this.#entries.filter((entry) => entry.runId === runId && entry.late !== true)
  }

  /** Done in time, come too late: the last version of each. */
  late(runId: string): Pending[] {
    const late = this.#entries.filter((entry) => entry.runId === runId && entry.late === true)
    return late.filter(
      (entry, i) => entry.replaces === undefined || !late.slice(i + 1).some((next) => next.replaces === entry.replaces),
    )
  }

  forgetLate(runId: string): void {
    for (const entry of this.#entries.filter((e) => e.runId === runId && e.late === true)) this.#drop(entry)
    this.#changed(runId)
  }

  settled(): Promise<void> {
    return this.#store.settled()
  }

  #drop(entry: Entry): void {
    this.#entries = this.#entries.filter((e) => e !== entry)
    this.#store.remove(entry.seq)
  }
}

function plain({ sent: _sent, held: _held, settle: _settle, ...pending }: Entry): Pending {
  return pending
}

const notWork = new Set(['submit', 'begin', 'reportCheck', 'reportIncident', 'handInLate'])

function isInTime(entry: Pending, refusal: Refused): boolean {
  if (refusal.code !== 'closed' || notWork.has(entry.name)) return false
  const { details } = refusal
  const at = typeof details === 'object' && details !== null && 'at' in details ? details.at : undefined
  return typeof at === 'number' && entry.editedAt <= at
}

/** `crypto.randomUUID` needs a secure context, and a hall may run on plain HTTP. */
function newId(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('')
}
