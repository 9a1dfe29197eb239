/** Files that people bring into a run while it goes on: what a run takes, and where. */
import type { Text } from './score.ts'

/** What a file is, told by its content. */
export const uploadClasses = ['audio', 'video', 'image', 'pdf', 'slides', 'document', 'spreadsheet'] as const
export type UploadClass = (typeof uploadClasses)[number]

/** A place in a run into which this viewer may bring a file now. */
export interface UploadSlot {
  label: Text
  accept: readonly UploadClass[]
  mostBytes: number
  /** For recordings. */
  mostSeconds?: number
}

/** The largest file that any slot takes. */
export const mostUploadMegabytes = 2048

/**
 * The payload of the command `attach`, with which the server gives a run a file that was uploaded into one of its slots. It
 * is sent once the file has been checked, freed of what names its author, and stored.
 */
export interface Attached {
  slot: string
  /** SHA-256 of the content, hex. */
  hash: string
  bytes: number
  mime: string
  /** As its owner called it. For nobody who marks it: it may hold a name. */
  name: string
  /** Of a recording. */
  seconds?: number | undefined
}
