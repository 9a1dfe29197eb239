/**
 * Who was first. Two players, one presses some milliseconds after the other; each has a clock of its own, up to an hour off,
 * brought in line by the browser's own code over a network that holds every frame for a time of its own. Counted: how often
 * the verdict names the wrong one, how often it says that both were level, and how often the order of arrival is wrong.
 * Then the same against cheats, who press later and lie.
 */
import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { WebSocket } from 'ws'
import { applyChanges } from '@leitai/core/changes.ts'
import { networks } from '@leitai/core/match/fair-order.ts'
import type { FromServer } from '@leitai/core/wire.ts'
import { buzzerRun, type BuzzerView } from '@leitai/server/runs/testing/buzzer.ts'
import { asSeat } from '@leitai/server/runs/testing/world.ts'
import { burst, ServerClock } from '../packages/web/live/clock.ts'
import { prepare } from './ground.ts'
import { exactlyAt, Way } from './late-frames.ts'

const gaps = [1, 2, 5, 10, 20, 50]
const trials = Number(process.env['TRIALS'] ?? 200)
const cheatTrials = Number(process.env['CHEAT_TRIALS'] ?? 60)
/** Pairs that play at the same time. */
const atOnce = 10

/**
 * Round trips, ms. Each frame draws one of them, of which any share falls on its way beyond half of the shortest: a way may
 * take as long as a whole trip, and the two ways of a trip know nothing of each other.
 */
const profiles = {
  wired: { network: 'wired', tripMs: [0.3, 2] },
  'Wi-Fi': { network: 'wifi', tripMs: [2, 20] },
  harsh: { network: 'remote', tripMs: [2, 160] },
} as const
type Profile = (typeof profiles)[keyof typeof profiles]

interface Cheat {
  backDatesMs: number
  echoesLateMs: number
}
const cheats: Record<string, Cheat> = {
  'back-dates by 100 ms': { backDatesMs: 100, echoesLateMs: 0 },
  'holds its echoes back by 100 ms': { backDatesMs: 0, echoesLateMs: 100 },
  'does both': { backDatesMs: 100, echoesLateMs: 100 },
}

class Player {
  readonly code: string
  readonly ready: Promise<void>
  readonly #ws: WebSocket
  readonly #up: Way
  readonly #down: Way
  /** Its own monotonic clock runs from another beginning. */
  readonly #aheadMs = (Math.random() * 2 - 1) * 3_600_000
  readonly #clock = new ServerClock(() => performance.now() + this.#aheadMs)
  readonly #views = new Map<string, unknown>()
  readonly #cheat: Cheat | null
  #wake: () => void = () => {}

  constructor(url: string, contestId: string, code: string, { tripMs }: Profile, cheat: Cheat | null) {
    this.code = code
    this.#cheat = cheat
    const [shortest, longest] = tripMs
    const delayMs = () => shortest / 2 + (longest - shortest) * Math.random() * Math.random()
    this.#up = new Way(delayMs)
    this.#down = new Way(delayMs)
    this.#ws = new WebSocket(url, { headers: asSeat(contestId, code), autoPong: false, perMessageDeflate: false })
    this.#ws.on('ping', (data: Buffer) => {
      const receivedAt = performance.now()
      this.#down.carry(receivedAt, () => {
        const answer = () => this.#up.carry(performance.now(), () => this.#open && this.#ws.pong(data))
        if (cheat === null || cheat.echoesLateMs === 0) answer()
        else exactlyAt(performance.now() + cheat.echoesLateMs, answer)
      })
    })
    this.#ws.on('message', (data: Buffer) => {
      const receivedAt = performance.now()
      this.#down.carry(receivedAt, () => this.#take(JSON.parse(data.toString()) as FromServer))
    })
    this.ready = this.#align()
  }

  get #open(): boolean {
    return this.#ws.readyState === WebSocket.OPEN
  }

  /** As `packages/web/live/connection.ts` does it, and as long as the server measures by itself. */
  async #align(): Promise<void> {
    await new Promise((resolve) => this.#ws.on('open', resolve))
    for (let i = 0; i < burst; i += 1) {
      this.#send({ t: 'ping', sent: this.#clock.read() })
      await sleep(60)
    }
    await sleep(200)
  }

  #send(frame: unknown, leftAt = performance.now()): void {
    this.#up.carry(leftAt, () => this.#open && this.#ws.send(JSON.stringify(frame)))
  }

  #take(frame: FromServer): void {
    if (frame.t === 'hello') this.#clock.hello(frame.now)
    else if (frame.t === 'pong') this.#clock.pong(frame.sent, frame.now)
    else if (frame.t === 'view') this.#views.set(frame.runId, frame.view)
    else if (frame.t === 'changes')
      this.#views.set(frame.runId, applyChanges(this.#views.get(frame.runId), frame.changes))
    this.#wake()
  }

  watch(runId: string): void {
    this.#send({ t: 'watch', runId, version: 0 })
  }

  /** At a moment of `performance.now`, which its own clock shows as it can. */
  press(runId: string, at: number): void {
    exactlyAt(at, () => {
      const pressedAt = this.#clock.at(at + this.#aheadMs) - (this.#cheat?.backDatesMs ?? 0)
      this.#send({ t: 'command', commandId: randomUUID(), runId, name: 'press', payload: {}, pressedAt }, at)
    })
  }

  async verdict(runId: string): Promise<NonNullable<BuzzerView['verdict']>> {
    for (;;) {
      const view = this.#views.get(runId) as BuzzerView | undefined
      if (view?.verdict) return view.verdict
      await new Promise<void>((resolve) => {
        this.#wake = resolve
      })
    }
  }

  close(): void {
    this.#ws.terminate()
  }
}

