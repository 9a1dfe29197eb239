/**
 * What is in an archive. Entries are stored, not deflated, in the order of their names and with one fixed date, so that
 * the same contents give the same bytes on every machine: `verify` writes the archive again and compares.
 */
import { createHash } from 'node:crypto'
import yazl from 'yazl'

export interface ArchiveEntry {
  path: string
  content: Buffer
}

export interface Manifest {
  leitai: 1
  contest: string
  title: string
  madeAt: number
  /** Head of the contest's own stream, as on the printed sheets. */
  head: string
  runs: { runId: string; type: string; events: number; head: string; file: string }[]
  files: { path: string; bytes: number; sha256: string }[]
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
  for (const entry of entries.toSorted((a, b) => (a.path < b.path ? -1 : 1)))
    zip.addBuffer(entry.content, entry.path, options)
  zip.end()
  return zip.outputStream
}
