/**
 * Views on their way to those who watch. Equal viewers of a run share a channel: the view is computed once, compared
 * once with the last one sent, made into text once. The first change goes out at once, further ones wait until the
 * channel has rested; then always the newest is sent, never what lay between. Where nothing changed for a viewer nothing is
 * sent, so that what one does costs only those who see it.
 *
 * Thousands who look at one screen are served in small helpings: between two of them whatever came in is read, so that an
 * audience makes nobody's press late.
 */
import { changesBetween } from '@leitai/core/changes.ts'
import type { Viewer } from '@leitai/core/run.ts'
import type { Committed } from './contract.ts'
import { frameOf } from './frames.ts'
import type { LiveHost, PinnedRun } from './run-host.ts'

/** The connection's side of a watch. */
export interface Watcher {
  /** Takes a whole frame. False where the socket is too full: then the whole view is sent by `catchUp` when it has drained. */
  send(frame: Buffer): boolean
}

interface Watching {
  /** What this one was sent last; −1 where it missed something. */
  version: number
}

interface Channel {
  key: string
  run: PinnedRun
  viewer: Viewer
  watchers: Map<Watcher, Watching>
  /** The last view that was computed for sending, and its version. */
  version: number
  view: unknown
  resting: boolean
  /** The run went on since `view` was computed. */
  dirty: boolean
  /** Its last change has not reached all of its watchers yet. */
  delivering: boolean
}

/** One change on its way to the watchers of a channel. */
interface Delivery {
  channel: Channel
  left: Iterator<[Watcher, Watching]>
  base: number
  version: number
  view: unknown
  step: Buffer
  /** For those who do not have `base`; made when the first of them is met. */
  whole: Buffer | null
}

const restMs = 50
const screenRestMs = 500
/** Computing and sending views may hold the event loop this long at a stretch. */
const sliceMs = 5
/** So many are sent to between two looks at the clock. */
const helping = 32

export class Channels {
  readonly #host: LiveHost
  readonly #channels = new Map<string, Channel>()
  readonly #byRun = new Map<string, Set<Channel>>()
  readonly #due = new Set<Channel>()
  readonly #deliveries = new Set<Delivery>()
  /** Who waits for a run that is not there yet: a seat before its session opens. */
  readonly #awaited = new Map<string, Set<() => void>>()
  readonly #unsubscribe: () => void
  #scheduled = false

  constructor(host: LiveHost) {
    this.#host = host
    this.#unsubscribe = host.onCommitted((committed) => this.#changed(committed))
  }

  /**
   * False where the run or the viewer's view of it is not there. `has` is the version that the browser shows already.
   */
  async watch(watcher: Watcher, runId: string, viewer: Viewer, has: number): Promise<boolean> {
    const run = await this.#host.pin(runId)
    if (run === null) return false
    const key = channelKey(runId, viewer)
    let channel = this.#channels.get(key)
    const { version, view } = channel === undefined ? newest(run, viewer) : shownBy(channel)
    if (view === null) {
      run.release()
      return false
    }
    if (channel === undefined) {
      channel = {
        key,
        run,
        viewer,
        watchers: new Map(),
        version,
        view,
        resting: false,
        dirty: false,
        delivering: false,
      }
      this.#channels.set(key, channel)
      const ofRun = this.#byRun.get(runId)
      if (ofRun === undefined) this.#byRun.set(runId, new Set([channel]))
      else ofRun.add(channel)
    } else run.release()
    const sent = watcher.send(
      frameOf(
        has === version
          ? { t: 'changes', runId, base: version, version, changes: [] }
          : { t: 'view', runId, version, view },
      ),
    )
    channel.watchers.set(watcher, { version: sent ? version : -1 })
    return true
  }

  /** Calls back once when the run's first event is there; returns what cancels it. */
  whenThere(runId: string, there: () => void): () => void {
    const waiting = this.#awaited.get(runId) ?? new Set()
    this.#awaited.set(runId, waiting.add(there))
    return () => {
      // by now others may wait anew, in a set of their own
      if (waiting.delete(there) && waiting.size === 0 && this.#awaited.get(runId) === waiting)
        this.#awaited.delete(runId)
    }
  }

  leave(watcher: Watcher, runId: string, viewer: Viewer): void {
    const channel = this.#channels.get(channelKey(runId, viewer))
    if (channel === undefined || !channel.watchers.delete(watcher) || channel.watchers.size > 0) return
    this.#close(channel)
  }

  /** The socket has drained: the newest whole view of what it missed. */
  catchUp(watcher: Watcher, runId: string, viewer: Viewer): void {
    const channel = this.#channels.get(channelKey(runId, viewer))
    const watching = channel?.watchers.get(watcher)
    if (channel === undefined || watching === undefined || watching.version !== -1) return
    const { version, view } = shownBy(channel)
    if (view === null) return
    if (watcher.send(frameOf({ t: 'view', runId, version, view }))) watching.version = version
  }

  stop(): void {
    this.#unsubscribe()
    for (const channel of this.#channels.values()) this.#close(channel)
  }

  #close(channel: Channel): void {
    this.#channels.delete(channel.key)
    this.#due.delete(channel)
    channel.watchers.clear()
    const ofRun = this.#byRun.get(channel.run.runId)
    ofRun?.delete(channel)
    if (ofRun?.size === 0) this.#byRun.delete(channel.run.runId)
    channel.run.release()
  }

  #changed(committed: readonly Committed[]): void {
    let last = ''
    for (const { runId } of committed) {
      if (runId === last) continue
      last = runId
      const awaited = this.#awaited.get(runId)
      if (awaited !== undefined) {
        this.#awaited.delete(runId)
        for (const there of awaited) there()
      }
      const channels = this.#byRun.get(runId)
      if (channels === undefined) continue
      for (const channel of channels) {
        channel.dirty = true
        if (!channel.resting && !channel.delivering) this.#due.add(channel)
      }
    }
    this.#schedule()
  }

