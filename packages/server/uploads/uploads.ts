/** Resumable uploads: beginning, going on, and catching up with what an earlier process left. */
import { statfs } from 'node:fs/promises'
import { FileStore } from '@tus/file-store'
import { Server as TusServer } from '@tus/server'
import { isRefusal, type Refusal } from '@leitai/core/run.ts'
import { mostUploadMegabytes } from '@leitai/core/uploads.ts'
import { uploadsPath } from '@leitai/core/api/paths.ts'
import { startFinishing, type Finisher, type FinishParts, type UploadTargets } from './finish-uploads.ts'
import { noRoom, tooLarge, tooManyAtOnce } from './refusals.ts'
import { openUploadFolder, type Ticket, type Upload, type UploadFolder } from './upload-folder.ts'

export interface Uploads {
  tus: TusServer
  folder: UploadFolder
  finisher: Finisher
  targets: UploadTargets
  /** Whether an upload of this size may begin. */
  mayBegin(ticket: Ticket, bytes: number): Promise<Refusal | null>
  /** For the request that tus is about to handle. */
  allow(request: object, ticket: Ticket): void
  stop(): Promise<void>
}

const dayMs = 24 * 3600_000
/** Unfinished ones of one owner in one run; an older one that stands still makes room. */
const mostUnfinished = 4
const stillMs = 60_000
/** Left free for the journal, whatever is uploaded. */
const reserveBytes = 1_000_000_000

export async function openUploads(parts: FinishParts, home: string, targets: UploadTargets): Promise<Uploads> {
  const folder = openUploadFolder(home)
  const finisher = startFinishing(parts, folder, targets)
  const allowed = new WeakMap<object, Ticket>()

  const tus = new TusServer({
    path: uploadsPath,
    relativeLocation: true,
    datastore: new FileStore({ directory: folder.root }),
    maxSize: mostUploadMegabytes * 2 ** 20,
    disableTerminationForFinishedUploads: true,
    // the pages come from here: nobody else reads the answers
    allowedOrigins: [],
    async onUploadCreate(request) {
      const raw = request.runtime?.node?.req
      const ticket = raw === undefined ? undefined : allowed.get(raw)
      if (ticket === undefined) throw Object.assign(new Error('no ticket'), { status_code: 404, body: '' })
      return { metadata: { ticket: JSON.stringify(ticket) } }
    },
    async onUploadFinish(_, { id }) {
      await finisher.arrived(id)
      return {}
    },
  })

  // what an earlier process left: whole ones go on, old ones go
  for (const upload of await folder.list()) {
    if (Date.now() - upload.touchedAt > dayMs && !isWhole(upload)) await folder.remove(upload.id)
    else if (upload.state.outcome !== undefined) {
      if (Date.now() - upload.touchedAt > dayMs) await folder.remove(upload.id)
    } else if (isWhole(upload)) await finisher.arrived(upload.id)
  }

  return {
    tus,
    folder,
    finisher,
    targets,
    allow: (request, ticket) => void allowed.set(request, ticket),
    async mayBegin(ticket, bytes) {
      if (bytes > ticket.limits.mostBytes) return tooLarge(ticket.limits, bytes)
      const all = (await folder.list()).filter((upload) => !isWhole(upload) && upload.state.outcome === undefined)
      const own = all.filter((one) => one.ticket.owner === ticket.owner && one.ticket.runId === ticket.runId)
      if (own.length >= mostUnfinished) {
        const oldest = own.toSorted((a, b) => a.touchedAt - b.touchedAt)[0]!
        if (Date.now() - oldest.touchedAt < stillMs) return tooManyAtOnce()
        await folder.remove(oldest.id)
      }
      const disk = await statfs(home)
      const promised = all.reduce((sum, one) => sum + one.bytes - one.received, 0)
      // cleaning may need the file twice for a moment
      if (disk.bavail * disk.bsize < promised + 2 * bytes + reserveBytes) {
        parts.log('WARNING: an upload was refused, the disk is nearly full')
        return noRoom()
      }
      return null
    },
    stop: () => finisher.stop(),
  }
}

/** All bytes came, whatever has become of them since. */
export function isWhole({ received, bytes, state }: Upload): boolean {
  return received >= bytes || state.checked !== undefined || (state.outcome !== undefined && !isRefusal(state.outcome))
}
