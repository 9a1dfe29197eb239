/**
 * The clock of a server that was started for a rehearsal: it can be made faster and set forward. The route exists only
 * where the server runs a virtual clock and was given a secret for it; any other server answers 404 like for any path
 * that is not there.
 */
import type { FastifyInstance } from 'fastify'
import { timingSafeEqual } from 'node:crypto'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { z } from 'zod'
import type { VirtualClock } from '../clock/virtual-clock.ts'
import type { Clock } from '../runs/contract.ts'
import { tokenHash } from '../people/tokens.ts'

export const clockPath = '/api/rehearsal/clock'

const change = z.strictObject({
  speed: z.number().min(0).max(10_000).optional(),
  jumpMs: z
    .number()
    .int()
    .min(0)
    .max(30 * 24 * 3600_000)
    .optional(),
})

export interface ClockAnswer {
  now: number
  speed: number
  /** Real milliseconds that this process's event loop was late, since the last answer. */
  eventLoop: { p50Ms: number; p99Ms: number; maxMs: number }
}

const isVirtual = (clock: Clock): clock is VirtualClock => clock.virtual && 'jump' in clock

export function serveRehearsalClock(app: FastifyInstance, clock: Clock, secret: string | undefined): void {
  if (!isVirtual(clock) || secret === undefined || secret.length < 16) return
  const wanted = Buffer.from(tokenHash(secret))
  const delay = monitorEventLoopDelay({ resolution: 10 })
  delay.enable()
  app.addHook('onClose', async () => void delay.disable())
  app.post(clockPath, async (request, reply) => {
    const given = Buffer.from(tokenHash((request.headers.authorization ?? '').replace(/^Bearer /, '')))
    if (!timingSafeEqual(given, wanted)) return reply.callNotFound()
    const asked = change.safeParse(request.body ?? {})
    if (!asked.success)
      return reply.code(400).send({ code: 'badRequest', zh: '请求无法读取。', en: 'The request could not be read.' })
    const { speed, jumpMs } = asked.data
    if (speed !== undefined) clock.setSpeed(speed)
    if (jumpMs !== undefined) clock.jump(jumpMs)
    const ms = (nanoseconds: number) => Math.max(0, nanoseconds / 1e6 - 10)
    const eventLoop = { p50Ms: ms(delay.percentile(50)), p99Ms: ms(delay.percentile(99)), maxMs: ms(delay.max) }
    delay.reset()
    reply.header('cache-control', 'no-store')
    return { now: clock.now(), speed: clock.speed(), eventLoop } satisfies ClockAnswer
  })
}
