/** What every procedure gets: the server's parts, and who asks. */
import { implement, ORPCError } from '@orpc/server'
import type { IncomingHttpHeaders } from 'node:http'
import type { FastifyReply } from 'fastify'
import { contract, type RefusalData } from '@leitai/core/api/contract.ts'
import { isRefusal, type Refusal, type Role } from '@leitai/core/run.ts'
import type { Parts } from '../parts.ts'
import type { Identity } from '../people/identity.ts'

export interface ApiContext {
  parts: Parts
  who: Identity
  headers: IncomingHttpHeaders
  reply: FastifyReply
}

export const os = implement(contract).$context<ApiContext>()

/** The answer where there is nothing else to tell. */
export const ok = { ok: true as const }

type Failure = 'BAD_REQUEST' | 'UNAUTHORIZED' | 'NOT_FOUND' | 'CONFLICT' | 'REFUSED' | 'TOO_MANY_REQUESTS'
const status: Record<Failure, number> = {
  BAD_REQUEST: 400,
  UNAUTHORIZED: 401,
  NOT_FOUND: 404,
  CONFLICT: 409,
  REFUSED: 422,
  TOO_MANY_REQUESTS: 429,
}

export function failure(kind: Failure, data: RefusalData): ORPCError<Failure, RefusalData> {
  return new ORPCError(kind, { status: status[kind], message: data.en, data })
}

/** The same for what does not exist and for what is none of the asker's business. */
export const notFound = (): ORPCError<Failure, RefusalData> =>
  failure('NOT_FOUND', { code: 'notFound', zh: '没有找到，或您无权查看。', en: 'Not found, or not yours to see.' })

/** `current` is the row as it stands now; the page shows both and lets the person choose. */
export const conflict = (current: unknown): ORPCError<Failure, RefusalData> =>
  failure('CONFLICT', {
    code: 'conflict',
    zh: '在您编辑期间，别人已修改了同一内容。您的修改尚未保存，请对照后再保存。',
    en: 'Somebody else changed this while you were editing. Yours is not saved yet; compare and save again.',
    details: { current },
  })

/** A value as it is; a refusal leaves the procedure as its answer. */
export function orRefuse<T>(result: T | Refusal): Exclude<T, Refusal> {
  if (!isRefusal(result)) return result as Exclude<T, Refusal>
  const { code, zh, en, details } = result
  throw failure(code === 'tooMany' ? 'TOO_MANY_REQUESTS' : 'REFUSED', {
    code,
    zh,
    en,
    ...(details === undefined ? {} : { details }),
  })
}

export type Person = Extract<Identity, { kind: 'person' }>

export function signedIn(who: Identity): Person {
  if (who.kind === 'person') return who
  throw failure('UNAUTHORIZED', { code: 'signIn', zh: '请先登录。', en: 'Please sign in.' })
}

/** The person, who has one of these roles in the contest. Others do not learn that it exists; it is logged. */
export function inContest(
  { parts, who }: ApiContext,
  contestId: string,
  allowed: readonly Role[] = ['organiser'],
): Person {
  const person = signedIn(who)
  const roles = person.roles.get(contestId)
  if (roles?.some((role) => allowed.includes(role))) return person
  parts.log(`denied: person ${person.id} asked for contest ${contestId.slice(0, 40)}`)
  throw notFound()
}
