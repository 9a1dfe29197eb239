/**
 * Uploaded files are read in a process of their own: what is hostile or merely huge ends that process and nothing else.
 * Sizes are looked at before anything is unpacked (`zip-sizes.ts`); time and memory are limited here.
 */
import { fork } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import type { ReadResult, StoredFile } from '@leitai/items/plug.ts'
import { isRefusal, refuse, type Refusal } from '@leitai/core/run.ts'
import type { Preview } from '@leitai/core/preview.ts'
import type { UploadSlot } from '@leitai/core/uploads.ts'
import type { CheckedUpload } from '../uploads/check-upload.ts'

export type Job =
  | { job: 'table'; filename: string; content: Uint8Array }
  | { job: 'material'; type: string; format: string; filename: string; content: Uint8Array }
  /** A file that was uploaded: checked, and freed of its author's name where it lies. */
  | { job: 'upload'; path: string; slot: UploadSlot }
  | { job: 'preview'; path: string; mime: string }

/** A sheet's cells as text, dates as `2007-03-15`; empty rows at the end left out. */
export interface Table {
  sheet: string
  rows: string[][]
}

export type Outcome<J extends Job> = J extends { job: 'table' }
  ? Table
  : J extends { job: 'upload' }
    ? CheckedUpload
    : J extends { job: 'preview' }
      ? Preview
      : ReadResult

/** From the reading process: the end of the job, or a file that it found inside and wants kept. */
export type FromReader = { done: unknown } | { refused: Refusal } | { store: number; content: Uint8Array; mime: string }
/** To it: the job, or where a file was kept. */
export type ToReader = { job: Job } | { stored: number; file: StoredFile } | { notStored: number; error: string }

export interface Limits {
  seconds: number
  megabytes: number
}

const usual: Limits = { seconds: 60, megabytes: 700 }

/** Refuses `unreadable`, `tooBig`, `tooSlow`; what the reader itself refuses passes through. */
export async function readApart<J extends Job>(
  job: J,
  store: (content: Uint8Array, mime: string) => Promise<StoredFile>,
  limits: Limits = usual,
  /** Ends it: the server stops. */
  stop?: AbortSignal,
): Promise<Outcome<J> | Refusal> {
  const child = fork(new URL('reader.ts', import.meta.url), {
    serialization: 'advanced',
    execArgv: [`--max-old-space-size=${Math.floor(limits.megabytes / 2)}`],
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    // nothing of the server's secrets
    env: { NODE_ENV: 'production' },
  })
  let ended: Refusal | null = null
  const end = (why: Refusal) => {
    ended = why
    child.kill('SIGKILL')
  }
  const stopped = () => child.kill('SIGKILL')
  stop?.addEventListener('abort', stopped)
  const clock = setTimeout(
    () =>
      end(
        refuse(
          'tooSlow',
          `文件在 ${limits.seconds} 秒内未能读完，已停止。`,
          `The file could not be read within ${limits.seconds} s.`,
        ),
      ),
    limits.seconds * 1000,
  )
  const scale = setInterval(() => {
    void residentMegabytes(child.pid).then((megabytes) => {
      if (megabytes > limits.megabytes) end(tooBig())
    })
  }, 100)
  try {
    return await new Promise<Outcome<J> | Refusal>((resolve, reject) => {
      child.once('error', reject)
      child.once('exit', () => resolve(ended ?? unreadable()))
      child.on('message', (message: FromReader) => {
        if ('done' in message) resolve(message.done as Outcome<J>)
        else if ('refused' in message) resolve(isRefusal(message.refused) ? message.refused : unreadable())
        else {
          const { store: number, content, mime } = message
          store(content, mime).then(
            (file) => child.connected && child.send({ stored: number, file } satisfies ToReader),
            (error: Error) =>
              child.connected && child.send({ notStored: number, error: error.message } satisfies ToReader),
          )
        }
      })
      child.send({ job } satisfies ToReader)
    })
  } finally {
    clearTimeout(clock)
    clearInterval(scale)
    stop?.removeEventListener('abort', stopped)
    child.kill('SIGKILL')
  }
}

export const tooBig = (): Refusal =>
  refuse(
    'tooBig',
    '文件解开后过大，未读取。请拆分后再导入。',
    'The file unpacks to too much; it was not read. Split it and try again.',
  )
export const unreadable = (): Refusal =>
  refuse(
    'unreadable',
    '文件无法读取，请确认格式正确、没有损坏、没有加密。',
    'The file could not be read. Check that it has the right format, is not damaged and not encrypted.',
  )

/** What the process holds, unpacked buffers included: the heap's own limit does not count them. Linux only. */
async function residentMegabytes(pid: number | undefined): Promise<number> {
  const statm = await readFile(`/proc/${pid}/statm`, 'utf8').catch(() => '')
  return (Number(statm.split(' ')[1] ?? 0) * 4096) / 1e6
}
