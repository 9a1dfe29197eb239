/** A lookup race of three teams, as tests tell it. */
import { host, PlayedMatch, seatOf as team, server } from '@leitai/core/match/testing/played-match.ts'
import type { MatchState, MatchWork } from '@leitai/core/match/types.ts'
import {
  isRefusal,
  type Actor,
  type Instant,
  type Press,
  type Recorded,
  type Refusal,
  type RunEvent,
  type Viewer,
} from '@leitai/core/run.ts'
import type { SittingView } from '@leitai/core/sitting/sitting.ts'
import type { Play } from '../play.ts'
import { rules } from '../rules.ts'
import type { LeadPlay, LookupMaterial, LookupQuestion, QuestionView, TeamPlay } from '../types.ts'

export { host, judge, opening, server, seatOf as team } from '@leitai/core/match/testing/played-match.ts'
export const teams = ['T1', 'T2', 'T3']

/** Each key has a form that nobody in these tests types: where it is seen, a key is seen. */
export const secretOf = (id: string) => `密-${id}`

export const question = (id: string, more: Partial<LookupQuestion> = {}): LookupQuestion => ({
  id,
  text: `题面 ${id}`,
  answers: [`${id} 元`, secretOf(id)],
  evidence: [`a-${id}`],
  level: 'medium',
  explanation: `解析${secretOf(id)}`,
  ...more,
})

const ids = Array.from({ length: 8 }, (_, i) => `q${i + 1}`)

export const material: LookupMaterial = {
  company: '极川通信',
  about: '',
  articles: [...ids.map((id) => `a-${id}`), 'other'].map((id) => ({
    id,
    title: `文章 ${id}`,
    category: ['业务'],
    tags: [],
    updated: '2026-01-01',
    pinned: false,
    body: `正文-${id}`,
    attachments: [],
  })),
  questions: ids.map((id) => question(id)),
}

interface Setting {
  options?: object
  used?: { byMatches: string[]; byOtherItems: string[] }
  itemSeed?: string
  material?: LookupMaterial
}

const fromServer = new Set(['open', 'pause', 'resume', 'close', 'release', 'tick', 'withdraw'])

export class Race {
  readonly #match: PlayedMatch

  constructor({ options = {}, used, itemSeed = 'item', ...more }: Setting = {}) {
    this.#match = new PlayedMatch(
      rules as never,
      {
        options: { questions: 3, seconds: 60, right: 10, ...options },
        material: more.material ?? material,
        seed: itemSeed,
        setup: {
          teams: teams.map((code) => ({ code, name: null, delegation: null, members: [] })),
          seconds: 1200,
          ...(used === undefined ? {} : { used }),
        },
      },
      false,
    )
  }

  get state(): MatchState<Play> {
    return this.#match.state as MatchState<Play>
  }

  get now(): Instant {
    return this.#match.now
  }

  get events(): readonly Recorded<RunEvent>[] {
    return this.#match.events
  }

  /** Sends one command after `ms`, having let the clock tick until then. */
  send(name: string, payload: unknown = {}, by: Actor = fromServer.has(name) ? server : host, ms = 0, press?: Press) {
    this.wait(ms)
    return this.#match.act(by, name, payload, press ?? null)
  }

  /** As `send`, for what must be taken. */
  take(name: string, payload: unknown = {}, by?: Actor, ms = 0): this {
    const answer = this.send(name, payload, by, ms)
    if (isRefusal(answer)) throw new Error(`${name} refused: ${answer.en}`)
    return this
  }

  /** What was recorded, or the refusal's code. */
  outcome(name: string, payload: unknown = {}, by?: Actor, ms = 0): string | string[] {
    const answer = this.send(name, payload, by, ms)
    return isRefusal(answer) ? answer.code : answer.map((event) => event.name)
  }

  /** Time passes; the clock ticks when the rules asked for it. `asleep`: the server stands still meanwhile. */
  wait(ms: number, asleep = false): this {
    if (asleep) this.#match.sleep(ms)
    else this.#match.pass(ms)
    return this
  }

  open(): this {
    return this.take('open').take('step', { step: 'ask', no: 1 }).wait(500)
  }

  ask(no: number): this {
    return this.take('step', { step: 'ask', no }).wait(500)
  }

  /** The team opens the article and answers; by default rightly. `press`: how long ago it pressed, and its round trip. */
  answer(
    code: string,
    {
      text,
      evidence,
      no = Math.max(1, this.state.play.asked.length),
      press,
    }: {
      text?: string
      evidence?: string | null
      no?: number
      press?: { agoMs: number; roundTripMs: number | null }
    } = {},
  ): RunEvent[] | Refusal {
    const asked = this.state.play.asked.find((one) => one.no === no)
    const id = asked?.question.id ?? ''
    const article = evidence === undefined ? `a-${id}` : evidence
    if (article !== null) this.#match.act(team(code), 'opened', { article })
    const at = this.now - (press?.agoMs ?? 0)
    return this.#match.act(
      team(code),
      'answer',
      { no, text: text ?? `${id}元`, evidence: article },
      press === undefined ? null : { claimedAt: at, roundTripMs: press.roundTripMs, arrivedAt: this.now },
    )
  }

  view(viewer: Viewer) {
    return rules.view(this.state, viewer) as SittingView<MatchWork, unknown> | null
  }

  get lead(): LeadPlay {
    return this.view({ as: 'host', id: 'h1' })!.work!.play as LeadPlay
  }

  of(code: string): TeamPlay {
    return this.view({ as: 'contestant', code })!.work!.play as TeamPlay
  }

  get question(): QuestionView {
    return this.lead.question!
  }

  points(): Record<string, string> {
    return Object.fromEntries(this.view({ as: 'screen' })!.work!.frame.teams.map(({ code, points }) => [code, points]))
  }
}
