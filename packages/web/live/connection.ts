/** One WebSocket for the page. It comes back by itself: at once on `online`, else within 1–2 s, a little apart from its neighbours. */
import type { FromBrowser, FromServer } from '@leitai/core/wire.ts'
import type { Connection as ConnectionState } from '@leitai/design/SaveState.tsx'
import { healthPath } from '@leitai/core/api/paths.ts'
import { burst, smallBurst, type ServerClock } from './clock.ts'

interface Handlers {
  state(state: ConnectionState): void
  opened(): void
  frame(frame: FromServer): void
}

const burstGapMs = 60
const alignEveryMs = 30_000
const heartbeatMs = 3000
/** No sign of life for so long means that the network is gone, whatever the socket says. */
const silenceMs = 6500

export class LiveConnection {
  readonly #url: () => string
  readonly #clock: ServerClock
  readonly #handlers: Handlers
  #socket: WebSocket | null = null
  #attempt = 0
  #retry: ReturnType<typeof setTimeout> | undefined
  #heart: ReturnType<typeof setInterval> | undefined
  #pings: ReturnType<typeof setInterval> | undefined
  #lastHeard = 0
  #lastAligned = 0
  #stopped = true

  constructor(url: () => string, clock: ServerClock, handlers: Handlers) {
    this.#url = url
    this.#clock = clock
    this.#handlers = handlers
  }

  get started(): boolean {
    return !this.#stopped
  }

  start(): void {
    if (!this.#stopped) return
    this.#stopped = false
    addEventListener('online', this.#now)
    addEventListener('offline', this.#cut)
    document.addEventListener('visibilitychange', this.#looked)
    this.#connect()
  }

  stop(): void {
    this.#stopped = true
    removeEventListener('online', this.#now)
    removeEventListener('offline', this.#cut)
    document.removeEventListener('visibilitychange', this.#looked)
    clearTimeout(this.#retry)
    this.#close()
    this.#handlers.state('offline')
  }

  send(frame: FromBrowser): boolean {
    if (this.#socket?.readyState !== WebSocket.OPEN) return false
    this.#socket.send(JSON.stringify(frame))
    return true
  }

  #now = (): void => {
    if (this.#stopped || this.#socket?.readyState === WebSocket.OPEN) return
    clearTimeout(this.#retry)
    this.#attempt = 0
    this.#close()
    void this.#tryAgain()
  }

  /** The cable was pulled: said at once, tried again as ever. */
  #cut = (): void => {
    if (!this.#stopped && this.#socket !== null) this.#lost()
  }

  /** A laptop that slept has an old clock and perhaps a dead socket. */
  #looked = (): void => {
    if (document.visibilityState !== 'visible') return
    if (this.#socket?.readyState === WebSocket.OPEN) this.#align(burst)
    else this.#now()
  }

  #connect(): void {
    this.#handlers.state('connecting')
    const socket = new WebSocket(this.#url())
    this.#socket = socket
    // what an abandoned socket still says is not heard
    const on = <K extends keyof WebSocketEventMap>(name: K, heard: (event: WebSocketEventMap[K]) => void) =>
      socket.addEventListener(name, (event) => {
        if (this.#socket === socket) heard(event)
      })
    on('open', () => {
      this.#attempt = 0
      this.#lastHeard = this.#clock.read()
      this.#handlers.state('connected')
      this.#handlers.opened()
      this.#align(burst)
      this.#heart = setInterval(() => this.#beat(), heartbeatMs)
    })
    on('message', (message: MessageEvent<string>) => {
      this.#lastHeard = this.#clock.read()
      const frame = JSON.parse(message.data) as FromServer
      if (frame.t === 'pong') this.#clock.pong(frame.sent, frame.now, this.#lastHeard)
      else {
        if (frame.t === 'hello') this.#clock.hello(frame.now)
        this.#handlers.frame(frame)
      }
    })
    on('close', () => this.#lost())
    // a connection that neither opens nor fails (a cable that was pulled) is given up
    setTimeout(() => {
      if (this.#socket === socket && socket.readyState === WebSocket.CONNECTING) this.#lost()
    }, 5000)
  }

  #lost(): void {
    this.#close()
    if (this.#stopped) return
    this.#handlers.state('offline')
    this.#later()
  }

  #later(): void {
    clearTimeout(this.#retry)
    const longest = Math.min(2000, 400 * 2 ** this.#attempt)
    this.#attempt += 1
    this.#retry = setTimeout(() => void this.#tryAgain(), longest * (0.5 + Math.random() / 2))
  }

  /**
   * Asks by HTTP first: Chrome makes sockets wait up to 5 s after some that failed, requests it does not. Any answer means
   * that the server is there.
   */
  async #tryAgain(): Promise<void> {
    const attempt = this.#attempt
    try {
      await fetch(healthPath, { cache: 'no-store', signal: AbortSignal.timeout(3000) })
    } catch {
      if (!this.#stopped && this.#socket === null && attempt === this.#attempt) this.#later()
      return
    }
    if (!this.#stopped && this.#socket === null) this.#connect()
  }

  #close(): void {
    clearInterval(this.#heart)
    clearInterval(this.#pings)
    const socket = this.#socket
    this.#socket = null
    socket?.close()
  }

  #beat(): void {
    if (this.#clock.read() - this.#lastHeard > silenceMs) return this.#lost()
    if (this.#clock.read() - this.#lastAligned > alignEveryMs) this.#align(smallBurst)
    else this.#ping()
  }

  /** So many round trips from now on, for the clock and for whoever looks at them. */
  measure(count: number): void {
    if (this.#socket?.readyState === WebSocket.OPEN) this.#align(count)
  }

  #align(count: number): void {
    clearInterval(this.#pings)
    this.#lastAligned = this.#clock.read()
    let left = count
    this.#pings = setInterval(() => {
      this.#ping()
      left -= 1
      if (left === 0) clearInterval(this.#pings)
    }, burstGapMs)
  }

  #ping(): void {
    this.send({ t: 'ping', sent: this.#clock.read() })
  }
}
