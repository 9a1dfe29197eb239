import { seatCookie } from '../people/identity.ts'
import { findContestBySlug } from '../contests/contests.ts'
import { joinContest } from '../contests/joining.ts'
import { seatRuns } from '../contests/seat-runs.ts'
import { failure, notFound, ok, orRefuse, os, type ApiContext } from './context.ts'

const cookieDays = 3

export const seat = {
  signIn: os.seat.signIn.handler(async ({ context, input }) => {
    const contest = await findContestBySlug(context.parts, input.contest)
    if (contest === undefined || contest.published_at === null) throw notFound()
    const session = orRefuse(await context.parts.seats.signIn(contest.id, input.code.trim(), input.pin.trim()))
    keep(context, session.token)
    return { contestId: session.contestId, code: session.code }
  }),

  signOut: os.seat.signOut.handler(async ({ context }) => {
    if (context.who.kind === 'seat') await context.parts.seats.signOut(context.who)
    context.reply.clearCookie(seatCookie, { path: '/' })
    return ok
  }),

  join: os.seat.join.handler(async ({ context, input }) => {
    const contest = await findContestBySlug(context.parts, input.contest)
    if (contest === undefined || contest.published_at === null) throw notFound()
    const joined = orRefuse(await joinContest(context.parts, contest, input))
    const session = orRefuse(await context.parts.seats.signIn(contest.id, joined.code, joined.pin))
    keep(context, session.token)
    return { contestId: contest.id, ...joined }
  }),

  runs: os.seat.runs.handler(async ({ context: { parts, who } }) => {
    if (who.kind !== 'seat')
      throw failure('UNAUTHORIZED', {
        code: 'signIn',
        zh: '请先用赛位号和密码登录。',
        en: 'Please sign in with your code and PIN.',
      })
    return seatRuns(parts, who.contestId, who.code)
  }),
}

/** Not `secure`: the LAN reaches us over plain HTTP as well. */
function keep({ reply }: ApiContext, token: string): void {
  reply.setCookie(seatCookie, token, { path: '/', httpOnly: true, sameSite: 'lax', maxAge: cookieDays * 24 * 3600 })
}
