/** The reading process of `apart.ts`: takes one job, sends its outcome, and is ended. */
import type { StoredFile } from '@leitai/items/plug.ts'
import { isRefusal } from '@leitai/core/run.ts'
import { readTable } from '../spreadsheets/read.ts'
import { tooBig, unreadable, type FromReader, type Job, type ToReader } from './apart.ts'
import { isZip, zipIsFit } from './zip-sizes.ts'

const waiting = new Map<number, { resolve(file: StoredFile): void; reject(error: Error): void }>()

process.on('message', (message: ToReader) => {
  if ('job' in message) {
    run(message.job).then(send, () => send({ refused: unreadable() }))
    return
  }
  const number = 'stored' in message ? message.stored : message.notStored
  const one = waiting.get(number)
  waiting.delete(number)
  if ('stored' in message) one?.resolve(message.file)
  else one?.reject(new Error(message.error))
})

async function run(job: Job): Promise<FromReader> {
  if (job.job === 'upload') {
    const { checkUpload } = await import('../uploads/check-upload.ts')
    return finished(await checkUpload(job.path, job.slot))
  }
  if (job.job === 'preview') {
    const { makePreview } = await import('../uploads/previews.ts')
    return finished(await makePreview(job.path, job.mime))
  }
  if (isZip(job.content) && !(await zipIsFit(job.content))) return { refused: tooBig() }
  if (job.job === 'table') return { done: await readTable(job.content) }
  // only where it is needed: an entry list should not wait for every item type to load
  const { itemServerOf } = await import('@leitai/items/server.ts')
  const format = itemServerOf(job.type)?.imports.find(({ format }) => format === job.format)
  if (format === undefined) return { refused: unreadable() }
  return { done: await format.read(job.content, { filename: job.filename, store }) }
}

const finished = (outcome: unknown): FromReader => (isRefusal(outcome) ? { refused: outcome } : { done: outcome })

// the server is gone: the next one begins this job again
process.on('disconnect', () => process.exit())

let count = 0
function store(content: Uint8Array, mime: string): Promise<StoredFile> {
  const number = (count += 1)
  return new Promise((resolve, reject) => {
    waiting.set(number, { resolve, reject })
    send({ store: number, content, mime })
  })
}

function send(message: FromReader): void {
  process.send?.(message)
}
