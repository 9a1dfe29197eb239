/** A session in which teams meet: the host leads, teams press and answer, judges rule, and one team tries what is not its own. */
import { matchIdOf } from '@leitai/core/contest/reading.ts'
import type { MatchWork } from '@leitai/core/match/types.ts'
import { chance, deriveSeed } from '@leitai/core/seed.ts'
import type { SittingView } from '@leitai/core/sitting/sitting.ts'
import type { MatchMove } from '@leitai/items/plug.ts'
import { rehearsalOf } from '@leitai/items/rehearsal.ts'
import { refusalOf } from './browser.ts'
import { act, contestSeen, must, spoken, type Day, type House } from './day.ts'
import type { Entrant } from './entrant.ts'
import type { Live } from './live.ts'

export interface MatchPlan {
  stage: string
  session: string
  item: string
  type: string
  /** The session's group. */
  number: number
  teams: readonly Entrant[]
  skillOf(code: string): number
  /** Played until the host sees this, and then left as it is. Otherwise to its end. */
  until?(view: MatchSeen): boolean
  done(count: number, total: number): void
}

export interface HeldMatch {
  runId: string
  item: string
  teams: number
  moves: number
  /** Presses and answers that came too late, as it happens. */
  late: number
  /** Steps in a row that were overtaken: the screen that they were taken from was a moment behind. */
  stale: number
  /** Host's and judges' acts that a team tried; all refused. */
  tried: number
  points: Record<string, string>
}

export type MatchSeen = SittingView<MatchWork, unknown> & { work: MatchWork }

/** While it waits for the clock, so long is passed at a time. */
const clockStepMs = 400
/** What a key says that was meant for the moment before. */
const overtaken = new Set(['notNext', 'notAnswering', 'otherQuestion'])
/** A match that has not ended after so many moves never will. */
const mostMoves = 20_000

export async function holdMatch(day: Day, house: House, plan: MatchPlan): Promise<HeldMatch> {
  const { contestId, staff } = house
  must(house.host !== null, '没有主持人', 'there is no host')
  const { host } = house
  const judge = house.judges[0] ?? house.chiefJudge
  const runId = matchIdOf(contestId, plan.stage, plan.item, plan.number)
  await act(staff, contestId, 'openSession', { session: plan.session })
  await contestSeen(house, '场次开始 the session to open', (view) =>
    view.sessions.some(({ id, phase }) => id === plan.session && phase === 'open'),
  )
  const people: { live: Live; as?: string }[] = [
    { live: host.live, as: 'host' },
    { live: judge.live, as: judge === house.chiefJudge ? 'official' : 'judge' },
    ...plan.teams.map(({ live }) => ({ live })),
    ...(house.screen === null ? [] : [{ live: house.screen, as: 'screen' }]),
  ]
  for (const { live, as } of people) live.watch(runId, as)
  await host.live.seen<MatchSeen>(runId, '比赛开始 the match to open', ({ phase }) => phase === 'open')
  for (const { live } of plan.teams)
    await live.seen<MatchSeen>(runId, '比赛开始 the match', ({ phase }) => phase === 'open')

  const tried = await tryOthersPlaces(plan.teams[0]!.live, runId)
  const held: HeldMatch = {
    runId,
    item: plan.item,
    teams: plan.teams.length,
    moves: 0,
    late: 0,
    stale: 0,
    tried,
    points: {},
  }
  await play(day, house, plan, runId, judge.live, held)
  if (host.live.view<MatchSeen>(runId)?.phase === 'open' && plan.until !== undefined) {
    for (const { live } of people) live.leave(runId)
    return held
  }

  const closed = await host.live.seen<MatchSeen>(runId, '比赛结束 the end', ({ phase }) => phase === 'closed')
  for (const { code, points } of closed.work.frame.teams) held.points[code] = points
  await act(host, contestId, 'closeSession', { session: plan.session, reason: '本场结束 the match is over' })
  await contestSeen(house, '场次结束 the session to close', (view) =>
    view.sessions.some(({ id, phase }) => id === plan.session && phase === 'closed'),
  )
  for (const { live } of people) live.leave(runId)
  return held
}

