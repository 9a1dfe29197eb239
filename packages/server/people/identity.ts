/**
 * Who sends a request or opens a socket, and as what they may look at a run. Both are decided here for HTTP and for
 * sockets alike; what a viewer then sees is decided by the run's own `view`.
 */
import type { IncomingHttpHeaders } from 'node:http'
import type { Actor, Role, Viewer } from '@leitai/core/run.ts'
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

/** `${contestId}:${stage}:${item}:${code}`, or the contest's own run, whose id is the contest's. */
export function readRunId(runId: string): { contestId: string; code: string | null } {
  const [contestId = '', , , code] = runId.split(':')
  return { contestId, code: code ?? null }
}

export function openIdentities(database: Database, accounts: Accounts, seats: Seats): Identities {
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
      const { contestId, code } = readRunId(runId)
      if (identity.kind === 'seat') {
        if (identity.contestId !== contestId) return code === null ? publicViewer(db, contestId) : null
        return code === null || code === identity.code ? { as: 'contestant', code: identity.code } : null
      }
      const roles = identity.kind === 'person' ? (identity.roles.get(contestId) ?? []) : []
      const viewers = identity.kind === 'person' ? viewersOf(identity.id, roles, code !== null) : []
      const chosen = as === undefined ? viewers[0] : viewers.find((viewer) => viewer.as === as)
      if (chosen !== undefined) return chosen
      if (code !== null || (as !== undefined && as !== 'screen')) return null
      return roles.length > 0 ? { as: 'screen' } : publicViewer(db, contestId)
    },

    actorFor(identity, runId) {
      const { contestId, code } = readRunId(runId)
      if (identity.kind === 'seat')
        return identity.contestId === contestId && identity.code === code ? { kind: 'seat', code: identity.code } : null
      if (identity.kind === 'anonymous') return null
      const roles = identity.roles.get(contestId)
      return roles === undefined ? null : { kind: 'person', id: identity.id, roles }
    },
  }
}

/** What a person may look as, the most telling first. Judges see no sittings: their work reaches them by code alone. */
function viewersOf(id: string, roles: readonly Role[], sitting: boolean): Viewer[] {
  const official: Viewer[] = roles.some((role) => officialRoles.includes(role)) ? [{ as: 'official', id, roles }] : []
  const rest = (['organiser', 'staff', 'judge', 'host'] as const)
    .filter((role) => roles.includes(role) && !(sitting && (role === 'judge' || role === 'host')))
    .map((role): Viewer => ({ as: role, id }))
  const organiser = rest.filter((viewer) => viewer.as === 'organiser')
  return [...organiser, ...official, ...rest.filter((viewer) => viewer.as !== 'organiser')]
}

/** Anybody may look at a contest once its rulebook is published; before that nobody learns that it exists. */
async function publicViewer(db: Database['db'], contestId: string): Promise<Viewer | null> {
  const row = await db.selectFrom('contest').select('published_at').where('id', '=', contestId).executeTakeFirst()
  return row?.published_at == null ? null : { as: 'screen' }
}
