/**
 * Views on their way to those who watch. Equal viewers of a run share a channel: the view is computed once, compared
 * once with the last one sent, made into text once. The first change goes out at once, further ones wait until the
 * channel has rested; then always the newest is sent, never what lay between.
 */
import { changesBetween } from '@leitai/core/changes.ts'
import type { Viewer } from '@leitai/core/run.ts'
import type { FromServer } from '@leitai/core/wire.ts'
import type { Committed } from './contract.ts'
import type { LiveHost, PinnedRun } from './run-host.ts'

/** The connection's side of a watch. */
export interface Watcher {
  /** False where the socket is too full: then the whole view is sent by `catchUp` when it has drained. */
  send(frame: string | Buffer): boolean
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
  dirty: boolean
}

const restMs = 50
const screenRestMs = 500
/** Computing views may hold the event loop this long at a stretch. */
const sliceMs = 5

export class Channels {
  readonly #host: LiveHost
  readonly #channels = new Map<string, Channel>()
  readonly #byRun = new Map<string, Set<Channel>>()
  readonly #due = new Set<Channel>()
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
    const view = channel?.version === run.version() ? channel.view : run.view(viewer)
    if (view === null) {
      run.release()
      return false
    }
    const version = run.version()
    if (channel === undefined) {
      channel = { key, run, viewer, watchers: new Map(), version, view, resting: false, dirty: false }
      this.#channels.set(key, channel)
      const ofRun = this.#byRun.get(runId)
      if (ofRun === undefined) this.#byRun.set(runId, new Set([channel]))
      else ofRun.add(channel)
    } else run.release()
    const sent = watcher.send(
      has === version ? changesFrame(runId, version, version, []) : viewFrame(runId, version, view),
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
    const view: unknown = channel.run.view(viewer)
    if (view === null) return
    const version = channel.run.version()
    if (watcher.send(viewFrame(runId, version, view))) watching.version = version
  }

  stop(): void {
    this.#unsubscribe()
    for (const channel of this.#channels.values()) this.#close(channel)
  }

  #close(channel: Channel): void {
    this.#channels.delete(channel.key)
    this.#due.delete(channel)
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
        if (!channel.resting) this.#due.add(channel)
      }
    }
    this.#schedule()
  }

  #schedule(): void {
    if (this.#scheduled || this.#due.size === 0) return
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
      this.#schedule()
    })
  }

  #flush(channel: Channel): void {
    channel.dirty = false
    channel.resting = true
    setTimeout(rested, channel.viewer.as === 'screen' ? screenRestMs : restMs, this, channel)
    const { run, viewer } = channel
    const view: unknown = run.view(viewer)
    const base = channel.version
    const version = run.version()
    if (view === null) {
      this.#send(channel, base, JSON.stringify({ t: 'gone', runId: run.runId } satisfies FromServer), null)
      this.#close(channel)
      return
    }
    const changes = changesBetween(channel.view, view)
    // Contestants and staff learn of every version (what they sent is in it); a public screen only of what it shows.
    if (changes.length === 0 && viewer.as === 'screen') return
    channel.version = version
    channel.view = view
    this.#send(channel, base, changesFrame(run.runId, base, version, changes), { version, view })
  }

  /** `step` to those who have `base`; to the others the whole. */
  #send(channel: Channel, base: number, step: string, now: { version: number; view: unknown } | null): void {
    const many = channel.watchers.size > 1
    const stepFrame = many ? Buffer.from(step) : step
    let whole: string | Buffer | null = null
    for (const [watcher, watching] of channel.watchers) {
      if (now === null) {
        watcher.send(stepFrame)
        continue
      }
      if (watching.version === now.version || watching.version === -1) continue
      let frame: string | Buffer = stepFrame
      if (watching.version !== base) {
        whole ??= many
          ? Buffer.from(viewFrame(channel.run.runId, now.version, now.view))
          : viewFrame(channel.run.runId, now.version, now.view)
        frame = whole
      }
      watching.version = watcher.send(frame) ? now.version : -1
    }
  }

  rested(channel: Channel): void {
    channel.resting = false
    if (!channel.dirty || this.#channels.get(channel.key) !== channel) return
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
      return `${runId}\nscreen`
  }
}

function viewFrame(runId: string, version: number, view: unknown): string {
  return JSON.stringify({ t: 'view', runId, version, view } satisfies FromServer)
}

function changesFrame(
  runId: string,
  base: number,
  version: number,
  changes: ReturnType<typeof changesBetween>,
): string {
  return JSON.stringify({ t: 'changes', runId, base, version, changes } satisfies FromServer)
}