  #schedule(): void {
    if (this.#scheduled || (this.#due.size === 0 && this.#deliveries.size === 0)) return
    this.#scheduled = true
    // After this round of the loop: the answers that belong to the change go out first.
    setImmediate(() => {
      this.#scheduled = false
      const until = performance.now() + sliceMs
      for (const channel of this.#due) {
        this.#due.delete(channel)
        this.#flush(channel)
        if (performance.now() >= until) break
      }
      for (const delivery of this.#deliveries) {
        if (performance.now() >= until) break
        this.#deliver(delivery, until)
      }
      this.#schedule()
    })
  }

  #flush(channel: Channel): void {
    channel.dirty = false
    channel.resting = true
    const { run, viewer } = channel
    setTimeout(rested, viewer.as === 'screen' && viewer.hall !== true ? screenRestMs : restMs, this, channel)
    const { runId } = run
    const { version, view } = newest(run, viewer)
    if (view === null) {
      const frame = frameOf({ t: 'gone', runId })
      for (const watcher of channel.watchers.keys()) watcher.send(frame)
      this.#close(channel)
      return
    }
    const changes = changesBetween(channel.view, view)
    if (changes.length === 0) return
    const base = channel.version
    channel.version = version
    channel.view = view
    channel.delivering = true
    const step = frameOf({ t: 'changes', runId, base, version, changes })
    const delivery = { channel, left: channel.watchers.entries(), base, version, view, step, whole: null }
    this.#deliveries.add(delivery)
    if (channel.watchers.size <= helping) this.#deliver(delivery, Number.POSITIVE_INFINITY)
  }

  /** `step` to those who have `base`; to the others the whole. */
  #deliver(delivery: Delivery, until: number): void {
    const { channel, left, base, version, view, step } = delivery
    for (let count = 1; ; count += 1) {
      const next = left.next()
      if (next.done === true) break
      const [watcher, watching] = next.value
      // who missed something waits until the socket has drained; who came meanwhile may have more already
      if (watching.version !== -1 && watching.version < version) {
        let frame = step
        if (watching.version !== base) {
          delivery.whole ??= frameOf({ t: 'view', runId: channel.run.runId, version, view })
          frame = delivery.whole
        }
        watching.version = watcher.send(frame) ? version : -1
      }
      if (count % helping === 0 && performance.now() >= until) return
    }
    this.#deliveries.delete(delivery)
    channel.delivering = false
    this.#dueAgain(channel)
  }

  rested(channel: Channel): void {
    channel.resting = false
    this.#dueAgain(channel)
  }

  #dueAgain(channel: Channel): void {
    const { resting, delivering, dirty, key } = channel
    if (resting || delivering || !dirty || this.#channels.get(key) !== channel) return
    this.#due.add(channel)
    this.#schedule()
  }
}

function rested(channels: Channels, channel: Channel): void {
  channels.rested(channel)
}

function channelKey(runId: string, viewer: Viewer): string {
  switch (viewer.as) {
    case 'contestant':
    case 'trainee':
      return `${runId}\n${viewer.as}\n${viewer.code}`
    case 'official':
      return `${runId}\nofficial\n${viewer.id}\n${viewer.roles.join()}`
    case 'judge':
    case 'host':
    case 'staff':
    case 'organiser':
      return `${runId}\n${viewer.as}\n${viewer.id}`
    case 'screen':
      return viewer.hall === true ? `${runId}\nscreen\nhall` : `${runId}\nscreen`
  }
}

function newest(run: PinnedRun, viewer: Viewer): { version: number; view: unknown } {
  return { version: run.version(), view: run.view(viewer) }
}

/** What those who watch have or are getting, unless the run went on: a later change then fits it. */
function shownBy(channel: Channel): { version: number; view: unknown } {
  return channel.dirty ? newest(channel.run, channel.viewer) : channel
}
