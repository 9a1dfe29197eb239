/**
 * What is in an archive. Entries are stored, not deflated, in the order of their names and with one fixed date, so that
 * the same contents give the same bytes on every machine: `verify` writes the archive again and compares.
 */
import { createHash } from 'node:crypto'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import yazl from 'yazl'

export type ArchiveEntry = WholeEntry | StreamedEntry

export interface WholeEntry {
  path: string
  content: Buffer
}

/** A recording or film: passes by piece by piece, whatever its size. */
export interface StreamedEntry {
  path: string
  bytes: number
  sha256: string
  open(): Promise<Readable>
}

/** Uploaded files up to this size lie in the archive; what is larger is named in the manifest and kept apart. */
export const mostUploadBytes = 64 * 2 ** 20

/** Where uploaded files lie, under the hash of their content. */
export const uploadsFolder = 'uploads/'

export interface Manifest {
  leitai: 1
  contest: string
  title: string
  madeAt: number
  /** Head of the contest's own stream, as on the printed sheets. */
  head: string
  runs: { runId: string; type: string; events: number; head: string; file: string }[]
  files: { path: string; bytes: number; sha256: string }[]
  /** Files that runs hold and that are too large for the archive: kept beside it. Earlier versions wrote no such list. */
  apart?: { sha256: string; bytes: number; runs: string[] }[]
  /** SPKI, PEM: the key under which `manifest.sig` stands. */
  publicKey: string
}

export const manifestPath = 'manifest.json'
export const signaturePath = 'manifest.sig'

export const sha256 = (content: Uint8Array): string => createHash('sha256').update(content).digest('hex')

/** How a key is written on paper: the first 16 hex digits of its SHA-256. */
export const keyFingerprint = (publicKey: string): string => sha256(Buffer.from(publicKey)).slice(0, 16)

/** The zip's bytes, chunk by chunk. */
export function zipOf(entries: readonly ArchiveEntry[]): NodeJS.ReadableStream {
  const zip = new yazl.ZipFile()
  // The format keeps local time: this is the same bytes in every zone.
  const options = { mtime: new Date(1980, 0, 1), mode: 0o100644, compress: false, forceDosTimestamp: true }
  // an entry that cannot be read: the writer says so beside its stream
  zip.on('error', (error: Error) => (zip.outputStream as Readable).destroy(error))
  for (const entry of entries.toSorted((a, b) => (a.path < b.path ? -1 : 1))) {
    if ('content' in entry) zip.addBuffer(entry.content, entry.path, options)
    else
      zip.addReadStreamLazy(entry.path, { ...options, size: entry.bytes }, (give) => {
        entry.open().then(
          (stream) => give(null, stream),
          (error: Error) => give(error, null as never),
        )
      })
  }
  zip.end()
  return zip.outputStream
}

export async function sha256OfStream(stream: Readable): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(stream, hash)
  return hash.digest('hex')
}