interface Counted {
  wrong: number
  /** Named, though the second pressed later than the network's slack explains, and what the server itself left unread. */
  beyond: number
  level: number
  wrongByArrival: number
  of: number
  uncertaintyMs: number[]
}

let session = 0

/** A pair comes, brings its clocks in line, plays once at every gap, and leaves. `second` may be a cheat. */
async function play(
  url: string,
  runs: string[],
  contestId: string,
  profile: Profile,
  cheat: Cheat | null,
  into: Counted[],
) {
  const players = [new Player(url, contestId, 'A1', profile, null), new Player(url, contestId, 'A2', profile, cheat)]
  if (cheat === null && Math.random() < 0.5) players.reverse()
  const [first, second] = players as [Player, Player]
  await Promise.all(players.map(({ ready }) => ready))
  for (const [index, gapMs] of gaps.entries()) {
    const runId = runs[index]!
    for (const player of players) player.watch(runId)
    await sleep(2 * profile.tripMs[1] + 40 + Math.random() * 20)
    const at = performance.now() + 5
    first.press(runId, at)
    second.press(runId, at + gapMs)
    const { first: named, order, uncertaintyMs } = await first.verdict(runId)
    const counted = into[index]!
    counted.of += 1
    if (named.length > 1) counted.level += 1
    else if (named[0] !== first.code) {
      counted.wrong += 1
      // half the credited trip, the slack, and what both clocks are off
      const { slackMs, mostRoundTripMs } = networks[profile.network]
      const unreadMs = Math.max(...order.map(({ unreadMs = 0 }) => unreadMs))
      if (gapMs > slackMs + mostRoundTripMs / 2 + profile.tripMs[1] + unreadMs) counted.beyond += 1
    }
    if (order.toSorted((a, b) => a.arrivedAt - b.arrivedAt)[0]!.code !== first.code) counted.wrongByArrival += 1
    if (uncertaintyMs !== null) counted.uncertaintyMs.push(uncertaintyMs)
    // a press that came after the window is still on its way
    await sleep(profile.tripMs[1])
  }
  for (const player of players) player.close()
}

const ground = await prepare(0)
try {
  async function cell(profile: Profile, cheat: Cheat | null, count: number): Promise<Counted[]> {
    const into = gaps.map(() => ({
      wrong: 0,
      beyond: 0,
      level: 0,
      wrongByArrival: 0,
      of: 0,
      uncertaintyMs: [] as number[],
    }))
    for (let done = 0; done < count; done += atOnce) {
      const pairs = Array.from({ length: Math.min(atOnce, count - done) }, () => {
        session += 1
        const contestId = `fair${session}`
        return { contestId, runs: gaps.map((_, i) => buzzerRun(contestId, profile.network, `s${i}`)) }
      })
      const runs = pairs.flatMap((pair) => pair.runs)
      await ground.server.ask({ createAll: runs, open: runs.map(({ runId }) => runId) })
      await Promise.all(
        pairs.map(async (pair, i) => {
          await sleep(i * 37)
          await play(
            ground.server.url,
            pair.runs.map(({ runId }) => runId),
            pair.contestId,
            profile,
            cheat,
            into,
          )
        }),
      )
    }
    return into
  }

  console.log(`Wrong winners in % of ${trials} (level in brackets), by how much later the second pressed`)
  const table: Record<string, Record<string, string>> = {}
  let missed = false
  for (const [name, profile] of Object.entries(profiles)) {
    const cells = await cell(profile, null, trials)
    const row = (of: (counted: Counted) => string) =>
      Object.fromEntries(cells.map((counted, i) => [`${gaps[i]} ms`, of(counted)]))
    const likely = cells.flatMap(({ uncertaintyMs }) => uncertaintyMs).toSorted((a, b) => a - b)
    table[`${name}, by arrival`] = row(({ wrongByArrival, of }) => percent(wrongByArrival, of))
    table[`${name}, by press (± ${likely[likely.length >> 1]?.toFixed(1)} ms)`] = row(
      ({ wrong, level, of }) => `${percent(wrong, of)} (${percent(level, of)})`,
    )
    const at10 = cells[gaps.indexOf(10)]!
    if (name === 'Wi-Fi' && at10.wrong * 10 > at10.wrongByArrival) missed = true
  }
  console.table(table)

  console.log(`\nA cheat who presses later wins, in % of ${cheatTrials} (level in brackets)`)
  const cheated: Record<string, Record<string, string>> = {}
  for (const [name, profile] of Object.entries(profiles)) {
    for (const [what, cheat] of Object.entries(cheats)) {
      const cells = await cell(profile, cheat, cheatTrials)
      cheated[`${name}: ${what}`] = Object.fromEntries(
        cells.map(({ wrong, level, of }, i) => [`${gaps[i]} ms`, `${percent(wrong, of)} (${percent(level, of)})`]),
      )
      if (cells.some(({ beyond }) => beyond > 0)) missed = true
    }
  }
  console.table(cheated)
  if (missed) process.exitCode = 1
} finally {
  await ground.end()
}

function percent(part: number, of: number): string {
  return String(Math.round((part / of) * 1000) / 10)
}
