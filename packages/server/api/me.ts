import { os } from './context.ts'
import { findContest } from '../contests/contests.ts'

export const me = os.me.handler(async ({ context: { parts, headers } }) => {
  const person = await parts.identities.identify(headers, 'person')
  const seat = await parts.identities.identify(headers, 'seat')
  const contest = seat.kind === 'seat' ? await findContest(parts, seat.contestId) : undefined
  const codes =
    seat.kind === 'seat'
      ? ((await parts.host.state(seat.contestId))?.state as { codes?: Record<string, { seat: string }> } | undefined)
          ?.codes
      : undefined
  return {
    person:
      person.kind === 'person'
        ? { id: person.id, name: person.name, username: person.username, mayCreateContests: person.mayCreateContests }
        : null,
    seat:
      seat.kind === 'seat' && contest !== undefined
        ? {
            contestId: contest.id,
            contestTitle: { zh: contest.title_zh, en: contest.title_en },
            code: seat.code,
            seat: codes?.[seat.code]?.seat ?? seat.code,
          }
        : null,
    now: parts.clock.now(),
    virtualClock: parts.clock.virtual,
  }
})
