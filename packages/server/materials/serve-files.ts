/**
 * `/files/{hash}`: a person's own materials. `/files/{hash}?run=…`: what the run's rules let this viewer fetch now (a
 * recording while its record is open). `/files/{hash}?training=…`: what stands on a reading list of theirs in that contest.
 * Everything else is not there.
 */
import type { FastifyInstance } from 'fastify'
import { createReadStream } from 'node:fs'
import { mayStudy } from '../contests/training/may-study.ts'
import type { Parts } from '../parts.ts'

/**
 * A browser shows a PDF with a viewer of its own, which a sandbox would keep it from. The type is told by the content, and
 * nothing of a PDF runs under our address; only our own pages may frame it.
 */
const pdfPolicy = "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'"

/** By what right a file is asked for: by a run, by a reading list, or, with neither, as one's own. */
export interface FileQuery {
  run?: string
  as?: string
  training?: string
}

export function serveFiles(app: FastifyInstance, parts: Parts): void {
  app.get<{ Params: { hash: string }; Querystring: FileQuery }>('/files/:hash', async (request, reply) => {
    const { hash } = request.params
    const { run } = request.query
    const file = (await mayFetch(parts, request.headers, hash, request.query)) ? await parts.files.about(hash) : null
    if (file === null) {
      parts.log(`denied: file ${hash.slice(0, 64)}${run === undefined ? '' : ` in run ${run.slice(0, 100)}`}`)
      return reply.code(404).send({
        code: 'notFound',
        zh: '没有这个文件，或现在不能打开。',
        en: 'There is no such file, or it cannot be opened now.',
      })
    }
    reply.headers({
      'content-type': file.mime,
      // whoever may fetch it now may not be allowed to later; the browser asks again each time
      'cache-control': 'private, no-store',
      'accept-ranges': 'bytes',
      etag: `"${hash}"`,
      'content-disposition': 'inline',
      'content-security-policy': file.mime === 'application/pdf' ? pdfPolicy : "default-src 'none'; sandbox",
    })
    const range = isSame(request.headers['if-range'], hash) ? readRange(request.headers.range, file.bytes) : null
    if (range === 'unsatisfiable') return reply.code(416).header('content-range', `bytes */${file.bytes}`).send()
    if (range === null) return reply.header('content-length', file.bytes).send(createReadStream(parts.files.path(hash)))
    reply.code(206).headers({
      'content-range': `bytes ${range.start}-${range.end}/${file.bytes}`,
      'content-length': range.end - range.start + 1,
    })
    return reply.send(createReadStream(parts.files.path(hash), range))
  })
}

/** Whether this request may have the file now. */
export async function mayFetch(
  parts: Parts,
  headers: Parameters<Parts['identities']['identify']>[0],
  hash: string,
  { run, as, training }: FileQuery,
): Promise<boolean> {
  if (training !== undefined) return mayStudy(parts, headers, String(training), hash)
  if (run === undefined) {
    const who = await parts.identities.identify(headers)
    return who.kind === 'person' && (await parts.files.mayRead(who.id, hash))
  }
  // a seat's own right counts also where somebody is signed in as an organiser in the same browser
  for (const prefer of ['seat', 'person'] as const) {
    const who = await parts.identities.identify(headers, prefer)
    const viewer = await parts.identities.viewerFor(who, run, who.kind === 'seat' ? undefined : as)
    if (viewer !== null && (await parts.host.files(run, viewer)).includes(hash)) return true
  }
  return false
}

/** A part is only worth something with the parts that one has of the same file; otherwise the whole is sent. */
function isSame(ifRange: string | string[] | undefined, hash: string): boolean {
  return ifRange === undefined || ifRange === `"${hash}"`
}

/** One range of bytes, as media players ask; null: the whole. */
export function readRange(
  header: string | undefined,
  bytes: number,
): { start: number; end: number } | 'unsatisfiable' | null {
  const found = /^bytes=(\d*)-(\d*)$/.exec(header ?? '')
  if (found === null || (found[1] === '' && found[2] === '')) return null
  const start = found[1] === '' ? Math.max(0, bytes - Number(found[2])) : Number(found[1])
  const end = found[1] === '' || found[2] === '' ? bytes - 1 : Math.min(Number(found[2]), bytes - 1)
  return start > end || start >= bytes ? 'unsatisfiable' : { start, end }
}
