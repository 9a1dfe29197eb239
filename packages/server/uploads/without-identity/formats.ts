/** What can be taken: each type as `file-type` names it, what it counts as, and how it is freed of its author's name. */
import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import type { UploadClass } from '@leitai/core/uploads.ts'
import { Bytes, Damaged } from './bytes.ts'
import { matroska } from './matroska.ts'
import { mp3 } from './mp3.ts'
import { mp4 } from './mp4.ts'
import { office } from './office.ts'
import { ogg } from './ogg.ts'
import { pdf } from './pdf.ts'
import { jpeg, png, webp } from './pictures.ts'
import { wav } from './wav.ts'

/** What came out beside the cleaned file. */
export interface Cleaned {
  class: UploadClass
  mime: string
  /** As far as the container tells. */
  seconds?: number | null
}

/** Changes the file at this path; throws `Damaged` or `HugePicture`. */
export type Clean = (path: string) => Promise<Cleaned>

/** Pictures and PDFs are worked on in memory. */
const mostBytesInMemory = 150_000_000

const recording =
  (
    work: (bytes: Bytes) => { hasVideo?: boolean; seconds?: number | null } | void,
    sound: string,
    film: string,
  ): Clean =>
  async (path) => {
    const bytes = new Bytes(path)
    try {
      const { hasVideo = false, seconds = null } = work(bytes) ?? {}
      return { class: hasVideo ? 'video' : 'audio', mime: hasVideo ? film : sound, seconds }
    } finally {
      bytes.close()
    }
  }

const inMemory =
  (work: (content: Buffer) => Uint8Array | Promise<Uint8Array>, cleaned: Cleaned): Clean =>
  async (path) => {
    if (statSync(path).size > mostBytesInMemory) throw new Damaged('too large')
    await replaced(path, async (fresh) => writeFileSync(fresh, await work(readFileSync(path)), { flush: true }))
    return cleaned
  }

const document =
  (cleaned: Cleaned): Clean =>
  async (path) => {
    await replaced(path, (fresh) => office(path, fresh))
    return cleaned
  }

/** Whole before it takes the old one's place: broken off, it is begun again from what came. */
async function replaced(path: string, write: (fresh: string) => Promise<void>): Promise<void> {
  const fresh = `${path}.fresh`
  try {
    await write(fresh)
    await rename(fresh, path)
  } finally {
    await rm(fresh, { force: true })
  }
}

const mp4Like = recording(mp4, 'audio/mp4', 'video/mp4')
const officeMime = 'application/vnd.openxmlformats-officedocument'

export const formats: Readonly<Record<string, Clean>> = {
  'audio/mpeg': recording(mp3, 'audio/mpeg', 'audio/mpeg'),
  'audio/wav': recording(wav, 'audio/wav', 'audio/wav'),
  'audio/x-m4a': mp4Like,
  'audio/mp4': mp4Like,
  'video/mp4': mp4Like,
  'video/x-m4v': mp4Like,
  'video/quicktime': recording(mp4, 'audio/mp4', 'video/quicktime'),
  'video/webm': recording(matroska, 'audio/webm', 'video/webm'),
  'video/matroska': recording(matroska, 'audio/webm', 'video/matroska'),
  'audio/ogg': recording(ogg, 'audio/ogg', 'video/ogg'),
  'audio/ogg; codecs=opus': recording(ogg, 'audio/ogg', 'video/ogg'),
  'video/ogg': recording(ogg, 'audio/ogg', 'video/ogg'),
  'image/jpeg': inMemory(jpeg, { class: 'image', mime: 'image/jpeg' }),
  'image/png': inMemory(png, { class: 'image', mime: 'image/png' }),
  'image/apng': inMemory(png, { class: 'image', mime: 'image/png' }),
  'image/webp': inMemory(webp, { class: 'image', mime: 'image/webp' }),
  'application/pdf': inMemory(pdf, { class: 'pdf', mime: 'application/pdf' }),
  [`${officeMime}.presentationml.presentation`]: document({
    class: 'slides',
    mime: `${officeMime}.presentationml.presentation`,
  }),
  [`${officeMime}.wordprocessingml.document`]: document({
    class: 'document',
    mime: `${officeMime}.wordprocessingml.document`,
  }),
  [`${officeMime}.spreadsheetml.sheet`]: document({ class: 'spreadsheet', mime: `${officeMime}.spreadsheetml.sheet` }),
}