async function play(
  { pace, seed }: Day,
  house: House,
  plan: MatchPlan,
  runId: string,
  judge: Live,
  held: HeldMatch,
): Promise<void> {
  const rehearsal = rehearsalOf(plan.type)!
  const luck = chance(deriveSeed(seed, `match/${plan.session}`))
  const material = house.materials.get(plan.item)
  const host = house.host!.live
  const seats = new Map(plan.teams.map((entrant) => [entrant.slip.code, entrant.live]))
  while (host.view<MatchSeen>(runId)?.phase !== 'closed') {
    must(held.moves < mostMoves, `${plan.session} 没有结束`, `${plan.session} did not come to its end`)
    const before = host.views.get(runId)!.version
    const view = host.view<MatchSeen>(runId)!
    if (plan.until?.(view) === true) return
    const moves = rehearsal.play!({
      host: view,
      teams: Object.fromEntries([...seats].map(([code, live]) => [code, live.view<MatchSeen>(runId)!])),
      material,
      skillOf: plan.skillOf,
      chance: luck,
    })
    if (moves === null) break
    for (const move of moves) {
      if (pace.driven) await pace.jump(move.afterMs)
      else await new Promise((resolve) => setTimeout(resolve, Math.min(move.afterMs, 200)))
      if (move.asks === undefined) await send(moverOf(move, host, judge, seats), runId, move, held)
      else await ask(plan, runId, move, held)
    }
    if (moves.length === 0) {
      if (pace.driven) await pace.jump(clockStepMs)
      else await new Promise((resolve) => setTimeout(resolve, clockStepMs))
    }
    // What was done is on everybody's screen before the next thing is thought of.
    await settled(host, [...seats.values()], runId, before)
    plan.done(view.progress.done, Math.max(view.progress.total, view.progress.done))
  }
}

function moverOf(move: MatchMove, host: Live, judge: Live, seats: ReadonlyMap<string, Live>): Live {
  if (move.by === 'host') return host
  if (move.by === 'judge') return judge
  const seat = seats.get(move.by.seat)
  must(seat !== undefined, `本场没有 ${move.by.seat}`, `${move.by.seat} is not in the match`)
  return seat
}

/** A search, or an article, as the seat's page asks for it; a question that is over meanwhile is no error. */
async function ask(plan: MatchPlan, runId: string, { by, asks }: MatchMove, held: HeldMatch): Promise<void> {
  const code = typeof by === 'string' ? '' : by.seat
  const entrant = plan.teams.find(({ slip }) => slip.code === code)
  must(entrant !== undefined && asks !== undefined, `本场没有 ${code}`, `${code} is not in the match`)
  const { knowledge } = entrant!.browser.api
  held.moves += 1
  for (let tries = 0; ; tries += 1) {
    try {
      if ('search' in asks!) await knowledge.search({ runId, query: asks.search })
      else await knowledge.open({ runId, article: asks!.open })
      return
    } catch (error) {
      const refusal = refusalOf(error)
      // The clock of a rehearsal runs faster than a person types: the pace of searching holds it back.
      if (refusal?.code === 'tooMany' && tries < 40) {
        await new Promise((resolve) => setTimeout(resolve, 250))
        continue
      }
      must(refusal !== null, `${code} 检索失败：${String(error)}`, `${code} could not search`)
      held.late += 1
      return
    }
  }
}

async function send(live: Live, runId: string, move: MatchMove, held: HeldMatch): Promise<void> {
  const outcome = await live.command(runId, move.name, move.payload)
  held.moves += 1
  if (outcome.ok) {
    held.stale = 0
    return
  }
  if (!move.mayFail && overtaken.has(outcome.code)) {
    held.stale += 1
    must(held.stale < 20, `${move.name}：${spoken(outcome)}`, `${move.name} was refused again and again`)
    return
  }
  must(move.mayFail === true, `${move.name}：${spoken(outcome)}`, `${move.name} was refused`)
  held.late += 1
}

/** Views rest a moment between two frames; the newest one is what people act on. */
async function settled(host: Live, seats: readonly Live[], runId: string, before: number): Promise<void> {
  const until = performance.now() + 120
  let version = before
  while (performance.now() < until) {
    await new Promise((resolve) => setTimeout(resolve, 15))
    const now = host.views.get(runId)?.version ?? 0
    if (now > before && now === version) break
    version = now
  }
  // Seats are told of the same version, or of nothing that concerns them.
  for (const seat of seats) await seat.until('场次 the match', () => seat.view(runId) !== null || seat.gone.has(runId))
}

/** A5: the host's and the judges' acts are not a team's. */
async function tryOthersPlaces(team: Live, runId: string): Promise<number> {
  const tries: [string, unknown][] = [
    ['show', { what: 'blackout' }],
    ['undo', {}],
    ['finish', {}],
    ['correct', { code: 'X', points: '100', reason: '给自己加分 points for oneself' }],
    ['withdraw', { code: 'X', reason: '踢掉对手 out with the others' }],
    ['close', { reason: '提前结束 an early end' }],
  ]
  for (const [name, payload] of tries) {
    const outcome = await team.command(runId, name, payload)
    must(!outcome.ok, `选手可以 ${name}`, `a team may ${name}`)
  }
  return tries.length
}
