/** One socket: frames in, frames out, at a pace that neither side can force on the other. */
import type { Duplex } from 'node:stream'
import type { WebSocket, RawData } from 'ws'
import { earliestArrival } from '@leitai/core/match/fair-order.ts'
import { isRefusal, type Actor, type Press, type Refusal, type Viewer } from '@leitai/core/run.ts'
import { fromBrowser, type FromBrowser, type FromServer } from '@leitai/core/wire.ts'
import type { Access, Identity } from './access.ts'
import type { Channels, Watcher } from './channels.ts'
import type { Submission } from './contract.ts'
import type { LiveHost } from './run-host.ts'
import { frameOf } from './frames.ts'
import { Pace } from './pace.ts'
import { RoundTrips } from './round-trips.ts'
import type { Unread } from './unread.ts'

export interface ConnectionOptions {
  host: LiveHost
  access: Access
  channels: Channels
  unread: Unread
  build: string
  log(line: string): void
  pace: { perSecond: number; burst: number }
}

/** A socket with so much unsent gets no more views until it has drained; with so much more it is ended. */
const fullBytes = 256_000
const brokenBytes = 16_000_000
/** Commands of one connection that may wait for their answer; then reading stops. */
const unansweredAtMost = 2000
const invalidAtMost = 20
/** A contestant's largest frame is late work of a whole paper; a screen only says what it watches. */
const frameBytesOf = { person: Number.POSITIVE_INFINITY, seat: 1_000_000, anonymous: 4000 } as const
/** Runs that one connection may wait for. */
const awaitedAtMost = 100
/** What a browser's idea of the server's time may be wrong by, beyond half a round trip. */
const slackMs = 10

interface Watch {
  viewer: Viewer
}

type Command = Extract<FromBrowser, { t: 'command' }>

export class Connection implements Watcher {
  readonly identity: Identity
  readonly #ws: WebSocket
  readonly #stream: Duplex
  readonly #options: ConnectionOptions
  readonly #pace: Pace
  readonly #watches = new Map<string, Watch>()
  /** Runs that this one may see as soon as they are there, with what ends the waiting. */
  readonly #awaited = new Map<string, () => void>()
  /** Runs in which this one was seen to have something, with the name under which it acts there. */
  readonly #known = new Map<string, Actor | null>()
  /** While it is being found out whether there is something: what came meanwhile waits in order. */
  readonly #finding = new Map<string, Promise<unknown>>()
  #fenced = false
  #closed = false
  #corked = false
  #unanswered = 0
  #invalid = 0
  #missed = false
  #heard = true
  readonly #roundTrips: RoundTrips
  /** How long the server has been busy reading from this one since `readUpTo`: who floods it is not believed for it. */
  #kept = { readUpTo: 0, ms: 0 }

