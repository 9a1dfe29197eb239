/** Open-link contests: whoever has the link joins with a name, and gets a candidate number and a PIN. */
import type { ContestState } from '@leitai/core/contest/state.ts'
import { isRefusal, refuse, type Refusal } from '@leitai/core/run.ts'
import type { Parts } from '../parts.ts'
import { contestRun, type Contest } from './contests.ts'
import { serverAct } from './server-act.ts'
import { addEntrant, present, rosterEntry } from './entrants/entrants.ts'

export interface Joining {
  name: string
  delegation: string
  phone: string
}

export async function joinContest(
  parts: Parts,
  contest: Contest,
  { name, delegation, phone }: Joining,
): Promise<{ code: string; pin: string } | Refusal> {
  const refused = mayJoin(await contestRun(parts, contest.id), parts.clock.now())
  if (refused !== null) return refused
  const row = await addEntrant(
    parts,
    contest.id,
    {
      number: '',
      name,
      gender: '',
      birthDate: null,
      delegation,
      coaches: [],
      members: [],
      phone,
      extraTimePercent: 0,
      fields: {},
    },
    { status: 'accepted', source: 'openLink' },
  )
  if (isRefusal(row)) return row
  const notAdmitted = await serverAct(parts, contest.id, 'admit', { entry: rosterEntry(present(row, [])) })
  if (notAdmitted !== null) {
    await parts.database.db.deleteFrom('entrant').where('id', '=', row.id).execute()
    return notAdmitted
  }
  const pins = await parts.seats.issuePins(contest.id, [row.number])
  return { code: row.number, pin: pins.get(row.number)! }
}

function mayJoin(state: ContestState, now: number): Refusal | null {
  const entrants = state.rulebook?.rulebook.entrants
  if (entrants === undefined || !entrants.entry.includes('openLink'))
    return refuse('noOpenLink', '本赛事不开放链接参赛。', 'This contest cannot be joined by a link.')
  const sessions = Object.values(state.sessions)
  const over =
    sessions.length > 0 &&
    sessions.every(
      ({ phase, endsAt }) => phase === 'closed' || (endsAt !== undefined && endsAt !== null && endsAt <= now),
    )
  return over ? refuse('over', '比赛已结束，不能再加入。', 'The contest is over; it cannot be joined any more.') : null
}
