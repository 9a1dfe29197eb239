/** Files that articles name, found in the same zip, and what they are. */
import type { ReadContext } from '@leitai/items/plug.ts'
import type { ZippedFile } from '@leitai/items/formats/zip.ts'
import type { Attachment } from '../types.ts'

/** By the ending; what a browser might run is kept as bytes. */
const mimes: Record<string, string> = {
  csv: 'text/csv',
  txt: 'text/plain',
  md: 'text/plain',
  pdf: 'application/pdf',
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  webp: 'image/webp',
  doc: 'application/msword',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xls: 'application/vnd.ms-excel',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  zip: 'application/zip',
  mp3: 'audio/mpeg',
  mp4: 'video/mp4',
}

export const endingOf = (name: string): string => /\.([^./]+)$/.exec(name)?.[1]?.toLowerCase() ?? ''
export const baseName = (path: string): string => path.slice(path.lastIndexOf('/') + 1)

/** Finds what an article names: beside it, in the folder of attachments, or anywhere by its name alone. */
export class Attachments {
  readonly #files: ReadonlyMap<string, ZippedFile>
  readonly #byName = new Map<string, ZippedFile>()
  readonly #stored = new Map<string, Promise<Attachment>>()
  readonly #store: ReadContext['store']

  constructor(files: readonly ZippedFile[], store: ReadContext['store']) {
    this.#files = new Map(files.map((file) => [file.name, file]))
    for (const file of files) if (!this.#byName.has(baseName(file.name))) this.#byName.set(baseName(file.name), file)
    this.#store = store
  }

  /** `from`: the path of the article that names it. Null: it is not there. */
  async take(name: string, from: string): Promise<Attachment | null> {
    const file = this.#find(name.replaceAll('\\', '/').normalize('NFC'), from)
    if (file === undefined) return null
    const known = this.#stored.get(file.name)
    if (known !== undefined) return known
    const stored = this.#keep(file)
    this.#stored.set(file.name, stored)
    return stored
  }

  #find(name: string, from: string): ZippedFile | undefined {
    const beside = resolvePath(from, name)
    return (
      this.#files.get(beside) ??
      this.#files.get(`attachments/${name}`) ??
      this.#files.get(`附件/${name}`) ??
      this.#byName.get(baseName(name))
    )
  }

  async #keep(file: ZippedFile): Promise<Attachment> {
    const content = await file.read()
    const stored = await this.#store(content, mimes[endingOf(file.name)] ?? 'application/octet-stream')
    return { name: baseName(file.name).slice(0, 160), ...stored }
  }
}

/** `../mobile/plan.html` beside `account/close.html`: `mobile/plan.html`. */
export function resolvePath(from: string, to: string): string {
  const parts = from.split('/').slice(0, -1)
  for (const part of to.split('/')) {
    if (part === '..') parts.pop()
    else if (part !== '.' && part !== '') parts.push(part)
  }
  return parts.join('/')
}
