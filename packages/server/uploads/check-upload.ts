/**
 * What came in, looked at: what it is by its content, whether the slot takes that, how long it lasts; then freed of what names
 * its author, and hashed. Runs in the reading process of `apart/`: what is hostile ends that process and nothing else.
 */
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { fileTypeFromFile } from 'file-type'
import { parseFile } from 'music-metadata'
import { stat } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import type { Refusal } from '@leitai/core/run.ts'
import type { UploadSlot } from '@leitai/core/uploads.ts'
import { tooBig } from '../apart/apart.ts'
import { zipFileIsFit } from '../apart/zip-sizes.ts'
import { damaged, hugePicture, noDuration, tooLong, wrongType } from './refusals.ts'
import { Damaged } from './without-identity/bytes.ts'
import { formats } from './without-identity/formats.ts'
import { HugePicture } from './without-identity/pictures.ts'

export interface CheckedUpload {
  hash: string
  bytes: number
  mime: string
  seconds?: number
}

/** A slide show may hold a film; its parts pass by one after another. */
const mostUnpackedBytes = 2 ** 31

/** The file at this path is changed where it lies. Repeated after a crash it comes to the same. */
export async function checkUpload(path: string, slot: UploadSlot): Promise<CheckedUpload | Refusal> {
  const type = await fileTypeFromFile(path).catch(() => undefined)
  const clean = formats[type?.mime ?? '']
  if (type === undefined || clean === undefined) return wrongType(slot, type?.ext)
  if (type.mime.startsWith('application/vnd.') && !(await zipFileIsFit(path, mostUnpackedBytes))) return tooBig()
  try {
    const { class: what, mime, seconds } = await clean(path)
    if (!slot.accept.includes(what)) return wrongType(slot, type.ext)
    const recorded = what === 'audio' || what === 'video'
    const lasts = recorded ? await duration(path, mime, seconds ?? null) : null
    if (recorded && slot.mostSeconds !== undefined) {
      if (lasts === null) return noDuration(slot)
      // players and cameras do not agree to the last frame
      if (lasts > slot.mostSeconds + 1) return tooLong(slot, lasts)
    }
    return {
      hash: await hashOf(path),
      bytes: (await stat(path)).size,
      mime,
      ...(lasts === null ? {} : { seconds: Math.round(lasts * 10) / 10 }),
    }
  } catch (error) {
    if (error instanceof HugePicture) return hugePicture()
    if (error instanceof Damaged) return damaged()
    throw error
  }
}

/** The longer of what the container says and what its sound takes; null where neither is known. */
async function duration(path: string, mime: string, told: number | null): Promise<number | null> {
  // every block was looked at already
  if (told !== null && /webm|matroska/.test(mime)) return told
  const read = await parseFile(path, { duration: true, skipCovers: true }).then(
    ({ format }) => format.duration ?? 0,
    () => 0,
  )
  const longest = Math.max(told ?? 0, read)
  return longest > 0 ? longest : null
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path), hash)
  return hash.digest('hex')
}
