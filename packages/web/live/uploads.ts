/**
 * Files into a run: sent in pieces, gone on with after breaks, reloads and restarts of the server, and there only when the
 * server says that the run holds them.
 */
import { uploadsPath } from '@leitai/core/api/paths.ts'
import type { ActResult, UnfinishedUpload, UploadProgress, Uploads } from '@leitai/items/web-plug.ts'
import type { DetailedError, HttpRequest, Upload } from 'tus-js-client'

/** Small enough for a slow network to get one through, large enough not to ask for each picture of a film. */
const pieceBytes = 8 * 2 ** 20
/** As long as it takes: a network that comes back after an hour finds the upload still trying. */
const retryDelays = [300, 1000, 2000, ...Array<number>(2000).fill(3000)]

/** `as` picks one of one's roles where a person brings the file. */
export function uploadsOf(runId: string, as?: string): Uploads {
  return {
    runId,
    upload: (slot, file, onProgress, stop) => upload({ runId, slot, file, onProgress, as, stop }),
    unfinishedUploads: () => unfinished(runId),
    async giveUpUpload(id) {
      await fetch(`${uploadsPath}/${id}`, { method: 'DELETE', headers: { 'tus-resumable': '1.0.0' } })
    },
  }
}

/** A file for a training's reading list. */
export function uploadToTraining(
  contestId: string,
  training: string,
  file: File,
  onProgress: (progress: UploadProgress) => void,
  stop?: AbortSignal,
): Promise<ActResult> {
  return upload({ runId: contestId, slot: training, file, onProgress, as: undefined, into: 'training', stop })
}

type Listed = UnfinishedUpload & { modified: number }

async function unfinished(runId: string, into?: 'training'): Promise<Listed[]> {
  try {
    const kind = into === undefined ? '' : `&into=${into}`
    const answer = await fetch(`${uploadsPath}?run=${encodeURIComponent(runId)}${kind}`, { cache: 'no-store' })
    return answer.ok ? ((await answer.json()) as Listed[]) : []
  } catch {
    // not reachable now: then nothing can be gone on with either
    return []
  }
}

interface Sending {
  runId: string
  slot: string
  file: File
  onProgress(progress: UploadProgress): void
  as: string | undefined
  /** What takes it where no run does; `runId` is then the contest. */
  into?: 'training'
  stop: AbortSignal | undefined
}

async function upload({ runId, slot, file, onProgress, as, into, stop }: Sending): Promise<ActResult> {
  const total = file.size
  onProgress({ state: 'sending', sent: 0, total })
  const tus = await import('tus-js-client')
  const same = (await unfinished(runId, into)).find(
    (one) => one.slot === slot && one.name === file.name && one.bytes === total && one.modified === file.lastModified,
  )
  if (stop?.aborted) return cancelled
  let sent = same?.received ?? 0
  const metadata = {
    runId,
    slot,
    filename: file.name,
    modified: String(file.lastModified),
    ...(as && { as }),
    ...(into && { into }),
  }
  const outcome = await new Promise<{ id: string } | ActResult>((resolve) => {
    const sending: Upload = new tus.Upload(file, {
      endpoint: uploadsPath,
      ...(same === undefined ? {} : { uploadUrl: `${uploadsPath}/${same.id}` }),
      metadata,
      chunkSize: pieceBytes,
      retryDelays,
      // the server knows what is unfinished, also on another seat
      storeFingerprintForResuming: false,
      removeFingerprintOnSuccess: true,
      onProgress: (bytes) => {
        sent = bytes
        onProgress({ state: 'sending', sent, total })
      },
      onBeforeRequest: (request: HttpRequest) => {
        const raw = request.getUnderlyingObject() as XMLHttpRequest
        // a cable that was pulled says nothing
        raw.timeout = 120_000
      },
      onShouldRetry: (error) => {
        if (saidWhy(error) !== null) return false
        onProgress({ state: 'waiting', sent, total })
        return true
      },
      onSuccess: () => resolve({ id: sending.url!.slice(-32) }),
      onError: (error) => resolve(saidWhy(error as DetailedError) ?? failed),
    })
    stop?.addEventListener('abort', () => {
      void sending.abort(true).catch(() => {})
      resolve(cancelled)
    })
    sending.start()
  })
  return 'id' in outcome ? outcomeOf(outcome.id, () => onProgress({ state: 'checking', sent: total, total })) : outcome
}

/** What the server said in its own words; null for everything that a later try may mend. */
function saidWhy(error: Error | DetailedError): ActResult | null {
  const response = 'originalResponse' in error ? error.originalResponse : null
  const status = response?.getStatus() ?? 0
  if (response === null || status < 400 || status >= 500) return null
  try {
    const { code, zh, en } = JSON.parse(response.getBody()) as { code: string; zh: string; en: string }
    return { ok: false, code, zh, en }
  } catch {
    // tus’s own: an offset that does not fit, a lock that is still held
    return null
  }
}

/** Asked until it is known, over restarts too. */
async function outcomeOf(id: string, checking: () => void): Promise<ActResult> {
  for (;;) {
    checking()
    try {
      const answer = await fetch(`${uploadsPath}/${id}`, { cache: 'no-store' })
      if (answer.status === 404) return failed
      if (answer.ok) {
        const told = (await answer.json()) as { state: string; refusal?: { code: string; zh: string; en: string } }
        if (told.state === 'done') return { ok: true }
        if (told.refusal !== undefined) return { ok: false, ...told.refusal }
        if (told.state === 'sending') return failed
      }
    } catch {
      // the server is being restarted; what it has it keeps
    }
    await new Promise((resolve) => setTimeout(resolve, 700))
  }
}

const cancelled: ActResult = { ok: false, code: 'cancelled', zh: '已取消上传。', en: 'The upload was cancelled.' }
const failed: ActResult = {
  ok: false,
  code: 'uploadFailed',
  zh: '上传没有完成，请再选一次文件。',
  en: 'The upload was not completed; please choose the file again.',
}
