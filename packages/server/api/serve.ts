/** The contract over HTTP: `/rpc` for our pages, `/api` (OpenAPI) for programs, and better-auth's paths for signing in. */
import { apiPath } from '@leitai/core/api/paths.ts'
import { OpenAPIGenerator } from '@orpc/openapi'
import { OpenAPIHandler } from '@orpc/openapi/fastify'
import { ORPCError, ValidationError } from '@orpc/server'
import { RPCHandler } from '@orpc/server/fastify'
import { ZodToJsonSchemaConverter } from '@orpc/zod/zod4'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Readable } from 'node:stream'
import type { Parts } from '../parts.ts'
import { authPaths, signOutPath } from '../people/auth.ts'
import { serveFiles } from '../materials/serve-files.ts'
import { failure, type ApiContext } from './context.ts'
import { router } from './router.ts'

const usualBytes = 1_000_000
const listBytes = 8_000_000
const fileBytes = 100_000_000
/** Paths that take more than the usual: file uploads, and materials with their whole body. */
const limits: Record<string, number> = {
  '/rpc/entrants/importPreview': listBytes,
  '/rpc/training/readAttendance': listBytes,
  '/rpc/materials/save': 16_000_000,
  '/rpc/materials/read': fileBytes,
  '/rpc/materials/upload': fileBytes,
  '/api/contests/:id/entrants/import': listBytes,
  '/api/contests/:id/training/sessions/:session/attendance/read': listBytes,
  '/api/materials/read': fileBytes,
  '/api/files': fileBytes,
}

export async function serveApi(app: FastifyInstance, parts: Parts): Promise<void> {
  await app.register(async (scope) => serveAuth(scope, parts))
  serveFiles(app, parts)
  await app.register(async (scope) => serveContract(scope, parts))
}

function serveAuth(scope: FastifyInstance, parts: Parts): void {
  const answer = async (request: FastifyRequest, reply: FastifyReply) => {
    const headers = new Headers()
    for (const [name, value] of Object.entries(request.headers))
      if (value !== undefined) headers.set(name, String(value))
    const body = request.method === 'POST' ? JSON.stringify(request.body ?? {}) : null
    headers.delete('content-length')
    if (body !== null) headers.set('content-type', 'application/json')
    const before = request.url === signOutPath ? await parts.identities.identify(request.headers) : null
    const response = await parts.accounts.handle(
      new Request(`${request.protocol}://${request.host}${request.url}`, { method: request.method, headers, body }),
    )
    // sockets were opened as somebody; whoever signs out comes back as nobody
    if (before?.kind === 'person' && response.ok)
      parts.sockets.drop((identity) => identity.kind === 'person' && identity.id === before.id)
    reply.code(response.status)
    response.headers.forEach((value, name) => {
      if (name !== 'set-cookie') reply.header(name, value)
    })
    for (const set of response.headers.getSetCookie()) reply.header('set-cookie', set)
    return reply.send(await response.text())
  }
  for (const path of authPaths)
    scope.route({ method: path.endsWith('get-session') ? 'GET' : 'POST', url: path, handler: answer })
}

function serveContract(scope: FastifyInstance, parts: Parts): void {
  const interceptors = [
    async <T>({ next }: { next(): Promise<T> }): Promise<T> => {
      try {
        return await next()
      } catch (error) {
        throw presentable(error, parts)
      }
    },
  ]
  const rpc = new RPCHandler<ApiContext>(router, { interceptors })
  const openapi = new OpenAPIHandler<ApiContext>(router, { interceptors })

  // oRPC reads bodies itself; here they are only measured and handed on
  scope.removeAllContentTypeParsers()
  scope.addContentTypeParser('*', { parseAs: 'buffer' }, (request, body, done) => {
    read(request.headers['content-type'] ?? '', body as Buffer).then(
      (parsed) => done(null, parsed),
      () => done(Object.assign(new Error('unreadable body'), { statusCode: 400 })),
    )
  })

  const answer = async (request: FastifyRequest, reply: FastifyReply) => {
    const isRpc = request.url.startsWith('/rpc/')
    const who = await parts.identities.identify(
      request.headers,
      /^\/(rpc|api)\/seat\//.test(request.url) ? 'seat' : 'person',
    )
    const context: ApiContext = { parts, who, headers: request.headers, reply }
    reply.header('cache-control', 'no-store')
    const { matched } = isRpc
      ? await rpc.handle(request, reply, { prefix: '/rpc', context })
      : await openapi.handle(request, reply, { prefix: apiPath, context })
    return matched ? reply : reply.callNotFound()
  }
  /** Large bodies are read for those who are signed in only. */
  const known = async (request: FastifyRequest, reply: FastifyReply) => {
    const who = await parts.identities.identify(request.headers)
    if (who.kind !== 'person') return reply.code(401).send({ code: 'signIn', zh: '请先登录。', en: 'Please sign in.' })
  }
  for (const [url, bodyLimit] of Object.entries(limits))
    scope.route({ method: ['POST', 'PUT'], url, bodyLimit, onRequest: known, handler: answer })
  for (const url of ['/rpc/*', '/api/*'])
    scope.route({ method: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'], url, bodyLimit: usualBytes, handler: answer })

  let description: unknown
  scope.get('/api/openapi.json', async () => (description ??= await describe()))
}

/** Bodies as oRPC takes them: JSON parsed, forms with their files. */
async function read(contentType: string, body: Buffer): Promise<unknown> {
  if (contentType.startsWith('multipart/form-data'))
    return new Response(Readable.toWeb(Readable.from(body)) as ReadableStream, {
      headers: { 'content-type': contentType },
    }).formData()
  if (contentType.startsWith('application/json'))
    return body.length === 0 ? undefined : JSON.parse(body.toString('utf8'))
  throw new Error('unknown content type')
}

function presentable(error: unknown, parts: Parts): unknown {
  if (!(error instanceof ORPCError)) {
    parts.log(`error: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`)
    return new ORPCError('INTERNAL_SERVER_ERROR', {
      data: {
        code: 'serverError',
        zh: '服务器出错，已记录。请稍后再试。',
        en: 'The server failed; it was logged. Try again later.',
      },
    })
  }
  if (error.code === 'BAD_REQUEST' && error.cause instanceof ValidationError) {
    const issues = error.cause.issues.map((issue) => ({
      path: (issue.path ?? []).map((part) => String(typeof part === 'object' ? part.key : part)).join('.'),
      message: issue.message,
    }))
    return failure('BAD_REQUEST', {
      code: 'invalidInput',
      zh: '提交的内容不完整或格式不对。',
      en: 'Something is missing or not in its form.',
      details: issues,
    })
  }
  if (error.cause instanceof ValidationError)
    parts.log(`error: an answer does not fit the contract: ${JSON.stringify(error.cause.issues)}`)
  return error
}

function describe(): Promise<unknown> {
  return new OpenAPIGenerator({ schemaConverters: [new ZodToJsonSchemaConverter()] }).generate(router, {
    info: { title: 'Leitai 擂台', version: '1' },
    servers: [{ url: apiPath }],
  })
}
