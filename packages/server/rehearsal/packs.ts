/** The shipped demo content as materials, brought in as an organiser's browser would: recordings uploaded, bodies saved. */
import { readFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { parse } from 'yaml'
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

/** Short answers wait for judges; nobody marks in a rehearsal of automatic items. */
async function bank(): Promise<Pack> {
  const names = (await readdir(join(contentFolder, 'service-theory')))
    .filter((name) => name.endsWith('.yaml'))
    .toSorted()
  const chapters = await Promise.all(
    names.map((name) =>
      yaml<{ chapter: string; questions: ({ kind: string } & Record<string, unknown>)[] }>('service-theory', name),
    ),
  )
  const questions = chapters.flatMap(({ chapter, questions }) =>
    questions.filter(({ kind }) => kind !== 'shortAnswer').map((question) => ({ ...question, chapter })),
  )
  return { title: '服务理论题库', body: { questions }, files: 0 }
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

/** Null: no demo content for this item type. */
export function packFor(type: string): ((api: Api) => Promise<Pack>) | null {
  switch (type) {
    case 'exam':
      return bank
    case 'dictation':
      return (api) => dictation(api, 'paper-a')
    case 'typing':
      return typing
    default:
      return null
  }
}
