/**
 * Who sends a request or opens a socket, and as what they may look at a run. Both are decided here for HTTP and for
 * sockets alike; what a viewer then sees is decided by the run's own `view`.
 */
import type { IncomingHttpHeaders } from 'node:http'
import { codesOf, isMatch, isTurn, itemOf, markingIdOf, placeOf, type RunPlace } from '@leitai/core/contest/reading.ts'
import type { ContestState, SessionState } from '@leitai/core/contest/state.ts'
import type { MarkingState } from '@leitai/core/marking/types.ts'
import type { Actor, Role, Viewer } from '@leitai/core/run.ts'
import type { RunHost } from '../runs/contract.ts'
import type { Database } from '../store/database.ts'
import type { Accounts } from './auth.ts'
import type { Seats } from './seats.ts'

export type Identity =
  | {
      kind: 'person'
      id: string
      name: string
      username: string
      mayCreateContests: boolean
      roles: ReadonlyMap<string, readonly Role[]>
    }
  | { kind: 'seat'; sessionId: string; contestId: string; code: string }
  | { kind: 'anonymous' }

export const seatCookie = 'leitai_seat'

export interface Identities {
  /** `prefer` decides where both cookies are there (an organiser who tries a seat in the same browser). */
  identify(headers: IncomingHttpHeaders, prefer?: 'person' | 'seat'): Promise<Identity>
  /** Null: nothing there for this one, and whether the run exists is not said. `as` picks among one's roles. */
  viewerFor(identity: Identity, runId: string, as?: string): Promise<Viewer | null>
  /** Who acts in a run; null where this one has no hand in it. */
  actorFor(identity: Identity, runId: string): Actor | null
}

const officialRoles: readonly Role[] = ['chiefJudge', 'supervisor', 'arbiter', 'sealingOfficer']

export interface IdentityParts {
  database: Database
  accounts: Accounts
  seats: Seats
  host: Pick<RunHost, 'state'>
}

export function openIdentities({ database, accounts, seats, host }: IdentityParts): Identities {
  const { db } = database

  async function person(headers: IncomingHttpHeaders): Promise<Identity | null> {
    if (!headers.cookie?.includes('leitai.session_token')) return null
    const session = await accounts.bySession(new Headers({ cookie: headers.cookie }))
    if (session === null) return null
    const rows = await db
      .selectFrom('contest_role')
      .select(['contest_id', 'roles'])
      .where('person_id', '=', session.personId)
      .execute()
    return {
      kind: 'person',
      id: session.personId,
      name: session.name,
      username: session.username,
      mayCreateContests: session.mayCreateContests,
      roles: new Map(rows.map((row) => [row.contest_id, row.roles])),
    }
  }

  async function seat(headers: IncomingHttpHeaders): Promise<Identity | null> {
    const token = /(?:^|;\s*)leitai_seat=([\w-]+)/.exec(headers.cookie ?? '')?.[1]
    const session = token ? await seats.bySession(token) : null
    return session === null ? null : { kind: 'seat', ...session }
  }

  return {
    async identify(headers, prefer = 'person') {
      const [first, second] = prefer === 'person' ? [person, seat] : [seat, person]
      return (await first(headers)) ?? (await second(headers)) ?? { kind: 'anonymous' }
    },

    async viewerFor(identity, runId, as) {
      const place = placeOf(runId)
      const contestId = place?.contestId ?? runId
      if (identity.kind === 'seat') {
        const own =
          identity.contestId === contestId &&
          (place === null || (place.match ? await meets(host, place, identity.code) : place.code === identity.code))
        if (own) return { as: 'contestant', code: identity.code }
        if (identity.contestId !== contestId && place === null) return publicViewer(db, contestId)
        return as === 'screen' && place !== null ? hallViewer(host, db, place, false) : null
      }
      const roles = identity.kind === 'person' ? (identity.roles.get(contestId) ?? []) : []
      if (identity.kind === 'person') {
        const viewers = viewersOf(identity.id, roles)
        const wanted = as === undefined ? viewers : viewers.filter((viewer) => viewer.as === as)
        for (const viewer of wanted) if (place === null || (await mayLook(host, place, viewer))) return viewer
      }
      if (as !== undefined && as !== 'screen') return null
      if (place !== null) return as === 'screen' ? hallViewer(host, db, place, roles.length > 0) : null
      return roles.length > 0 ? { as: 'screen' } : publicViewer(db, contestId)
    },

    actorFor(identity, runId) {
      const place = placeOf(runId)
      const contestId = place?.contestId ?? runId
      if (identity.kind === 'seat')
        // Who is in a match is for the match to say: whoever is not sees nothing of it, and is refused by it.
        return identity.contestId === contestId &&
          place !== null &&
          (place.match || (identity.code === place.code && !place.marks))
          ? { kind: 'seat', code: identity.code }
          : null
      if (identity.kind === 'anonymous') return null
      const roles = identity.roles.get(contestId)
      return roles === undefined ? null : { kind: 'person', id: identity.id, roles }
    },
  }
}

