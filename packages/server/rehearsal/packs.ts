/** The shipped demo content as materials, brought in as an organiser's browser would: recordings uploaded, bodies saved. */
import { readFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { parse } from 'yaml'
import type { Item } from '@leitai/core/rulebook/schema.ts'
import { writeZip } from '@leitai/items/formats/zip.ts'
import type { Api } from './browser.ts'

export const contentFolder = join(import.meta.dirname, '..', '..', '..', 'content')

export interface Pack {
  title: string
  body: unknown
  /** Recordings that were uploaded with it. */
  files: number
}

const yaml = async <T>(...path: string[]): Promise<T> =>
  parse(await readFile(join(contentFolder, ...path), 'utf8')) as T

/** Short answers only where the rulebook gives them to judges: nobody would mark them otherwise. */
async function bank(withShortAnswers: boolean): Promise<Pack> {
  const names = (await readdir(join(contentFolder, 'service-theory')))
    .filter((name) => name.endsWith('.yaml'))
    .toSorted()
  const chapters = await Promise.all(
    names.map((name) =>
      yaml<{ chapter: string; questions: ({ kind: string } & Record<string, unknown>)[] }>('service-theory', name),
    ),
  )
  const questions = chapters.flatMap(({ chapter, questions }) =>
    questions
      .filter(({ kind }) => withShortAnswers || kind !== 'shortAnswer')
      .map((question) => ({ ...question, chapter })),
  )
  return { title: withShortAnswers ? '服务理论题库（含简答）' : '服务理论题库', body: { questions }, files: 0 }
}

/** Which bank a quiz is played with; others get the general one. */
const stageBanks: Record<string, string> = { 'C03/contest': 'property', 'C11/challenge': 'bank-service' }

async function quiz(path: string): Promise<Pack> {
  const body = await yaml<{ title: string }>('quiz', `${path}.yaml`)
  return { title: body.title, body, files: 0 }
}

/** The platform's folder as an organiser would bring it: zipped, read by the program, its attachments kept. */
async function platform(api: Api, company: string): Promise<Pack> {
  const root = join(contentFolder, 'knowledge', company)
  const entries = await readdir(root, { recursive: true, withFileTypes: true })
  const paths = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted()
  const files = await Promise.all(
    paths.map(async (path) => [path.slice(root.length + 1).replaceAll('\\', '/'), await readFile(path)] as const),
  )
  const zip = new File([new Uint8Array(await writeZip(files))], `${company}.zip`, { type: 'application/zip' })
  const { body } = await api.materials.read({ type: 'lookup', format: 'folder', file: zip })
  const { company: name } = body as { company: string }
  return { title: `${name}知识库`, body, files: files.filter(([path]) => path.startsWith('attachments/')).length }
}

interface SpokenPaper {
  title: string
  records: { id: string; audio: string }[]
}

async function dictation(api: Api, paper: 'paper-a' | 'paper-b'): Promise<Pack> {
  const { title, records } = await yaml<SpokenPaper>('dictation', `${paper}.yaml`)
  const spoken = []
  for (const record of records) {
    const content = await readFile(join(contentFolder, 'dictation', record.audio))
    const { hash, mime, bytes } = await api.materials.upload({
      file: new File([new Uint8Array(content)], record.audio.split('/').at(-1)!, { type: 'audio/mpeg' }),
    })
    spoken.push({ ...record, audio: { hash, mime, bytes } })
  }
  return { title, body: { records: spoken }, files: spoken.length }
}

async function typing(): Promise<Pack> {
  const names = (await readdir(join(contentFolder, 'typing'))).filter((name) => name.endsWith('.yaml')).toSorted()
  const texts = await Promise.all(
    names.map((name) => yaml<{ id: string; title: string; text: string }>('typing', name)),
  )
  return { title: '打字文本', body: { texts: texts.map(({ id, title, text }) => ({ id, title, text })) }, files: 0 }
}

/** Which of the shipped scenes and tasks a rulebook's item is played with; others get the general ones. */
const written: Record<string, string> = {
  'C02/presence': 'scenes/introductions',
  'C02/reception': 'scenes/property',
  'C02/phone': 'scenes/property',
  'C03/show': 'scenes/introductions',
  'C03/simulation': 'scenes/property',
  'C03/etiquette': 'scenes/introductions',
  'C05/oral': 'scenes/heating',
  'C05/client': 'scenes/heating',
  'C05/etiquette': 'scenes/introductions',
  'C08/spoken': 'scenes/telecom',
  'C08/system': 'scenes/telecom',
  'C12/presentation': 'scenes/introductions',
  'C14/phone': 'scenes/telecom',
  'C14/show': 'scenes/introductions',
  'C01/introduction': 'tasks/introduction-video',
  'C08/email': 'tasks/email-reply',
  'C18/inbound': 'tasks/voice-inbound',
  'C18/outbound': 'tasks/voice-outbound',
  'C18/online': 'tasks/online-service',
  'C18/data': 'tasks/data-analysis',
}

async function fromFile(path: string): Promise<Pack> {
  const body = await yaml<{ title: { zh: string } }>(`${path}.yaml`)
  return { title: body.title.zh, body, files: 0 }
}

/** Null: no demo content for this item's type. */
export function packFor(rulebookId: string, item: Item): ((api: Api) => Promise<Pack>) | null {
  const path = written[`${rulebookId}/${item.id}`]
  switch (item.type) {
    case 'exam':
      return () => bank(item.marking.by === 'system' && item.marking.byHand !== undefined)
    case 'dictation':
      return (api) => dictation(api, 'paper-a')
    case 'typing':
      return typing
    case 'roleplay':
      return () => fromFile(path ?? 'scenes/complaints')
    case 'quiz':
      return () => quiz(stageBanks[`${rulebookId}/${item.id}`] ?? 'service')
    case 'lookup':
      return (api) => platform(api, 'jichuan')
    case 'submission':
      return () => fromFile(path ?? 'tasks/email-reply')
    default:
      return null
  }
}
