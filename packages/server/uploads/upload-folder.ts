/**
 * Uploads on their way, in the data folder: each has its bytes (`id`), what tus knows of it (`id.json`), and how far it came
 * after its last byte (`id.state`). Everything that must outlive a crash stands here before it is acted on.
 */
import { readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Instant, Refusal } from '@leitai/core/run.ts'
import type { UploadSlot } from '@leitai/core/uploads.ts'
import type { CheckedUpload } from './check-upload.ts'

/** Whose upload it is and where it is to go; decided when it began. */
export interface Ticket {
  /** A seat of a contest, or a person: nobody else sees it. */
  owner: string
  /** What takes it where no run does; `runId` is then the contest. */
  into?: 'training'
  runId: string
  slot: string
  limits: UploadSlot
  name: string
  /** When the file was last changed on its owner's computer: the same one is recognised by it. */
  modified: number
  /** The person in whose name it is attached; null for a seat. */
  personId: string | null
}

export interface UploadState {
  /** When the last byte came, on the server's clock. */
  arrivedAt?: Instant
  checked?: CheckedUpload
  outcome?: { refused?: false } | Refusal
}

export interface Upload {
  id: string
  ticket: Ticket
  bytes: number
  received: number
  /** When it was last written to, in milliseconds since 1970 on the disk's clock. */
  touchedAt: number
  state: UploadState
}

export interface UploadFolder {
  root: string
  path(id: string): string
  read(id: string): Promise<Upload | null>
  list(): Promise<Upload[]>
  note(id: string, change: UploadState): Promise<void>
  /** Its bytes alone; how it ended stays to be asked for. */
  dropBytes(id: string): Promise<void>
  remove(id: string): Promise<void>
}

export const isUploadId = (id: string): boolean => /^[0-9a-f]{32}$/.test(id)

export function openUploadFolder(home: string): UploadFolder {
  const root = join(home, 'uploads')
  mkdirSync(root, { recursive: true })
  const path = (id: string) => join(root, id)

  async function json<T>(file: string): Promise<T | null> {
    try {
      return JSON.parse(await readFile(file, 'utf8')) as T
    } catch {
      // not there, or cut off by a crash while it was written: such an upload never began
      return null
    }
  }

  async function read(id: string): Promise<Upload | null> {
    if (!isUploadId(id)) return null
    const info = await json<{ size?: number; metadata?: { ticket?: string } }>(`${path(id)}.json`)
    if (info?.size === undefined || info.metadata?.ticket === undefined) return null
    const file = await stat(path(id)).catch(() => null)
    const state = (await json<UploadState>(`${path(id)}.state`)) ?? {}
    const told = file ?? (await stat(`${path(id)}.json`).catch(() => null))
    return {
      id,
      ticket: JSON.parse(info.metadata.ticket) as Ticket,
      bytes: info.size,
      received: file?.size ?? 0,
      touchedAt: told?.mtimeMs ?? 0,
      state,
    }
  }

  return {
    root,
    path,
    read,
    async list() {
      const ids = (await readdir(root)).flatMap((name) => (name.endsWith('.json') ? [name.slice(0, -5)] : []))
      return (await Promise.all(ids.map(read))).filter((upload) => upload !== null)
    },
    async note(id, change) {
      const state = { ...(await json<UploadState>(`${path(id)}.state`)), ...change }
      await writeFile(`${path(id)}.state.new`, JSON.stringify(state), { flush: true })
      await rename(`${path(id)}.state.new`, `${path(id)}.state`)
    },
    dropBytes: (id) => rm(path(id), { force: true }),
    async remove(id) {
      for (const ending of ['', '.json', '.state', '.state.new', '.fresh'])
        await rm(`${path(id)}${ending}`, { force: true })
    },
  }
}
