/**
 * The slips of a draw as data: for a label printer's own program, and for rehearsals. The same rights as the printed ones:
 * a role on the floor and the token that the draw gave; nothing of it is kept.
 */
import type { FastifyInstance } from 'fastify'
import type { PrintParts } from './serve-print.ts'

export function serveSlips(app: FastifyInstance, { identities, slipBox, log }: PrintParts): void {
  app.get<{ Params: { id: string }; Querystring: { token?: string } }>(
    '/api/contests/:id/print/slips.json',
    async (request, reply) => {
      reply.header('cache-control', 'no-store')
      const { id } = request.params
      const { token } = request.query
      const who = await identities.identify(request.headers, 'person')
      if (who.kind !== 'person')
        return reply.code(401).send({ code: 'signIn', zh: '请先登录。', en: 'Please sign in.' })
      const onTheFloor = who.roles.get(id)?.some((role) => role === 'organiser' || role === 'staff')
      const batch = onTheFloor && typeof token === 'string' ? slipBox.take(id, token) : null
      if (batch === null) {
        log(`denied: person ${who.id} asked for slips of contest ${id.slice(0, 40)}`)
        return reply
          .code(404)
          .send({ code: 'notFound', zh: '没有找到，或您无权查看。', en: 'Not found, or not yours to see.' })
      }
      log(`slips: those of contest ${id} read as data by person ${who.id}`)
      return batch.slips
    },
  )
}
