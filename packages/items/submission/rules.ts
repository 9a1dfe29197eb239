/** A submission: texts, tables and files on one task, kept while they are made, marked later by people. */
import { z } from 'zod'
import { refuse, type Recorded, type Refusal } from '@leitai/core/run.ts'
import { chance, deriveSeed } from '@leitai/core/seed.ts'
import { sitting } from '@leitai/core/sitting/sitting.ts'
import { neutralName } from './endings.ts'
import { submissionMaterial } from './material.ts'
import { mostRows, submissionOptions } from './options.ts'
import type {
  Cells,
  FilePart,
  OwnFile,
  Part,
  PiecePart,
  SubmissionCommand,
  SubmissionMaterial,
  SubmissionOptions,
  SubmissionPiece,
  SubmissionWorkView,
  Task,
  Written,
} from './types.ts'

export type SubmissionEvent =
  | { name: 'written'; payload: { part: string; text: string; revision: number } }
  | { name: 'cellWritten'; payload: { part: string; row: number; column: string; text: string; revision: number } }
  | { name: 'attached'; payload: OwnFile & { part: string } }
  | { name: 'detached'; payload: { part: string; hash: string } }

export interface SubmissionPaper {
  parts: Part[]
  task: Task
}

export interface SubmissionWork {
  paper: SubmissionPaper
  texts: Readonly<Record<string, Written>>
  tables: Readonly<Record<string, Cells>>
  files: Readonly<Record<string, readonly OwnFile[]>>
}

const mostCellCharacters = 2000
/** Room for what does not count: spaces and line breaks. */
const mostTextLength = 200_000

const part = z.string().max(40)
const revision = z.number().int().min(1)
const commands = {
  write: z.strictObject({ part, text: z.string().max(mostTextLength), revision }),
  writeCell: z.strictObject({
    part,
    row: z
      .number()
      .int()
      .min(0)
      .max(mostRows - 1),
    column: z.string().max(40),
    text: z.string().max(mostCellCharacters),
    revision,
  }),
  detach: z.strictObject({ part, hash: z.string().length(64) }),
  attach: z.strictObject({
    slot: part,
    hash: z.string().regex(/^[0-9a-f]{64}$/),
    bytes: z.number().int().positive(),
    mime: z.string().max(120),
    name: z.string().max(300),
    seconds: z.number().nonnegative().optional(),
  }),
}

export const rules = sitting<
  SubmissionOptions,
  SubmissionMaterial,
  SubmissionPaper,
  SubmissionWork,
  SubmissionCommand,
  SubmissionEvent,
  SubmissionWorkView,
  SubmissionPiece
>({
  type: 'submission',
  stateVersion: 1,
  options: submissionOptions,
  material: submissionMaterial,
  commands,
  fromServer: ['attach'],

  prepare(options, { tasks }, { itemSeed }) {
    const task = options.draw === 'first' ? tasks[0]! : chance(deriveSeed(itemSeed, 'task')).sample(tasks, 1)[0]!
    return { parts: options.parts, task }
  },

  begin: (paper) => ({ paper, texts: {}, tables: {}, files: {} }),

  decide(work, command) {
    switch (command.name) {
      case 'write': {
        const { part, text, revision } = command.payload
        const one = partOf(work, part, 'text')
        if (one === null) return noSuchPart()
        // An older or repeated save has no effect, whatever order saves arrive in.
        if (revision <= (work.texts[part]?.revision ?? 0)) return []
        const characters = countCharacters(text)
        if (characters > one.maxCharacters)
          return refuse(
            'tooLong',
            `“${one.label.zh}”最多 ${one.maxCharacters} 字，现有 ${characters} 字，请删减`,
            `“${one.label.en}” takes at most ${one.maxCharacters} characters; there are ${characters}. Please shorten it`,
            { part, most: one.maxCharacters, characters },
          )
        return [{ name: 'written', payload: command.payload }]
      }
      case 'writeCell': {
        const { part, row, column, revision } = command.payload
        const one = partOf(work, part, 'table')
        if (one === null || row >= one.rows || !one.columns.some(({ id }) => id === column)) return noSuchPart()
        const before = work.tables[part]?.[cellKey(row, column)]
        return revision <= (before?.revision ?? 0) ? [] : [{ name: 'cellWritten', payload: command.payload }]
      }
      case 'attach': {
        const { slot, ...file } = command.payload
        const one = partOf(work, slot, 'file')
        if (one === null) return noSuchPart()
        const held = work.files[slot] ?? []
        if (held.some(({ hash }) => hash === file.hash)) return []
        if (held.length >= one.mostFiles)
          return refuse(
            'full',
            `“${one.label.zh}”最多 ${one.mostFiles} 个文件，请先删除再上传`,
            `“${one.label.en}” takes at most ${one.mostFiles} files; remove one first`,
            { part: slot, most: one.mostFiles },
          )
        return [{ name: 'attached', payload: { part: slot, ...withoutUndefined(file) } }]
      }
      case 'detach': {
        const { part, hash } = command.payload
        return (work.files[part] ?? []).some((file) => file.hash === hash)
          ? [{ name: 'detached', payload: { part, hash } }]
          : []
      }
    }
  },

  evolve(work, event: Recorded<SubmissionEvent>) {
    switch (event.name) {
      case 'written': {
        const { part, text, revision } = event.payload
        return { ...work, texts: { ...work.texts, [part]: { text, revision } } }
      }
      case 'cellWritten': {
        const { part, row, column, text, revision } = event.payload
        const cells = { ...work.tables[part], [cellKey(row, column)]: { text, revision } }
        return { ...work, tables: { ...work.tables, [part]: cells } }
      }
      case 'attached': {
        const { part, ...file } = event.payload
        return { ...work, files: { ...work.files, [part]: [...(work.files[part] ?? []), file] } }
      }
      case 'detached': {
        const { part, hash } = event.payload
        return {
          ...work,
          files: { ...work.files, [part]: (work.files[part] ?? []).filter((file) => file.hash !== hash) },
        }
      }
    }
  },

  view(work, showing) {
    const { parts } = work.paper
    switch (showing) {
      case 'waiting':
      case 'closed':
        return { parts }
      case 'working':
        return { parts, ...ownWork(work) }
      case 'answers':
        return { parts, ...ownWork(work), result: true }
    }
  },

  inspect: pieceOf,
  piece: pieceOf,

  progress(work) {
    const counted = countedParts(work)
    return { done: counted.filter((part) => isDone(work, part)).length, total: counted.length }
  },

  score: () => ({
    id: 'submission',
    label: { zh: '提交内容', en: 'Submission' },
    points: '0',
    rule: { zh: '由评委评分', en: 'Marked by judges' },
    pending: true,
  }),

  uploads: (work) =>
    Object.fromEntries(
      work.paper.parts.flatMap((part) =>
        part.kind === 'file' && (work.files[part.id] ?? []).length < part.mostFiles ? [[part.id, slotOf(part)]] : [],
      ),
    ),

  files(work, showing) {
    if (showing === 'waiting' || showing === 'closed') return []
    return [
      ...work.paper.task.attachments.map(({ hash }) => hash),
      ...Object.values(work.files).flatMap((held) => held.map(({ hash }) => hash)),
    ]
  },
})