  constructor(ws: WebSocket, stream: Duplex, identity: Identity, options: ConnectionOptions) {
    this.#ws = ws
    this.#stream = stream
    this.identity = identity
    this.#options = options
    this.#pace = new Pace(options.pace, ws)
    ws.on('message', (data, isBinary) => {
      const began = performance.now()
      this.#read(data, isBinary)
      this.#kept.ms += performance.now() - began
    })
    ws.on('pong', (echo: Buffer) => {
      this.#heard = true
      this.#roundTrips.heard(echo)
    })
    stream.on('drain', () => this.#drained())
    this.#say({ t: 'hello', now: options.host.clock.precise(), build: options.build, viewer: helloAs(identity) })
    this.#roundTrips = new RoundTrips((echo) => ws.ping(echo))
    // a screen presses nothing
    if (identity.kind === 'anonymous') this.#roundTrips.measure()
    else this.#roundTrips.measureOften()
  }

  get fenced(): boolean {
    return this.#fenced
  }

  // ---- out ----

  /** A view; false where the socket is too full for it. */
  send(frame: Buffer): boolean {
    if (this.#stream.writableLength > fullBytes) {
      this.#missed = true
      return false
    }
    // past ws, which would frame it for every socket anew; that is sound as long as nothing is masked or compressed
    if (this.#ws.readyState === this.#ws.OPEN) this.#stream.write(frame)
    return true
  }

  #say(message: FromServer): void {
    if (this.#closed || this.#ws.readyState !== this.#ws.OPEN) return
    if (this.#stream.writableLength > brokenBytes) return this.#ws.terminate()
    // All answers of one round of the event loop leave in one system call.
    if (!this.#corked) {
      this.#corked = true
      this.#stream.cork()
      setImmediate(uncork, this)
    }
    this.#stream.write(frameOf(message))
  }

  uncork(): void {
    this.#corked = false
    this.#stream.uncork()
  }

  #drained(): void {
    if (!this.#missed || this.#closed) return
    this.#missed = false
    for (const [runId, { viewer }] of this.#watches) this.#options.channels.catchUp(this, runId, viewer)
  }

  /** Another tab or machine took the seat: this one keeps its socket, sees no more and is not heard. */
  fence(): void {
    if (this.#fenced) return
    this.#fenced = true
    this.#leaveAll()
    this.#say({
      t: 'fenced',
      zh: '本赛位已在另一窗口或设备登录，此处不再接收作答',
      en: 'This seat was opened in another window or machine; nothing more is taken here',
    })
  }

  /** False where it was silent since the last time: it is gone. */
  beat(): boolean {
    if (!this.#heard) return false
    this.#heard = false
    this.#roundTrips.measure()
    return true
  }

  close(code: number, reason: string): void {
    this.#ws.close(code, reason)
  }

  terminate(): void {
    this.#ws.terminate()
  }

  /** The socket is gone. */
  ended(): void {
    this.#closed = true
    this.#pace.stop()
    this.#roundTrips.stop()
    this.#leaveAll()
  }

  // ---- in ----

  #read(data: RawData, isBinary: boolean): void {
    // before anything else is done with it: reading a long frame must not make a press late
    const arrivedAt = this.#options.host.clock.precise()
    const { unread } = this.#options
    if (this.#kept.readUpTo !== unread.readUpTo) this.#kept = { readUpTo: unread.readUpTo, ms: 0 }
    const unreadMs = unread.atMostMs(this.#kept.ms)
    this.#heard = true
    const frame = isBinary ? null : parse(data, frameBytesOf[this.identity.kind])
    if (frame === null) {
      this.#invalid += 1
      this.#say({ t: 'invalid', zh: '无法识别的消息', en: 'This message cannot be read' })
      if (this.#invalid >= invalidAtMost) this.close(1008, 'unreadable')
      return
    }
    this.#pace.spend()
    switch (frame.t) {
      case 'command':
        return this.#command(frame, arrivedAt, unreadMs)
      case 'watch':
        return this.#watch(frame.runId, frame.version, frame.as)
      case 'leave':
        void this.#inOrder(frame.runId, async () => this.#leave(frame.runId))
        return undefined
      case 'ping':
        return this.#say({ t: 'pong', sent: frame.sent, now: this.#options.host.clock.precise() })
    }
  }

  #command(frame: Command, arrivedAt: number, unreadMs: number): void {
    this.#unanswered += 1
    if (this.#unanswered === unansweredAtMost) this.#pace.hold()
    if (this.#fenced) {
      return this.#refuse(frame, {
        code: 'fenced',
        zh: '本赛位已在另一窗口或设备登录',
        en: 'This seat was opened in another window or machine',
      })
    }
    const actor = this.#known.get(frame.runId)
    const press: Press = {
      claimedAt: frame.pressedAt ?? arrivedAt,
      roundTripMs: this.#roundTrips.bestMs,
      arrivedAt,
      ...(unreadMs > 0 && { unreadMs }),
    }
    if (actor !== undefined) return this.#submit(frame, actor, press)
    void this.#find(frame.runId).then((found) => {
      if (found) this.#submit(frame, this.#known.get(frame.runId) ?? null, press)
      else this.#refuse(frame, nothingThere)
    })
  }

  #submit(frame: Command, by: Actor | null, press: Press): void {
    if (by === null) return this.#refuse(frame, nothingThere)
    const { runId, commandId, name, payload } = frame
    const submission: Submission = { runId, commandId, name, payload, by, press, fromPage: true }
    if (frame.pressedAt !== undefined) submission.pressedAt = possible(press)
    this.#options.host.submit(submission).then(
      (answer) => {
        if (isRefusal(answer)) return this.#refuse(frame, answer)
        this.#say({ t: 'answer', commandId, runId, version: answer.version, at: answer.at })
        this.#answered()
      },
      (error: Error) => {
        this.#options.log(`live: ${runId} ${name}: ${error.stack ?? error.message}`)
        this.#refuse(frame, {
          code: 'failed',
          zh: '服务器出错，该操作未生效',
          en: 'The server failed; this had no effect',
        })
      },
    )
  }

  #refuse(frame: Command, refusal: Omit<Refusal, 'refused'>): void {
    const { code, zh, en, details } = refusal
    this.#say({
      t: 'refusal',
      commandId: frame.commandId,
      runId: frame.runId,
      refusal: details === undefined ? { code, zh, en } : { code, zh, en, details },
    })
    this.#answered()
  }

  #answered(): void {
    this.#unanswered -= 1
    if (this.#unanswered === unansweredAtMost >> 1) this.#pace.release()
  }

  /** Whether there is anything for this one in the run; asked once. What is not there is logged: somebody may be guessing. */
  #find(runId: string): Promise<boolean> {
    return this.#inOrder(runId, async () => {
      if (this.#known.has(runId)) return true
      const { host, access } = this.#options
      const viewer = await access.viewerFor(this.identity, runId)
      const seen = viewer === null ? null : await host.view(runId, viewer)
      if (seen === null) {
        this.#logGone(runId)
        return false
      }
      this.#known.set(runId, access.actorFor(this.identity, runId))
      return true
    })
  }

  /** What concerns one run is done in the order of its coming, though some of it must first ask the database. */
  #inOrder<T>(runId: string, work: () => Promise<T>): Promise<T> {
    const done = (this.#finding.get(runId) ?? Promise.resolve()).then(work)
    const settled = done.catch(() => {})
    this.#finding.set(runId, settled)
    void settled.then(() => {
      if (this.#finding.get(runId) === settled) this.#finding.delete(runId)
    })
    return done
  }

  #watch(runId: string, has: number, as: string | undefined): void {
    if (this.#fenced) return
    this.#inOrder(runId, async () => {
      const { access, channels } = this.#options
      const viewer = await access.viewerFor(this.identity, runId, as)
      this.#leave(runId)
      if (this.#closed || this.#fenced) return
      // Before looking, so that a run that comes in between is not missed: sessions open while hundreds wait for them.
      const mayWait = viewer !== null && this.#awaited.size < awaitedAtMost
      if (mayWait)
        this.#awaited.set(
          runId,
          channels.whenThere(runId, () => this.#watch(runId, 0, as)),
        )
      if (viewer === null || !(await channels.watch(this, runId, viewer, has))) {
        if (!mayWait) this.#logGone(runId)
        this.#say({ t: 'gone', runId })
        if (this.#closed || this.#fenced) this.#leave(runId)
        return
      }
      this.#stopAwaiting(runId)
      // The socket may have ended while the run was being loaded.
      if (this.#closed || this.#fenced) return channels.leave(this, runId, viewer)
      this.#watches.set(runId, { viewer })
      this.#known.set(runId, access.actorFor(this.identity, runId))
      if (isParticipant(viewer)) this.#options.host.present(runId, 1)
    }).catch((error: Error) => this.#options.log(`live: watching ${runId}: ${error.stack ?? error.message}`))
  }

  #stopAwaiting(runId: string): void {
    this.#awaited.get(runId)?.()
    this.#awaited.delete(runId)
  }

  #leave(runId: string): void {
    this.#stopAwaiting(runId)
    const watch = this.#watches.get(runId)
    if (watch === undefined) return
    this.#watches.delete(runId)
    this.#options.channels.leave(this, runId, watch.viewer)
    if (isParticipant(watch.viewer)) this.#options.host.present(runId, -1)
  }

  #leaveAll(): void {
    for (const runId of [...this.#watches.keys(), ...this.#awaited.keys()]) this.#leave(runId)
  }

  #logGone(runId: string): void {
    this.#options.log(
      `live: ${describe(this.identity)} asked for ${JSON.stringify(runId)}, where there is nothing for them`,
    )
  }
}

