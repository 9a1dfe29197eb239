/** `/files/{hash}/preview`: what a document says, for whoever may have the document itself. */
import type { FastifyInstance } from 'fastify'
import type { Preview } from '@leitai/core/preview.ts'
import { isRefusal, refuse, type Refusal } from '@leitai/core/run.ts'
import { readApart } from '../apart/apart.ts'
import { mayFetch, type FileQuery } from '../materials/serve-files.ts'
import type { Parts } from '../parts.ts'

/** The panel of a piece opens it at about the same time; it is read once. */
const mostKept = 200
const limits = { seconds: 30, megabytes: 700 }
const noFiles = () => Promise.reject(new Error('nothing inside is kept'))

export function servePreviews(app: FastifyInstance, parts: Parts): void {
  const kept = new Map<string, Promise<Preview | Refusal>>()

  function preview(hash: string, mime: string): Promise<Preview | Refusal> {
    const known = kept.get(hash)
    if (known !== undefined) return known
    const made = readApart({ job: 'preview', path: parts.files.path(hash), mime }, noFiles, limits)
    kept.set(hash, made)
    if (kept.size > mostKept) kept.delete(kept.keys().next().value!)
    made.catch(() => kept.delete(hash))
    return made
  }

  app.get<{ Params: { hash: string }; Querystring: FileQuery }>('/files/:hash/preview', async (request, reply) => {
    const { hash } = request.params
    const { run } = request.query
    const file = (await mayFetch(parts, request.headers, hash, request.query)) ? await parts.files.about(hash) : null
    if (file === null) {
      parts.log(`denied: preview of ${hash.slice(0, 64)}${run === undefined ? '' : ` in run ${run.slice(0, 100)}`}`)
      return reply
        .code(404)
        .send(
          refuse('notFound', '没有这个文件，或现在不能打开。', 'There is no such file, or it cannot be opened now.'),
        )
    }
    reply.header('cache-control', 'private, no-store')
    const made = await preview(hash, file.mime)
    return isRefusal(made) ? reply.code(422).send(made) : made
  })
}
