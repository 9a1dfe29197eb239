/** The web application's files, compressed when they were built; every other path is the application's own to show. */
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'
import { existsSync } from 'node:fs'
import { join } from 'node:path'

/** Paths of programs: a wrong one is an error there, never a page. */
const programs = /^\/(?:api|rpc|files|live|assets)(?:\/|$|\?)/

export const securityHeaders = {
  'content-security-policy': [
    "default-src 'self'",
    "script-src 'self'",
    // Mantine writes style attributes and elements
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "media-src 'self' blob:",
    "font-src 'self' data:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; '),
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'permissions-policy': 'microphone=(self), camera=(), geolocation=()',
}

export async function servePages(app: FastifyInstance, folder: string): Promise<void> {
  const built = existsSync(join(folder, 'index.html'))
  if (built) {
    await app.register(fastifyStatic, {
      root: folder,
      wildcard: true,
      preCompressed: true,
      index: false,
      cacheControl: false,
      setHeaders: (response, path) => {
        // names in assets/ change with their content
        response.header(
          'cache-control',
          path.includes(`${join(folder, 'assets')}`) ? 'public, max-age=31536000, immutable' : 'no-cache',
        )
      },
    })
  }
  app.setNotFoundHandler((request, reply) => {
    const asksForPage = (request.method === 'GET' || request.method === 'HEAD') && !programs.test(request.url)
    if (asksForPage && built) return reply.sendFile('index.html')
    if (asksForPage)
      return reply
        .code(503)
        .type('text/plain; charset=utf-8')
        .send('网页尚未构建：npm run build:web\nThe web pages are not built yet: npm run build:web\n')
    return reply.code(404).send({ code: 'notFound', zh: '没有这个地址。', en: 'There is no such address.' })
  })
}
