/** Who meets in a measured match: people with the browser's own clock, over real sockets. */
import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { WebSocket } from 'ws'
import { applyChanges } from '@leitai/core/changes.ts'
import type { MatchView } from '@leitai/core/match/types.ts'
import type { FromServer } from '@leitai/core/wire.ts'
import type { LeadPlay, PlayCommon } from '@leitai/items/quiz/types.ts'
import { burst, ServerClock } from '../packages/web/live/clock.ts'
import { exactlyAt } from './late-frames.ts'

const patienceMs = 20_000

/** What a seat was told of one start of the buzzer, on the server's clock. */
interface Light {
  opensAt: number
  toldAt: number
}

export class Person {
  readonly ready: Promise<void>
  readonly lights: Light[] = []
  /** From sending to its answer, of presses alone. */
  readonly pressesAcknowledgedMs: number[] = []
  readonly refusals: string[] = []
  readonly #ws: WebSocket
  readonly #runId: string
  readonly #clock = new ServerClock()
  readonly #sent = new Map<string, { at: number; name: string }>()
  #view: MatchView<PlayCommon> | null = null
  #version = 0
  #looks: (() => void)[] = []

  constructor(url: string, headers: Record<string, string>, runId: string, as?: string) {
    this.#runId = runId
    this.#ws = new WebSocket(url, { headers, perMessageDeflate: false })
    this.#ws.on('message', (data: Buffer) => this.#take(JSON.parse(data.toString()) as FromServer, performance.now()))
    this.ready = this.#align(as)
  }

  get play(): PlayCommon | null {
    return this.#view?.work?.play ?? null
  }

  /** Of host and judge. */
  get lead(): LeadPlay {
    return this.play as LeadPlay
  }

  /** The server's clock, as this one knows it. */
  now(): number {
    return this.#clock.now()
  }

  async #align(as: string | undefined): Promise<void> {
    await new Promise((resolve) => this.#ws.on('open', resolve))
    for (let i = 0; i < burst; i += 1) {
      this.#send({ t: 'ping', sent: this.#clock.read() })
      await sleep(60)
    }
    this.#send({ t: 'watch', runId: this.#runId, version: 0, ...(as && { as }) })
    await this.until(() => this.play !== null)
  }

  #send(frame: unknown): void {
    this.#ws.send(JSON.stringify(frame))
  }

  #take(frame: FromServer, receivedAt: number): void {
    switch (frame.t) {
      case 'hello':
        return this.#clock.hello(frame.now)
      case 'pong':
        return this.#clock.pong(frame.sent, frame.now, receivedAt)
      case 'answer':
      case 'refusal': {
        const sent = this.#sent.get(frame.commandId)
        if (frame.t === 'refusal') this.refusals.push(`${sent?.name} ${frame.refusal.code}`)
        else if (sent?.name === 'press') this.pressesAcknowledgedMs.push(receivedAt - sent.at)
        this.#sent.delete(frame.commandId)
        break
      }
      case 'view':
        this.#view = frame.view as MatchView<PlayCommon>
        this.#version = frame.version
        break
      case 'changes':
        if (frame.base !== this.#version) throw new Error('a step that does not fit')
        this.#view = applyChanges(this.#view, frame.changes) as MatchView<PlayCommon>
        this.#version = frame.version
        break
    }
    const question = this.play?.question
    const opensAt = question?.phase === 'armed' ? (question.buzz?.opensAt ?? null) : null
    if (opensAt !== null && this.lights.at(-1)?.opensAt !== opensAt)
      this.lights.push({ opensAt, toldAt: this.#clock.at(receivedAt) })
    for (const look of this.#looks) look()
  }

  command(name: string, payload: unknown, pressedAt?: number): void {
    const commandId = randomUUID()
    this.#sent.set(commandId, { at: performance.now(), name })
    this.#send({
      t: 'command',
      commandId,
      runId: this.#runId,
      name,
      payload,
      ...(pressedAt !== undefined && { pressedAt }),
    })
  }

  /** Pressed at a moment of the server's clock; the frame leaves so much later, on a busy machine later still. Gives when, on `performance.now`. */
  press(at: number, heldMs: number): Promise<{ leftAt: number; heldMs: number }> {
    const local = performance.now() + at - this.#clock.now()
    return new Promise((resolve) => {
      exactlyAt(local + heldMs, () => {
        this.command('press', {}, at)
        const leftAt = performance.now()
        resolve({ leftAt, heldMs: leftAt - local })
      })
    })
  }

  /** When the test first holds, on `performance.now`; asked after every frame. */
  until(test: (play: PlayCommon) => boolean): Promise<number> {
    const holds = () => this.play !== null && test(this.play)
    if (holds()) return Promise.resolve(performance.now())
    return new Promise((resolve, reject) => {
      const timer = setTimeout(
        () => reject(new Error(`waited in vain; it stands at ${JSON.stringify(this.play?.question)}`)),
        patienceMs,
      )
      const look = () => {
        if (!holds()) return
        clearTimeout(timer)
        this.#looks = this.#looks.filter((other) => other !== look)
        resolve(performance.now())
      }
      this.#looks.push(look)
    })
  }

  close(): void {
    this.#ws.terminate()
  }
}