/** As a Chinese text is counted: every character but spaces and line breaks. */
export function countCharacters(text: string): number {
  return [...text.replaceAll(/\s/g, '')].length
}

export const cellKey = (row: number, column: string): string => `${row}:${column}`

function noSuchPart(): Refusal {
  return refuse('noSuchPart', '没有这一部分', 'There is no such part')
}

function partOf<K extends Part['kind']>(
  { paper }: SubmissionWork,
  id: string,
  kind: K,
): Extract<Part, { kind: K }> | null {
  const found = paper.parts.find((part) => part.id === id)
  return found?.kind === kind ? (found as Extract<Part, { kind: K }>) : null
}

function slotOf({ label, accept, mostMegabytes, mostSeconds }: FilePart) {
  return {
    label,
    accept,
    mostBytes: Math.floor(mostMegabytes * 2 ** 20),
    ...(mostSeconds === undefined ? {} : { mostSeconds }),
  }
}

function withoutUndefined({ seconds, ...file }: Omit<OwnFile, 'seconds'> & { seconds?: number | undefined }): OwnFile {
  return seconds === undefined ? file : { ...file, seconds }
}

/** Required parts are what must be done; where none is, all count. */
function countedParts({ paper: { parts } }: SubmissionWork): readonly Part[] {
  const required = parts.filter((part) => part.required)
  return required.length > 0 ? required : parts
}

function isDone(work: SubmissionWork, part: Part): boolean {
  switch (part.kind) {
    case 'text':
      return (work.texts[part.id]?.text ?? '').trim() !== ''
    case 'table':
      return Object.values(work.tables[part.id] ?? {}).some(({ text }) => text.trim() !== '')
    case 'file':
      return (work.files[part.id] ?? []).length > 0
  }
}

/** Field by field, so that nothing new in a task reaches a contestant by itself. */
function ownWork(work: SubmissionWork): Omit<SubmissionWorkView, 'parts'> {
  const { title, text, attachments } = work.paper.task
  return {
    task: { title, text, attachments },
    texts: work.texts,
    tables: work.tables,
    files: work.files,
    missing: work.paper.parts.filter((part) => part.required && !isDone(work, part)).map(({ id }) => id),
  }
}

function pieceOf(work: SubmissionWork): SubmissionPiece {
  const { title, text, lookFor, attachments } = work.paper.task
  return { task: { title, text, lookFor, attachments }, parts: work.paper.parts.map((part) => piecePart(work, part)) }
}

function piecePart(work: SubmissionWork, part: Part): PiecePart {
  const { id, label } = part
  switch (part.kind) {
    case 'text': {
      const text = work.texts[id]?.text ?? ''
      return { id, label, kind: 'text', text, characters: countCharacters(text), maxCharacters: part.maxCharacters }
    }
    case 'table': {
      const cells = work.tables[id] ?? {}
      const rows = Array.from({ length: part.rows }, (_, row) => ({
        number: row + 1,
        cells: Object.fromEntries(
          part.columns.map((column) => [column.id, cells[cellKey(row, column.id)]?.text ?? '']),
        ),
      })).filter((row) => Object.values(row.cells).some((text) => text.trim() !== ''))
      return { id, label, kind: 'table', columns: part.columns, rows }
    }
    case 'file':
      return {
        id,
        label,
        kind: 'file',
        files: (work.files[id] ?? []).map(({ hash, bytes, mime, seconds }, index) => ({
          hash,
          bytes,
          mime,
          name: neutralName(id, index, mime),
          ...(seconds === undefined ? {} : { seconds }),
        })),
        ...(part.mostSeconds === undefined ? {} : { mostSeconds: part.mostSeconds }),
      }
  }
}