const nothingThere = { code: 'gone', zh: '没有该场次', en: 'There is no such run' }

/** A8: nobody acted before half the best round trip and a little, or in the future. Whole milliseconds, as `now`. */
function possible(press: Press): number {
  const arrived = Math.floor(press.arrivedAt)
  const earliest = Math.floor(earliestArrival(press)) - (press.roundTripMs ?? 0) / 2 - slackMs
  return Math.min(Math.max(Math.round(press.claimedAt), Math.ceil(earliest)), arrived)
}

function uncork(connection: Connection): void {
  connection.uncork()
}

function parse(data: RawData, atMostBytes: number): FromBrowser | null {
  const bytes = Buffer.isBuffer(data) ? data : Array.isArray(data) ? Buffer.concat(data) : Buffer.from(data)
  if (bytes.length > atMostBytes) return null
  const text = bytes.toString('utf8')
  try {
    const parsed = fromBrowser.safeParse(loneSurrogate.test(text) ? JSON.parse(text, wellFormed) : JSON.parse(text))
    return parsed.success ? parsed.data : null
  } catch {
    return null
  }
}

/** JSON can spell half a character, which the journal's canonical form cannot; browsers write whole ones as they are. */
const loneSurrogate = /\\u[dD][89a-fA-F]/

function wellFormed(_key: string, value: unknown): unknown {
  return typeof value === 'string' ? value.toWellFormed() : value
}

function isParticipant(viewer: Viewer): boolean {
  return viewer.as === 'contestant' || viewer.as === 'trainee'
}

function helloAs(identity: Identity): Viewer['as'] {
  switch (identity.kind) {
    case 'seat':
      return 'contestant'
    case 'person':
      return 'staff'
    case 'anonymous':
      return 'screen'
  }
}

export function describe(identity: Identity): string {
  switch (identity.kind) {
    case 'seat':
      return `seat ${identity.code} of contest ${identity.contestId}`
    case 'person':
      return `person ${identity.id}`
    case 'anonymous':
      return 'a screen'
  }
}
