/**
 * After the last byte: the file is checked apart, stored under its hash, and given to what takes it; only then is it there. Each step is noted before the next, so that a crash in between is caught up with at the next start, with one file and one effect.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { isRefusal, refuse, type Actor, type Refusal } from '@leitai/core/run.ts'
import type { Attached, UploadSlot } from '@leitai/core/uploads.ts'
import { readApart } from '../apart/apart.ts'
import type { Files } from '../materials/files.ts'
import type { Identity } from '../people/identity.ts'
import type { Clock, RunHost } from '../runs/contract.ts'
import type { CheckedUpload } from './check-upload.ts'
import { checkFailed } from './refusals.ts'
import type { Ticket, Upload, UploadFolder } from './upload-folder.ts'

export interface FinishParts {
  host: Pick<RunHost, 'submit'>
  files: Pick<Files, 'keepFile' | 'about'>
  clock: Clock
  log(line: string): void
}

/** What takes uploads beside runs: who may bring a file there, and what becomes of one that was checked and stored. */
export interface UploadTarget {
  /** Null: not there for this one. */
  slot(who: Identity, contestId: string, slot: string): Promise<UploadSlot | null>
  /** Taken twice it is there once. */
  take(id: string, ticket: Ticket, file: CheckedUpload): Promise<Refusal | { refused: false }>
}
export type UploadTargets = Record<NonNullable<Ticket['into']>, UploadTarget>

export interface Finisher {
  /** The last byte is here. */
  arrived(id: string): Promise<void>
  /** What came of it; null where that is not known within so many milliseconds. */
  outcome(id: string, patienceMs: number): Promise<NonNullable<Upload['state']['outcome']> | null>
  /** Whether it is being checked or stored now. */
  working(id: string): boolean
  stop(): Promise<void>
}

/** Checking takes a core: more at once would only take turns. */
const atOnce = 2
const noFiles = () => Promise.reject(new Error('nothing inside is kept'))

export function startFinishing(parts: FinishParts, folder: UploadFolder, targets: UploadTargets): Finisher {
  const stopping = new AbortController()
  const waiting: string[] = []
  const running = new Map<string, Promise<void>>()
  const listeners = new Map<string, Set<() => void>>()

  function next(): void {
    while (running.size < atOnce && waiting.length > 0 && !stopping.signal.aborted) {
      const id = waiting.shift()!
      running.set(
        id,
        finish(id)
          .catch(async (error: Error) => {
            if (stopping.signal.aborted) return
            parts.log(`error: upload ${id}: ${error.stack ?? error.message}`)
            await conclude(id, checkFailed()).catch(() => {})
          })
          .finally(() => {
            running.delete(id)
            for (const tell of listeners.get(id) ?? []) tell()
            next()
          }),
      )
    }
  }

  async function finish(id: string): Promise<void> {
    const upload = await folder.read(id)
    if (upload === null || upload.state.outcome !== undefined) return
    const checked = upload.state.checked ?? (await check(upload))
    if (stopping.signal.aborted) return
    if (isRefusal(checked)) return conclude(id, checked)
    await folder.note(id, { checked })
    await parts.files.keepFile(folder.path(id), checked)
    const { into } = upload.ticket
    const answer =
      into === undefined ? await attach(upload, checked) : await targets[into].take(id, upload.ticket, checked)
    if (answer !== null) await conclude(id, answer)
  }

  async function check({ id, ticket, bytes }: Upload): Promise<CheckedUpload | Refusal> {
    const limits = { seconds: 90 + Math.ceil(bytes / 5_000_000), megabytes: 1500 }
    return readApart({ job: 'upload', path: folder.path(id), slot: ticket.limits }, noFiles, limits, stopping.signal)
  }

  /** Null: the server stops. */
  async function attach(upload: Upload, { hash, bytes, mime, seconds }: CheckedUpload) {
    const { id, ticket, state } = upload
    const { runId, slot, name, personId } = ticket
    const payload: Attached = { slot, hash, bytes, mime, name, ...(seconds === undefined ? {} : { seconds }) }
    const by: Actor = personId === null ? { kind: 'server' } : { kind: 'server', for: personId }
    const answer = await submitted({ runId, commandId: `upload-${id}`, name: 'attach', payload, by })
    const arrivedAt = state.arrivedAt ?? parts.clock.now()
    if (!isRefusal(answer) || !isPast(answer, arrivedAt)) return answer
    // it came in time, only the checking took longer: the staff decide, as with all late work
    const edits = [{ name: 'attach', payload, editedAt: arrivedAt }]
    const late = await submitted({ runId, commandId: `upload-late-${id}`, name: 'handInLate', payload: { edits }, by })
    return late === null ? null : isRefusal(late) ? answer : inTimeButLate()
  }

  /** The journal cannot store at the moment: again, until it can. Null: the server stops. */
  async function submitted(submission: Parameters<RunHost['submit']>[0]) {
    while (!stopping.signal.aborted) {
      const answer = await parts.host.submit(submission)
      if (!isRefusal(answer) || answer.code !== 'notStored') return answer
      await sleep(500)
    }
    return null
  }

  async function conclude(id: string, outcome: NonNullable<Upload['state']['outcome']>): Promise<void> {
    await folder.note(id, { outcome: isRefusal(outcome) ? outcome : { refused: false } })
    await folder.dropBytes(id)
  }

  return {
    async arrived(id) {
      const upload = await folder.read(id)
      if (upload?.state.arrivedAt === undefined) await folder.note(id, { arrivedAt: parts.clock.now() })
      if (!waiting.includes(id) && !running.has(id)) waiting.push(id)
      next()
    },
    working: (id) => waiting.includes(id) || running.has(id),
    async outcome(id, patienceMs) {
      const known = async () => (await folder.read(id))?.state.outcome ?? null
      const now = await known()
      if (now !== null || !this.working(id)) return now
      await new Promise<void>((resolve) => {
        const done = () => {
          clearTimeout(timer)
          listeners.get(id)?.delete(done)
          if (listeners.get(id)?.size === 0) listeners.delete(id)
          resolve()
        }
        const timer = setTimeout(done, patienceMs)
        listeners.set(id, (listeners.get(id) ?? new Set()).add(done))
      })
      return known()
    },
    async stop() {
      stopping.abort()
      await Promise.allSettled(running.values())
    },
  }
}

function isPast({ code, details }: Refusal, arrivedAt: number): boolean {
  const at = typeof details === 'object' && details !== null && 'at' in details ? details.at : undefined
  return code === 'closed' && typeof at === 'number' && arrivedAt <= at
}

function inTimeButLate(): Refusal {
  return refuse(
    'late',
    '文件在截止前已传完，检查在截止后才完成，等待工作人员裁定是否计入。',
    'The file came in time, but checking it took until after the end; the staff decide whether it counts.',
  )
}
