import { isRefusal, refuse, type Refusal } from '@leitai/core/run.ts'
import type { StoredFile, WrittenFile } from '@leitai/items/plug.ts'
import { readApart } from '../apart/apart.ts'
import { materialLines, materialsOf, ownMaterial, removeMaterial, saveMaterial } from '../materials/materials.ts'
import { isPlainText, sniffMime } from '../materials/mime.ts'
import type { Parts } from '../parts.ts'
import { conflict, failure, notFound, ok, orRefuse, os, signedIn, type Person } from './context.ts'

export const materials = {
  types: os.materials.types.handler(({ context: { parts, who } }) => {
    signedIn(who)
    return parts.items.available.flatMap((type) => {
      const plug = parts.items.serverOf(type)
      if (plug === undefined) return []
      const { title, imports, exports } = plug
      return [
        {
          type,
          title,
          imports: imports.map(({ format, label, accept }) => ({ format, label, accept })),
          exports: exports.map(({ format, label }) => ({ format, label })),
        },
      ]
    })
  }),

  list: os.materials.list.handler(async ({ context: { parts, who }, input }) =>
    materialLines(parts, await materialsOf(parts, signedIn(who).id, input.type)),
  ),

  get: os.materials.get.handler(async ({ context: { parts, who }, input }) => {
    const material = await owned(parts, signedIn(who), input.id)
    const [line] = await materialLines(parts, [material])
    return { ...line!, body: material.body }
  }),

  save: os.materials.save.handler(async ({ context: { parts, who }, input: { id, ...input } }) => {
    const person = organiserOfSomething(signedIn(who))
    const saved = orRefuse(await saveMaterial(parts, person.id, id, input))
    if ('gone' in saved) throw notFound()
    if ('stale' in saved)
      throw conflict({ revision: saved.stale.revision, title: saved.stale.title, body: saved.stale.body })
    return saved
  }),

  remove: os.materials.remove.handler(async ({ context: { parts, who }, input }) => {
    const done = await removeMaterial(parts, signedIn(who).id, input.id)
    if (done === null) throw notFound()
    orRefuse(done)
    return ok
  }),

  read: os.materials.read.handler(async ({ context: { parts, who }, input }) => {
    const person = organiserOfSomething(signedIn(who))
    const plug = parts.items.serverOf(input.type)
    if (!plug?.imports.some(({ format }) => format === input.format)) throw notFound()
    const store = async (content: Uint8Array, mime: string) => {
      const file = await keep(parts, person, content, mime)
      if (isRefusal(file)) throw new Error(file.code)
      return file
    }
    return orRefuse(
      await readApart(
        {
          job: 'material',
          type: input.type,
          format: input.format,
          filename: input.file.name,
          content: new Uint8Array(await input.file.arrayBuffer()),
        },
        store,
      ),
    )
  }),

  export: os.materials.export.handler(async ({ context: { parts, who }, input }) => {
    const material = await owned(parts, signedIn(who), input.id)
    const format = parts.items.serverOf(material.type)?.exports.find(({ format }) => format === input.format)
    if (format === undefined) throw notFound()
    return asFile(await format.write(material.body, material.title, (hash) => parts.files.read(hash)))
  }),

  template: os.materials.template.handler(async ({ context: { parts, who }, input }) => {
    signedIn(who)
    const file = await parts.items.serverOf(input.type)?.template(input.format)
    if (!file) throw notFound()
    return asFile(file)
  }),

  upload: os.materials.upload.handler(async ({ context: { parts, who }, input }) => {
    const person = organiserOfSomething(signedIn(who))
    return orRefuse<StoredFile>(await keep(parts, person, new Uint8Array(await input.file.arrayBuffer())))
  }),
}

async function owned(parts: Parts, person: Person, id: string) {
  const material = await ownMaterial(parts, person.id, id)
  if (material !== undefined) return material
  parts.log(`denied: person ${person.id} asked for material ${id.slice(0, 40)}`)
  throw notFound()
}

/** Materials are organisers' work; a judge's or staff's account needs none. */
function organiserOfSomething(person: Person): Person {
  if (person.mayCreateContests || [...person.roles.values()].some((roles) => roles.includes('organiser'))) return person
  throw failure('REFUSED', {
    code: 'notOrganiser',
    zh: '只有组织者可以管理素材。',
    en: 'Only organisers keep materials.',
  })
}

/** @param said what the item's own reader takes it for: plain text has no first bytes to tell it by */
async function keep(parts: Parts, person: Person, content: Uint8Array, said = ''): Promise<StoredFile | Refusal> {
  const mime = sniffMime(content) ?? (said.startsWith('text/') && isPlainText(content) ? 'text/plain' : null)
  if (mime === null) {
    return refuse(
      'wrongType',
      '只接受音频（mp3、wav、ogg、m4a、flac、webm）、图片（png、jpg、gif、webp）和 PDF。',
      'Only audio (mp3, wav, ogg, m4a, flac, webm), pictures (png, jpg, gif, webp) and PDF are taken.',
    )
  }
  return parts.files.keep(content, mime, person.id)
}

const asFile = ({ filename, mime, content }: WrittenFile): File =>
  new File([new Uint8Array(content)], filename, { type: mime })
