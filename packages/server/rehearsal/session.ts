/** One session as it happens: the staff open it, everybody works at once, mishaps included, and the clock ends it. */
import type { ContestView, SessionLine } from '@leitai/core/contest/view.ts'
import { act, contestSeen, must, type Day, type House } from './day.ts'
import type { Entrant, Sat, Script, Sitting } from './entrant.ts'

export interface HeldSession {
  session: string
  sats: Sat[]
  closedBy: 'clock' | 'staff'
}

export interface SessionPlan {
  session: string
  item: string
  entrants: readonly Entrant[]
  scripts: ReadonlyMap<string, Script>
  /** How fast the clock runs meanwhile. */
  speed: number
  /** A pause for everybody, when so much of the time has gone. */
  pauseAfterMs?: number
}

const pausedForMs = 120_000

export async function holdSession(day: Day, house: House, plan: SessionPlan): Promise<HeldSession> {
  const { pace } = day
  const { contestId, staff } = house
  const { session, item, entrants, scripts, speed } = plan
  const lineOf = (view: ContestView) => view.sessions.find(({ id }) => id === session)!
  const planned = lineOf(
    await contestSeen(house, '场次 the session', ({ sessions }) => sessions.some(({ id }) => id === session)),
  )

  if (planned.endsAt === undefined) await act(staff, contestId, 'openSession', { session })
  else if (pace.driven) await pace.jump(planned.startsAt - pace.now() + 100)
  await contestSeen(house, '场次开始 the session to open', (view) => lineOf(view).phase === 'open')
  await pace.setSpeed(speed)
  const sitting = Promise.all(
    entrants.map((entrant) => entrant.sit(item, session, scripts.get(entrant.someone.number))),
  )
  // Whoever fails first is told below; the others' failures must not end the program meanwhile.
  sitting.catch(() => {})
  if (plan.pauseAfterMs !== undefined) {
    await pace.until(pace.now() + plan.pauseAfterMs)
    await act(staff, contestId, 'pauseSession', {
      session,
      reason: '空调故障，短暂停 a short break: the air conditioning',
    })
    await pace.until(pace.now() + pausedForMs)
    await act(staff, contestId, 'resumeSession', { session })
  }
  const sats = await sitting
  await pace.setSpeed(1)

  const closedBy = await close(day, house, session)
  for (const entrant of entrants) {
    const sat = sats.find(({ number }) => number === entrant.someone.number)!
    if (sat.edits.length > 0) await lateWork(house, session, entrant, sat, closedBy)
    await entrant.live.seen<Sitting>(sat.runId, `${sat.code} 结束 the end`, ({ phase }) => phase === 'closed')
  }
  return { session, sats, closedBy }
}

/** By the clock where it can be driven; otherwise the staff close when all have done what they came for. */
async function close({ pace }: Day, house: House, session: string): Promise<'clock' | 'staff'> {
  const find = (view: ContestView) => view.sessions.find(({ id }) => id === session)!
  if (pace.driven) {
    // The common end; seats with extra time, or time given back, keep the session open for a while after it.
    const { deadline } = find(await contestSeen(house, '场次 the session', () => true))
    if (deadline !== null) await pace.jump(deadline - pace.now() + 50)
    for (let minutes = 0; !(await closesSoon(house, find)); minutes += 1) {
      must(minutes < 600, `场次 ${session} 到时没有结束`, `session ${session} was not closed by the clock`)
      await pace.jump(60_000)
    }
    return 'clock'
  }
  const line = find(await contestSeen(house, '场次 the session', () => true))
  if (line.phase !== 'closed')
    await act(house.staff, house.contestId, 'closeSession', { session, reason: '全部交卷 all have handed in' })
  await contestSeen(house, '场次结束 the session to close', (view) => find(view).phase === 'closed')
  return line.phase === 'closed' ? 'clock' : 'staff'
}

const closesSoon = ({ organiser, contestId }: House, find: (view: ContestView) => SessionLine): Promise<boolean> =>
  organiser.live
    .seen<ContestView>(contestId, '到时结束 the clock to close it', (view) => find(view).phase === 'closed', 400)
    .then(
      () => true,
      () => false,
    )

/** What was done in time and came too late is offered, and the chief judge takes it. */
async function lateWork(
  house: House,
  session: string,
  entrant: Entrant,
  sat: Sat,
  closedBy: 'clock' | 'staff',
): Promise<void> {
  if (closedBy === 'staff') {
    // Closed by people, not by time: there is nothing to be late for.
    entrant.live = entrant.browser.live('seat')
    entrant.live.watch(sat.runId)
    sat.edits = []
    return
  }
  await entrant.handInLate(sat)
  await act(house.chiefJudge, house.contestId, 'judgeLate', {
    session,
    code: sat.code,
    accept: true,
    reason: '断网期间完成，准予补交 done in time while the network was gone',
  })
  await entrant.live.seen<Sitting>(sat.runId, '补交处理 the late work to be taken', ({ late }) => late === 0)
}
