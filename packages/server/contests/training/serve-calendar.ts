/** `/api/contests/:id/training/:session.ics`, for those who are trained there and for the organisers. */
import type { FastifyInstance } from 'fastify'
import { refuse } from '@leitai/core/run.ts'
import type { Parts } from '../../parts.ts'
import { findContest } from '../contests.ts'
import { calendarEntry } from './calendar.ts'
import { findSession } from './sessions.ts'
import { studentsOf } from './students.ts'

export function serveCalendar(
  app: FastifyInstance,
  parts: Pick<Parts, 'host' | 'database' | 'identities' | 'clock' | 'log'>,
): void {
  app.get<{ Params: { id: string; session: string } }>(
    '/api/contests/:id/training/:session.ics',
    async (request, reply) => {
      const { id, session } = request.params
      reply.header('cache-control', 'no-store')
      const person = await parts.identities.identify(request.headers, 'person')
      const organiser = person.kind === 'person' && person.roles.get(id)?.includes('organiser') === true
      const students = organiser ? null : await studentsOf(parts, request.headers, id)
      const row = organiser || students !== null ? await findSession(parts, id, session) : undefined
      const contest = row === undefined ? undefined : await findContest(parts, id)
      const mine = organiser || students?.trainings.some(({ training }) => training.id === row?.training) === true
      if (row === undefined || contest === undefined || !mine) {
        parts.log(`denied: calendar of a training session in contest ${id.slice(0, 40)}`)
        return reply.code(404).send(refuse('notFound', '没有找到，或您无权查看。', 'Not found, or not yours to see.'))
      }
      return reply
        .headers({
          'content-type': 'text/calendar; charset=utf-8',
          'content-disposition': `attachment; filename="training.ics"; filename*=UTF-8''${encodeURIComponent(`${row.title}.ics`)}`,
        })
        .send(calendarEntry(row, contest.title_zh, parts.clock.now()))
    },
  )
}