/** What a person may look as, the most telling first. */
function viewersOf(id: string, roles: readonly Role[]): Viewer[] {
  const organiser: Viewer[] = roles.includes('organiser') ? [{ as: 'organiser', id }] : []
  const official: Viewer[] = roles.some((role) => officialRoles.includes(role)) ? [{ as: 'official', id, roles }] : []
  const rest = (['staff', 'judge', 'host'] as const)
    .filter((role) => roles.includes(role))
    .map((role): Viewer => ({ as: role, id }))
  return [...organiser, ...official, ...rest]
}

/**
 * Whether a run of an entrant is this viewer's to see at all: a judge's only where they are on its panel (A3), a host's only
 * where it is performed on the stage.
 */
async function mayLook(host: Pick<RunHost, 'state'>, place: RunPlace, viewer: Viewer): Promise<boolean> {
  const { contestId, stage, item, code } = place
  switch (viewer.as) {
    case 'judge': {
      if (place.match) return judgesMatch(host, place, viewer.id)
      const marking = (await host.state(markingIdOf(contestId, stage, item, code)))?.state as MarkingState | undefined
      return marking?.judges.some(({ personId }) => personId === viewer.id) ?? false
    }
    case 'host': {
      const contest = (await host.state(contestId))?.state as ContestState | undefined
      const led = contest === undefined ? undefined : itemOf(contest, stage, item)
      return isTurn(led) || isMatch(led)
    }
    default:
      return true
  }
}

/** The session in which a match is held. */
function sessionOf(contest: ContestState | undefined, { stage, item, code }: RunPlace): SessionState | undefined {
  return Object.values(contest?.sessions ?? {}).find(
    (session) => session.stage === stage && session.item === item && String(session.group) === code,
  )
}

async function meets(host: Pick<RunHost, 'state'>, place: RunPlace, code: string): Promise<boolean> {
  const contest = (await host.state(place.contestId))?.state as ContestState | undefined
  const session = sessionOf(contest, place)
  return session !== undefined && codesOf(contest!, session).some((one) => one.code === code)
}

/** Judges at a match are those of its panel; where none was appointed, the contest's judges. */
async function judgesMatch(host: Pick<RunHost, 'state'>, place: RunPlace, personId: string): Promise<boolean> {
  const contest = (await host.state(place.contestId))?.state as ContestState | undefined
  if (contest === undefined) return false
  const panels = Object.values(contest.panels).filter(
    (panel) =>
      panel.stage === place.stage &&
      panel.item === place.item &&
      (panel.group === null || String(panel.group) === place.code),
  )
  return panels.length === 0 || panels.some(({ judges }) => judges.some((judge) => judge.personId === personId))
}

/** The hall sees who is on the stage, and what is told of it, while they are. */
async function hallViewer(
  host: Pick<RunHost, 'state'>,
  db: Database['db'],
  place: RunPlace,
  insider: boolean,
): Promise<Viewer | null> {
  const { contestId, stage, item, code } = place
  const contest = (await host.state(contestId))?.state as ContestState | undefined
  if (place.match) {
    const session = sessionOf(contest, place)
    if (session === undefined || session.phase === 'planned') return null
    if (insider) return { as: 'screen', hall: true }
    return itemOf(contest!, stage, item)?.spectators === 'public' ? publicViewer(db, contestId) : null
  }
  const onStage = Object.values(contest?.sessions ?? {}).some(
    (session) => session.stage === stage && session.item === item && session.onStage.includes(code),
  )
  if (!onStage) return null
  return insider ? { as: 'screen', hall: true } : publicViewer(db, contestId)
}

/** Anybody may look at a contest once its rulebook is published; before that nobody learns that it exists. */
async function publicViewer(db: Database['db'], contestId: string): Promise<Viewer | null> {
  const row = await db.selectFrom('contest').select('published_at').where('id', '=', contestId).executeTakeFirst()
  return row?.published_at == null ? null : { as: 'screen' }
}
