/** A paper with its recordings as one zip: a list (YAML or spreadsheet) and the files that it names. */
import type { CellProblem } from '@leitai/core/api/contract.ts'
import { idTwice, readYaml, schemaProblems, writeYaml } from '@leitai/items/formats/yaml.ts'
import { unreadable } from '@leitai/items/formats/table.ts'
import { utf8 } from '@leitai/items/formats/text.ts'
import { openZip, UnfitZip, writeZip, type ZippedFile } from '@leitai/items/formats/zip.ts'
import type { ReadContext } from '@leitai/items/plug.ts'
import { dictationRecord, mostRecords } from '../material.ts'
import type { DictationMaterial, DictationRecord } from '../types.ts'
import { audioEnding, audioMime } from './audio.ts'
import { readList, type List } from './list.ts'

/** 200 recordings of a minute, even uncompressed. */
const limits = { entries: 1000, fileBytes: 30_000_000, bytes: 500_000_000 }

export interface ReadPack {
  records: DictationRecord[]
  problems: CellProblem[]
  bad: number
}

export async function readPack(content: Uint8Array, { store }: ReadContext): Promise<ReadPack> {
  try {
    const { files, close } = await openZip(content, limits)
    try {
      return await readFiles(files, store)
    } finally {
      close()
    }
  } catch (error) {
    if (!(error instanceof UnfitZip)) throw error
    const problem =
      error.reason === 'tooBig'
        ? {
            zh: '压缩包过大：最多 1000 个文件，每个不超过 30 MB，共不超过 500 MB',
            en: 'The zip is too large: at most 1000 files, 30 MB each, 500 MB together',
          }
        : { zh: '不是可读取的 zip 压缩包', en: 'Not a zip that can be read' }
    return { records: [], problems: [unreadable(problem)], bad: 0 }
  }
}

async function readFiles(files: readonly ZippedFile[], store: ReadContext['store']): Promise<ReadPack> {
  const list = files
    .filter(({ name }) => /\.(ya?ml|xlsx|ods|csv)$/i.test(name) && !isClutter(name))
    .toSorted((a, b) => depth(a.name) - depth(b.name) || kindOrder(a.name) - kindOrder(b.name))[0]
  if (list === undefined)
    return {
      records: [],
      problems: [
        unreadable({ zh: '压缩包中没有名单（xlsx、csv 或 yaml）', en: 'The zip holds no list (xlsx, csv or yaml)' }),
      ],
      bad: 0,
    }
  const content = await list.read()
  const read = /\.ya?ml$/i.test(list.name) ? readPaperYaml(content) : await readList(content)
  const folder = list.name.includes('/') ? list.name.slice(0, list.name.lastIndexOf('/') + 1) : ''
  const find = finder(files, folder)
  const problems = [...read.problems]
  const records: DictationRecord[] = []
  let { bad } = read
  for (const { record, audioName, audioProblem } of read.records) {
    const audio = await readAudio(audioName, find, store)
    if ('problem' in audio) {
      problems.push(audioProblem(audio.problem))
      bad += 1
    } else records.push({ ...record, audio: audio.file })
  }
  return { records, problems, bad }
}

/** What operating systems and office programs leave in archives. */
const isClutter = (name: string): boolean =>
  name.split('/').some((part) => part === '__MACOSX' || part.startsWith('.') || part.startsWith('~$'))
const depth = (name: string): number => name.split('/').length
const kindOrder = (name: string): number => (/\.ya?ml$/i.test(name) ? 0 : 1)

type Find = (name: string) => ZippedFile | undefined

/** By path from the list's folder; else by the file's name alone, with or without its ending, if only one fits. */
function finder(files: readonly ZippedFile[], folder: string): Find {
  const usable = files.filter(({ name }) => !isClutter(name))
  const base = (name: string) => name.slice(name.lastIndexOf('/') + 1).toLowerCase()
  return (wanted) => {
    const name = wanted.replaceAll('\\', '/').normalize('NFC').replace(/^\.\//, '')
    const exact = usable.find((file) => file.name === folder + name)
    if (exact) return exact
    const alike = usable.filter(
      (file) => base(file.name) === base(name) || base(file.name).replace(/\.[^.]+$/, '') === base(name),
    )
    return alike.length === 1 ? alike[0] : undefined
  }
}

async function readAudio(
  name: string,
  find: Find,
  store: ReadContext['store'],
): Promise<{ file: NonNullable<DictationRecord['audio']> } | { problem: CellProblem['problem'] }> {
  if (name === '') return { problem: { zh: '缺少录音文件名', en: 'The recording’s file name is missing' } }
  const file = find(name)
  if (file === undefined)
    return {
      problem: {
        zh: `压缩包中没有录音“${name}”，或有多个同名文件`,
        en: `The zip holds no recording “${name}”, or several of that name`,
      },
    }
  const content = await file.read()
  const mime = audioMime(content)
  if (mime === null)
    return {
      problem: {
        zh: `“${name}”不是可播放的录音（mp3、m4a、wav、ogg、webm、flac、aac）`,
        en: `“${name}” is no recording that can be played (mp3, m4a, wav, ogg, webm, flac, aac)`,
      },
    }
  const { hash, bytes } = await store(content, mime)
  return { file: { hash, mime, bytes } }
}

/** `records` with fields as in the material, `audio` being a path from the file. */
function readPaperYaml(content: Uint8Array): List {
  const { documents, problems } = readYaml(content)
  const [document] = documents
  if (document === undefined) return { records: [], problems, bad: problems.length }
  const list =
    typeof document.value === 'object' && document.value !== null && 'records' in document.value
      ? document.value.records
      : null
  if (!Array.isArray(list) || list.length > mostRecords)
    return {
      records: [],
      problems: [
        document.problem([], {
          zh: `须有 records 列表，最多 ${mostRecords} 条`,
          en: `A list of records, at most ${mostRecords}`,
        }),
      ],
      bad: 1,
    }
  const records: List['records'] = []
  const seen = new Set<string>()
  let bad = 0
  for (const [i, given] of (list as unknown[]).entries()) {
    const path = ['records', i]
    const { audio, ...fields } = typeof given === 'object' && given !== null ? { audio: '', ...given } : { audio: '' }
    const parsed = dictationRecord.safeParse(fields)
    const before = problems.length
    if (!parsed.success) problems.push(...schemaProblems(document, path, parsed.error))
    else if (seen.has(parsed.data.id)) problems.push(idTwice(document, path, parsed.data.id))
    if (problems.length > before || !parsed.success) {
      bad += 1
      continue
    }
    seen.add(parsed.data.id)
    records.push({
      record: parsed.data,
      audioName: typeof audio === 'string' ? audio : '',
      audioProblem: (problem) => document.problem([...path, 'audio'], problem),
    })
  }
  return { records, problems, bad }
}

export const audioPath = ({ id, audio }: DictationRecord): string =>
  audio === null ? '' : `audio/${id}.${audioEnding(audio.mime)}`

export async function writePack(
  { records }: DictationMaterial,
  title: string,
  fetch: (hash: string) => Promise<Uint8Array>,
): Promise<Uint8Array> {
  const files: [string, Uint8Array][] = [
    [
      'paper.yaml',
      utf8(writeYaml({ title, records: records.map((record) => ({ ...record, audio: audioPath(record) })) })),
    ],
  ]
  for (const record of records)
    if (record.audio !== null) files.push([audioPath(record), await fetch(record.audio.hash)])
  return writeZip(files)
}
