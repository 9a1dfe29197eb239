/** A session that is performed in turn: one after another is called, conducted by the host and marked by the panel on the spot. */
import { markingIdOf, runIdOf } from '@leitai/core/contest/reading.ts'
import type { ContestView } from '@leitai/core/contest/view.ts'
import type { MarkingView } from '@leitai/core/marking/types.ts'
import { chance, deriveSeed } from '@leitai/core/seed.ts'
import { rehearsalOf } from '@leitai/items/rehearsal.ts'
import { act, contestSeen, must, spoken, type Day, type House } from './day.ts'
import type { Sitting } from './entrant.ts'
import { markAll } from './judging.ts'

export interface TurnsPlan {
  stage: string
  session: string
  item: string
  type: string
  /** In the order of their appearance. */
  codes: readonly string[]
  skillOf(code: string): number
  onTheSpot: boolean
  done(count: number): void
}

export interface Turn {
  code: string
  usedMs: number
  told: boolean
}

export async function holdTurns(day: Day, house: House, plan: TurnsPlan): Promise<Turn[]> {
  const { contestId, staff, host } = house
  must(host !== null, '没有主持人', 'there is no host')
  await act(staff, contestId, 'openSession', { session: plan.session })
  await contestSeen(house, '场次开始 the session to open', (view) =>
    view.sessions.some(({ id, phase }) => id === plan.session && phase === 'open'),
  )
  const turns: Turn[] = []
  for (const [index, code] of plan.codes.entries()) {
    turns.push(await turn(day, house, plan, code, index))
    plan.done(index + 1)
  }
  await act(host, contestId, 'callToStage', { session: plan.session, codes: [] })
  await act(staff, contestId, 'closeSession', { session: plan.session, reason: '全部上场完毕 all have performed' })
  await contestSeen(house, '场次结束 the session to close', (view: ContestView) =>
    view.sessions.some(({ id, phase }) => id === plan.session && phase === 'closed'),
  )
  return turns
}

async function turn(day: Day, house: House, plan: TurnsPlan, code: string, index: number): Promise<Turn> {
  const { pace, seed } = day
  const { contestId } = house
  const host = house.host!
  const workId = runIdOf(contestId, plan.stage, plan.item, code)
  const markingId = markingIdOf(contestId, plan.stage, plan.item, code)
  // A new turn of a run that was not there when it was asked for last.
  await act(host, contestId, 'callToStage', { session: plan.session, codes: [code] })
  host.live.watch(workId, 'host')
  const view = await host.live.seen<Sitting>(workId, `${code} 上场 on the stage`, ({ phase }) => phase === 'open')
  const steps = rehearsalOf(plan.type)!.conduct!({
    view,
    skill: plan.skillOf(code),
    chance: chance(deriveSeed(seed, `conduct/${plan.item}/${code}`)),
  })
  for (const [step, { afterMs, name, payload }] of steps.entries()) {
    if (pace.driven) await pace.jump(afterMs)
    // Judges mark while it goes on; what they have not marked by the end they mark afterwards.
    if (step === steps.length - 1) await panelIsReady(house, plan.stage, markingId)
    if (step === steps.length - 1)
      await markAll(day, house, { stage: plan.stage, skillOf: plan.skillOf, only: code, breakOff: index === 0 })
    const outcome = await host.live.command(workId, name, payload)
    // The clock may have ended it a moment before the host did.
    must(outcome.ok || outcome.code === 'closed', `${code} ${name}：${spoken(outcome)}`, `${name} was refused`)
  }
  const { closed } = await host.live.seen<Sitting>(workId, `${code} 结束 the end`, ({ phase }) => phase === 'closed')
  await sheetsAreDue(house, plan.stage, markingId)
  await markAll(day, house, { stage: plan.stage, skillOf: plan.skillOf, only: code })
  const told = await toldInTheHall(house, plan, code, markingId)
  host.live.leave(workId)
  return { code, usedMs: closed!.usedMs, told }
}

/** The panel has the piece before it a moment after the call. */
async function panelIsReady(house: House, stage: string, markingId: string): Promise<void> {
  await settled(house, stage, markingId, ({ phase }) => phase === 'live')
}

async function sheetsAreDue(house: House, stage: string, markingId: string): Promise<void> {
  await settled(house, stage, markingId, ({ phase }) => phase === 'open')
}

async function settled(
  { organiser, contestId: id }: House,
  stage: string,
  markingId: string,
  test: (piece: { phase: string }) => boolean,
): Promise<void> {
  for (let tries = 0; ; tries += 1) {
    const piece = (await organiser.browser.api.marking.progress({ id, stage })).find(
      (one) => one.markingId === markingId,
    )
    if (piece !== undefined && test(piece)) return
    must(tries < 400, `${markingId} 的评分没有跟上`, `the marking of ${markingId} did not keep up`)
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
}

/** The hall is told the score where the rulebook says so, and learns nothing where it does not. */
async function toldInTheHall(house: House, plan: TurnsPlan, code: string, markingId: string): Promise<boolean> {
  const hall = house.screen
  if (hall === null) return false
  hall.watch(markingId, 'screen')
  if (plan.onTheSpot) {
    await hall.seen<MarkingView>(markingId, `${code} 亮分 the score`, ({ told }) => told !== undefined)
  } else {
    await hall.until(`${code} 无分可看 no score`, () => hall.gone.has(markingId) || hall.view(markingId) !== null)
    const seen = hall.view<MarkingView | null>(markingId)
    must(seen?.told === undefined, `${code} 的分数提前出现在大屏上`, `the score of ${code} was on the screen`)
  }
  hall.leave(markingId)
  return plan.onTheSpot
}
