/**
 * Contestants sign in with the code of their seat (or their candidate number, where nothing is sealed) and the PIN of
 * their slip. One live session a seat: a new sign-in ends the older one, and whoever listens is told (the older page is
 * fenced, the staff see it).
 */
import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'
import { sql, type Kysely } from 'kysely'
import { refuse, type Refusal } from '@leitai/core/run.ts'
import type { Clock } from '../runs/contract.ts'
import type { Database } from '../store/database.ts'
import type { Tables } from '../store/tables.ts'
import { beginTry, forgive, seatAccount } from './guessing.ts'
import { newId, newPin, newToken, tokenHash } from './tokens.ts'

export interface SeatSession {
  sessionId: string
  contestId: string
  code: string
}

/** A seat whose older session was ended; `by` says why. */
export interface Fenced extends SeatSession {
  by: 'secondSignIn' | 'pinReset' | 'signOut'
}

export interface Seats {
  signIn(contestId: string, code: string, pin: string): Promise<(SeatSession & { token: string }) | Refusal>
  /** The session of a cookie, while it lives. */
  bySession(token: string): Promise<SeatSession | null>
  signOut(session: SeatSession): Promise<void>
  /** New PINs for these codes; older sessions of theirs end. The PINs are nowhere kept: print them now. */
  issuePins(contestId: string, codes: readonly string[], within?: Kysely<Tables>): Promise<Map<string, string>>
  onFenced(listener: (fenced: Fenced) => void): () => void
}

/** Light on purpose: a hall of a thousand signs in within a minute, and guessing online is slowed elsewhere. */
const cost = { N: 4096, r: 8, p: 1 }
const derive = promisify<string, Buffer, number, typeof cost, Buffer>(scrypt)

async function hashPin(pin: string): Promise<string> {
  const salt = randomBytes(16)
  return `${salt.toString('hex')}:${(await derive(pin, salt, 32, cost)).toString('hex')}`
}

async function pinFits(pin: string, stored: string): Promise<boolean> {
  const [salt = '', hash = ''] = stored.split(':')
  return timingSafeEqual(await derive(pin, Buffer.from(salt, 'hex'), 32, cost), Buffer.from(hash, 'hex'))
}

const nobodysPin = await hashPin(newToken())

export function openSeats(database: Database, clock: Clock): Seats {
  const { db } = database
  const listeners = new Set<(fenced: Fenced) => void>()
  const tell = (fenced: Fenced) => {
    for (const listener of listeners) listener(fenced)
  }

  async function end(trx: Kysely<Tables>, contestId: string, codes: readonly string[]): Promise<SeatSession[]> {
    const ended = await trx
      .updateTable('seat_session')
      .set({ ended_at: clock.now() })
      .where('contest_id', '=', contestId)
      .where('code', 'in', codes)
      .where('ended_at', 'is', null)
      .returning(['id', 'code'])
      .execute()
    return ended.map((row) => ({ sessionId: row.id, contestId, code: row.code }))
  }

  return {
    async signIn(contestId, typed, pin) {
      // Whoever types a07 for A07 is right; the room refuses seats that differ in nothing else.
      const account = seatAccount(contestId, typed.toUpperCase())
      const wait = await beginTry(db, account, clock.now())
      if (wait !== null) return wait
      const credential = await db
        .selectFrom('seat_credential')
        .select(['code', 'pin_hash'])
        .where('contest_id', '=', contestId)
        .where(sql`upper(code)`, '=', typed.toUpperCase())
        .executeTakeFirst()
      // the same work for a code that does not exist: the time tells nothing
      const fits = await pinFits(pin, credential?.pin_hash ?? nobodysPin)
      if (credential === undefined || !fits) {
        return refuse(
          'wrongPin',
          '赛位号或密码不对，请照检录单再输一次。',
          'The code or PIN is not right; type it as on your slip.',
        )
      }
      const { code } = credential
      const token = newToken()
      const sessionId = newId()
      const older = await database.transaction(async (trx) => {
        // one sign-in at a time for a seat; of two at once the later one stays
        await trx
          .selectFrom('seat_credential')
          .select('code')
          .where('contest_id', '=', contestId)
          .where('code', '=', code)
          .forUpdate()
          .execute()
        const ended = await end(trx, contestId, [code])
        await trx
          .insertInto('seat_session')
          .values({
            id: sessionId,
            token_hash: tokenHash(token),
            contest_id: contestId,
            code,
            started_at: clock.now(),
            ended_at: null,
          })
          .execute()
        return ended
      })
      await forgive(db, account)
      for (const session of older) tell({ ...session, by: 'secondSignIn' })
      return { sessionId, contestId, code, token }
    },

    async bySession(token) {
      const row = await db
        .selectFrom('seat_session')
        .select(['id', 'contest_id', 'code'])
        .where('token_hash', '=', tokenHash(token))
        .where('ended_at', 'is', null)
        .executeTakeFirst()
      return row === undefined ? null : { sessionId: row.id, contestId: row.contest_id, code: row.code }
    },

    async signOut(session) {
      await db
        .updateTable('seat_session')
        .set({ ended_at: clock.now() })
        .where('id', '=', session.sessionId)
        .where('ended_at', 'is', null)
        .execute()
      tell({ ...session, by: 'signOut' })
    },

    async issuePins(contestId, codes, within = db) {
      // in the order of the codes: the order of rows must not tell in which order people were drawn
      const pins = new Map(codes.toSorted().map((code) => [code, newPin()]))
      if (pins.size === 0) return pins
      const rows = await Promise.all(
        [...pins].map(async ([code, pin]) => ({ contest_id: contestId, code, pin_hash: await hashPin(pin) })),
      )
      await within
        .insertInto('seat_credential')
        .values(rows)
        .onConflict((conflict) =>
          conflict.columns(['contest_id', 'code']).doUpdateSet((row) => ({ pin_hash: row.ref('excluded.pin_hash') })),
        )
        .execute()
      const ended = await end(within, contestId, codes)
      for (const code of codes) await forgive(within as typeof db, seatAccount(contestId, code.toUpperCase()))
      for (const session of ended) tell({ ...session, by: 'pinReset' })
      return pins
    },

    onFenced(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
