/** A simulated contestant at a seat: signs in, waits, works as the item's own rehearsal plans it, meets with mishaps, hands in. */
import { randomUUID } from 'node:crypto'
import type { ContestView } from '@leitai/core/contest/view.ts'
import type { Instant } from '@leitai/core/run.ts'
import { chance, deriveSeed } from '@leitai/core/seed.ts'
import type { LateEdit, SittingView } from '@leitai/core/sitting/sitting.ts'
import { rehearsalOf } from '@leitai/items/rehearsal.ts'
import { mustBeRefused, openBrowser, type Browser } from './browser.ts'
import type { Someone } from './crowd.ts'
import { must, spoken, type Day, type House } from './day.ts'
import type { Slip } from './floor.ts'
import type { Live, Outcome } from './live.ts'

export type Sitting = SittingView<unknown, unknown>

/** What happens to this one in a sitting, at which part of the work. */
export interface Mishap {
  /** 0 … 1 of the planned steps. */
  at: number
  happen(entrant: Entrant, runId: string): Promise<void>
}

export interface Script {
  /** Comes so much later than the others. */
  lateByMs?: number
  /** Does not hand in: the clock does. */
  straggler?: boolean
  handsInTwice?: boolean
  /** From this part of the work on the network is gone; what was done is offered after the end. */
  offlineFrom?: number
  /** Stops here (0 … 1), as if the sitting were still on: for a contest that is being held. */
  stopsAt?: number
  mishaps?: Mishap[]
}

export interface Sat {
  runId: string
  item: string
  code: string
  number: string
  sent: number
  /** Codes of refusals that are part of life: closed, paused. */
  refused: string[]
  receipt: string | null
  /** Edits that were made offline, to be handed in after the end. */
  edits: LateEdit[]
}

interface SeatRun {
  runId: string
  item: string
  type: string
  checks: ('sound' | 'microphone' | 'screen')[]
}

/** A browser sends on; it does not wait for each answer. */
const unansweredAtMost = 20
const expectedRefusals = new Set(['closed', 'paused'])

export class Entrant {
  readonly someone: Someone
  readonly slip: Slip
  readonly browser: Browser
  live!: Live
  runs: SeatRun[] = []
  /** Connections that were broken or taken over on the way. */
  breaks = 0
  readonly #day: Day
  readonly #house: House

  constructor(day: Day, house: House, someone: Someone, slip: Slip) {
    this.#day = day
    this.#house = house
    this.someone = someone
    this.slip = slip
    this.browser = openBrowser(day.url, day.ledger)
  }

  /** Open-link contests: a name is enough. */
  static async join(day: Day, house: House, someone: Someone): Promise<Entrant> {
    const entrant = new Entrant(day, house, someone, { number: '', code: '', seat: '', group: 1, pin: '' })
    const { name, delegation, phone } = someone
    const { code, pin } = await entrant.browser.api.seat.join({ contest: house.slug, name, delegation, phone })
    Object.assign(entrant.slip, { number: code, code, seat: code, pin })
    await entrant.#sitDown()
    return entrant
  }

  /** With `clumsy` a wrong PIN is tried first. */
  async signIn(clumsy = false): Promise<void> {
    const { slug } = this.#house
    const { code } = this.slip
    if (clumsy)
      await mustBeRefused(
        '错误 PIN a wrong PIN',
        'wrongPin',
        this.browser.api.seat.signIn({ contest: slug, code, pin: '000000' === this.slip.pin ? '000001' : '000000' }),
      )
    await this.browser.api.seat.signIn({ contest: slug, code, pin: this.slip.pin })
    await this.#sitDown()
  }

