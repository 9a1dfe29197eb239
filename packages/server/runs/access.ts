import type { IncomingMessage } from 'node:http'
import type { Actor, Viewer } from '@leitai/core/run.ts'
import type { Identity } from '../people/identity.ts'

export type { Identity } from '../people/identity.ts'

/** Who looks, as what, and under which name they act: decided by `people`, asked here. */
export interface Access {
  /** Null: refused before a socket is made. */
  identify(request: IncomingMessage): Promise<Identity | null>
  /** Null: there is nothing for this one, and whether the run exists is not said (A2). */
  viewerFor(identity: Identity, runId: string, as?: string): Promise<Viewer | null>
  /** Null: this one has no hand in the run. */
  actorFor(identity: Identity, runId: string): Actor | null
}

/** One seat, however often it signs in. */
export function seatKey(seat: { contestId: string; code: string }): string {
  return `${seat.contestId}\n${seat.code}`
}
