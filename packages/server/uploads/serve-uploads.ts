/**
 * `/api/uploads`: tus for the bytes, and two questions of our own: what of mine is unfinished in this run (or training), and what became of
 * this one. An upload is its owner's alone; for everybody else it is not there.
 */
import { uploadsPath } from '@leitai/core/api/paths.ts'
import { isRefusal, refuse, type Refusal } from '@leitai/core/run.ts'
import { Metadata } from '@tus/server'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Parts } from '../parts.ts'
import type { Identity } from '../people/identity.ts'
import { notNow } from './refusals.ts'
import { isUploadId, type Ticket, type Upload } from './upload-folder.ts'
import { isWhole, type Uploads } from './uploads.ts'

/** An answer is waited for so long, then asked for again. */
const patienceMs = 20_000

type ById = FastifyRequest<{ Params: { id: string } }>

export async function serveUploads(
  app: FastifyInstance,
  parts: Pick<Parts, 'identities' | 'host' | 'log'>,
  uploads: Uploads,
): Promise<void> {
  const { identities } = parts

  /** A seat's own right counts also where somebody is signed in as an organiser in the same browser. */
  async function identitiesOf(request: FastifyRequest): Promise<Identity[]> {
    const seat = await identities.identify(request.headers, 'seat')
    const person = await identities.identify(request.headers, 'person')
    return [seat, person].filter(({ kind }, index) => kind !== 'anonymous' && (index === 0 || kind !== seat.kind))
  }

  function notThere(request: FastifyRequest, reply: FastifyReply) {
    parts.log(`denied: ${request.method} ${request.url.slice(0, 160)}`)
    return reply
      .code(404)
      .send(
        refuse(
          'notFound',
          '没有这个上传，或现在不能上传到这里。',
          'There is no such upload, or nothing can be uploaded there.',
        ),
      )
  }

  async function own(request: ById): Promise<Upload | null> {
    const { id } = request.params
    const upload = isUploadId(id) ? await uploads.folder.read(id) : null
    if (upload === null) return null
    const owners = (await identitiesOf(request)).map(ownerOf)
    return owners.includes(upload.ticket.owner) ? upload : null
  }

  async function byTus(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    for (const [name, value] of Object.entries(reply.getHeaders()))
      if (value !== undefined) reply.raw.setHeader(name, value)
    reply.raw.setHeader('cache-control', 'no-store')
    reply.hijack()
    await uploads.tus.handle(request.raw, reply.raw)
    return reply
  }

  await app.register(async (scope) => {
    // bytes go to the disk as they come: nothing here reads them into memory, and no limit of other bodies holds
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', (_, __, done) => done(null))

    scope.post(uploadsPath, async (request, reply) => {
      const asked = await ticketFor(request)
      if (asked === null) return notThere(request, reply)
      if (isRefusal(asked)) return reply.code(409).send(asked)
      const length = Number(request.headers['upload-length'])
      if (!Number.isSafeInteger(length) || length < 0)
        return reply.code(400).send(refuse('badRequest', '请求无法读取。', 'The request could not be read.'))
      const refused = await uploads.mayBegin(asked, length)
      if (refused !== null) return reply.code(refused.code === 'diskFull' ? 409 : 422).send(refused)
      uploads.allow(request.raw, asked)
      return byTus(request, reply)
    })

    async function ticketFor(request: FastifyRequest): Promise<Ticket | Refusal | null> {
      const wanted = wantedOf(request)
      if (wanted === null) return null
      const { runId, slot, as, into } = wanted
      let refused: Refusal | null = null
      for (const who of await identitiesOf(request)) {
        if (into !== undefined) {
          const limits = await uploads.targets[into].slot(who, runId, slot)
          if (limits !== null) return { ...ticketOf(who, wanted), into, limits }
          continue
        }
        const viewer = await identities.viewerFor(who, runId, who.kind === 'seat' ? undefined : as)
        if (viewer === null || viewer.as === 'screen') continue
        const limits = (await parts.host.uploads(runId, viewer))[slot]
        if (limits === undefined) refused ??= notNow()
        else return { ...ticketOf(who, wanted), limits }
      }
      return refused
    }

    for (const method of ['HEAD', 'PATCH', 'DELETE'] as const)
      scope.route<{ Params: { id: string } }>({
        method,
        url: `${uploadsPath}/:id`,
        handler: async (request, reply) => {
          const upload = await own(request)
          if (upload === null) return notThere(request, reply)
          // a whole one is the server's now; its bytes may have moved already
          if ((isWhole(upload) || upload.state.outcome !== undefined) && method !== 'HEAD')
            return reply.code(409).send(notNow())
          if (isWhole(upload) || upload.state.outcome !== undefined)
            return reply
              .headers({ 'tus-resumable': '1.0.0', 'upload-offset': upload.bytes, 'upload-length': upload.bytes })
              .code(200)
              .send()
          return byTus(request, reply)
        },
      })

    scope.get<{ Querystring: { run?: string; into?: string } }>(
      uploadsPath,
      { exposeHeadRoute: false },
      async (request, reply) => {
        const owners = (await identitiesOf(request)).map(ownerOf)
        reply.header('cache-control', 'no-store')
        return (await uploads.folder.list())
          .filter(({ ticket }) => owners.includes(ticket.owner) && ticket.runId === request.query.run)
          .filter(({ ticket }) => ticket.into === request.query.into)
          .filter(({ state }) => state.outcome === undefined)
          .map(({ id, ticket, bytes, received }) => ({
            id,
            slot: ticket.slot,
            name: ticket.name,
            modified: ticket.modified,
            bytes,
            received,
          }))
      },
    )

    scope.get<{ Params: { id: string } }>(`${uploadsPath}/:id`, { exposeHeadRoute: false }, async (request, reply) => {
      const upload = await own(request)
      if (upload === null) return notThere(request, reply)
      reply.header('cache-control', 'no-store')
      const { id, bytes, received } = upload
      const outcome = await uploads.finisher.outcome(id, patienceMs)
      if (outcome !== null) return isRefusal(outcome) ? { state: 'refused', refusal: outcome } : { state: 'done' }
      return uploads.finisher.working(id) || isWhole(upload)
        ? { state: 'checking' }
        : { state: 'sending', bytes, received }
    })
  })
}

function ticketOf(who: Identity, { runId, slot, filename, modified }: Wanted): Omit<Ticket, 'limits'> {
  return {
    owner: ownerOf(who),
    runId,
    slot,
    name: filename,
    modified,
    personId: who.kind === 'person' ? who.id : null,
  }
}

function ownerOf(identity: Identity): string {
  switch (identity.kind) {
    case 'seat':
      return `seat ${identity.contestId} ${identity.code}`
    case 'person':
      return `person ${identity.id}`
    case 'anonymous':
      return 'nobody'
  }
}

interface Wanted {
  runId: string
  slot: string
  filename: string
  modified: number
  as: string | undefined
  into: Ticket['into']
}

function wantedOf(request: FastifyRequest): Wanted | null {
  const header = request.headers['upload-metadata']
  if (typeof header !== 'string' || header.length > 4000) return null
  try {
    const { runId, slot, filename, modified, as, into } = Metadata.parse(header)
    if (typeof runId !== 'string' || typeof slot !== 'string') return null
    if (into != null && into !== 'training') return null
    return {
      runId: runId.slice(0, 300),
      slot: slot.slice(0, 100),
      filename: (filename ?? '').replaceAll(/\p{C}/gu, '').slice(-200) || slot,
      modified: Number(modified) || 0,
      as: as ?? undefined,
      into: into ?? undefined,
    }
  } catch {
    return null
  }
}