  async #sitDown(): Promise<void> {
    const { contestId } = this.#house
    const { code } = this.slip
    const { seat } = await this.browser.api.me()
    must(seat?.code === code, `${code} 登录后身份不对`, `${code} signed in and is somebody else`)
    this.runs = await this.browser.api.seat.runs()
    this.live = this.browser.live('seat')
    this.live.watch(contestId)
    await this.live.seen<ContestView>(contestId, '候考页 the waiting room', () => true)
  }

  /** A second tab of the same browser: the newest takes the seat, the older one is fenced (F9). */
  async openSecondTab(watching: string): Promise<void> {
    const older = this.live
    const newer = this.browser.live('seat')
    newer.watch(this.#house.contestId)
    newer.watch(watching)
    await newer.seen(watching, '第二个窗口 the second tab', () => true)
    await older.until('旧窗口停用 the older tab to be fenced', () => older.fenced)
    const refused = await older.command(watching, 'reportCheck', { check: 'screen', passed: true })
    must(
      !refused.ok && refused.code === 'fenced',
      `旧窗口应停用：${spoken(refused)}`,
      'the older tab should take nothing more',
    )
    // What the older tab still held would be in the browser's store: the newer one sends it under the same ids.
    const held = older.unanswered()
    older.close()
    this.live = newer
    this.breaks += 1
    await Promise.all(held.map(({ commandId, runId, name, payload }) => newer.command(runId, name, payload, commandId)))
  }

  /** The network breaks: the connection goes without a goodbye and comes back by itself. */
  breakOff(): void {
    this.live.breakOff()
    this.breaks += 1
  }

  async leave(): Promise<void> {
    await this.browser.api.seat.signOut()
    this.live.close()
  }

  /** The run is there a moment after its session has opened. */
  async #open(runId: string): Promise<Sitting> {
    const { pace } = this.#day
    for (let tries = 0; ; tries += 1) {
      this.live.watch(runId)
      await this.live.until('场次 the run', () => this.live.gone.has(runId) || this.live.view(runId) !== null)
      const view = this.live.view<Sitting>(runId)
      if (view !== null) break
      must(tries < 100, `场次 ${runId} 没有出现`, `the run ${runId} did not appear`)
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
    const view = this.live.view<Sitting>(runId)!
    if (view.window != null && view.phase === 'waiting') {
      await pace.until(view.window.opensAt)
      const began = await this.live.command(runId, 'begin', {})
      must(began.ok, `不能开始：${spoken(began)}`, 'the sitting cannot be begun')
    }
    return this.live.seen<Sitting>(runId, '开考 the start', ({ phase }) => phase !== 'waiting')
  }

  async sit(item: string, session: string, script: Script = {}): Promise<Sat> {
    const { pace, seed } = this.#day
    const { contestId, materials } = this.#house
    const run = this.runs.find((one) => one.item === item)
    must(run !== undefined, `${this.slip.code} 没有「${item}」`, `${this.slip.code} does not sit ${item}`)
    const { runId, type, checks } = run
    await this.live.seen<ContestView>(
      contestId,
      '场次开始 the session to open',
      ({ sessions }) => sessions.some(({ id, phase }) => id === session && phase !== 'planned'),
      600_000,
    )
    if (script.lateByMs !== undefined) await pace.until(pace.now() + script.lateByMs)
    const opened = await this.#open(runId)
    const sat: Sat = {
      runId,
      item,
      code: this.slip.code,
      number: this.someone.number,
      sent: 0,
      refused: [],
      receipt: null,
      edits: [],
    }
    for (const check of checks) await this.live.command(runId, 'reportCheck', { check, passed: true })

    const plan = rehearsalOf(type)!.plan({
      view: opened,
      material: materials.get(item),
      skill: this.someone.skill,
      chance: chance(deriveSeed(seed, `${this.someone.number}/${item}`)),
    })
    await this.#work(runId, plan, script, sat)
    if (script.stopsAt !== undefined || script.offlineFrom !== undefined) return sat
    if (script.straggler !== true) await this.#handIn(runId, script, sat)
    return sat
  }

  async #work(
    runId: string,
    plan: readonly { afterMs: number; name: string; payload: unknown }[],
    script: Script,
    sat: Sat,
  ): Promise<void> {
    const { pace } = this.#day
    const mishaps = [...(script.mishaps ?? [])].toSorted((a, b) => a.at - b.at)
    const inFlight = new Set<Promise<void>>()
    let failure: unknown = null
    let due: Instant = pace.now()
    for (const [index, { afterMs, name, payload }] of plan.entries()) {
      const part = index / plan.length
      if (script.stopsAt !== undefined && part >= script.stopsAt) break
      due += afterMs
      await pace.until(due)
      while (mishaps[0] !== undefined && part >= mishaps[0].at) await mishaps.shift()!.happen(this, runId)
      if (script.offlineFrom !== undefined && part >= script.offlineFrom) {
        if (sat.edits.length === 0) {
          await Promise.all(inFlight)
          this.live.close()
        }
        sat.edits.push({ name, payload, editedAt: pace.now() })
        if (sat.edits.length === 3) return
        continue
      }
      const phase = await this.#whenRunning(runId)
      if (phase === 'closed') break
      // A pause or a mishap took time; the rest of the work moves with it.
      due = Math.max(due, pace.now())
      const sending: Promise<void> = this.#send(runId, name, payload, sat)
        .catch((error: unknown) => void (failure ??= error))
        .finally(() => inFlight.delete(sending))
      inFlight.add(sending)
      sat.sent += 1
      if (inFlight.size >= unansweredAtMost) await Promise.race(inFlight)
      if (failure !== null) throw failure
    }
    await Promise.all(inFlight)
    if (failure !== null) throw failure
    for (const mishap of mishaps) await mishap.happen(this, runId)
  }

  async #whenRunning(runId: string): Promise<'open' | 'closed'> {
    const view = await this.live.seen<Sitting>(
      runId,
      '继续 going on',
      ({ phase }) => phase === 'open' || phase === 'closed',
      600_000,
    )
    return view.phase === 'closed' ? 'closed' : 'open'
  }

  /** A save that met a pause is made again when work goes on, as a browser's page would. */
  async #send(runId: string, name: string, payload: unknown, sat: Sat): Promise<void> {
    for (;;) {
      const outcome: Outcome = await this.live.command(runId, name, payload, randomUUID())
      if (outcome.ok) return
      must(
        expectedRefusals.has(outcome.code),
        `${this.slip.code} ${name}：${spoken(outcome)}`,
        `${this.slip.code} was refused`,
      )
      sat.refused.push(outcome.code)
      if (outcome.code === 'closed') return
      // The page learns of the pause a moment after the refusal.
      await new Promise((resolve) => setTimeout(resolve, 100))
      if ((await this.#whenRunning(runId)) === 'closed') return
    }
  }

  async #handIn(runId: string, script: Script, sat: Sat): Promise<void> {
    if ((await this.#whenRunning(runId)) === 'open') {
      const outcome = await this.live.command(runId, 'submit', {})
      must(outcome.ok, `${this.slip.code} 交卷：${spoken(outcome)}`, `${this.slip.code} could not hand in`)
    }
    const { closed } = await this.live.seen<Sitting>(runId, '回执 the receipt', ({ phase }) => phase === 'closed')
    sat.receipt = closed!.receipt
    if (script.handsInTwice === true) {
      const again = await this.live.command(runId, 'submit', {})
      const after = this.live.view<Sitting>(runId)
      must(
        again.ok && after?.closed?.receipt === sat.receipt,
        `${this.slip.code} 第二次交卷应无效果且回执不变`,
        `${this.slip.code}: handing in twice should change nothing`,
      )
    }
  }

  /** After the end: what was typed while the network was gone (the staff decide). */
  async handInLate(sat: Sat): Promise<void> {
    this.live = this.browser.live('seat')
    this.breaks += 1
    this.live.watch(this.#house.contestId)
    this.live.watch(sat.runId)
    await this.live.seen<Sitting>(sat.runId, '已结束 the end', ({ phase }) => phase === 'closed')
    const outcome = await this.live.command(sat.runId, 'handInLate', { edits: sat.edits })
    must(outcome.ok, `${this.slip.code} 补交：${spoken(outcome)}`, `${this.slip.code} could not hand in late work`)
  }
}
