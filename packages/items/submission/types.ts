/** What a submission is made of and what its screens get. No schemas here: the browser imports this file alone. */
import type { Text } from '@leitai/core/score.ts'
import type { Attached, UploadClass } from '@leitai/core/uploads.ts'

interface About {
  id: string
  label: Text
  required: boolean
}
export interface TextPart extends About {
  kind: 'text'
  maxCharacters: number
}
export interface TablePart extends About {
  kind: 'table'
  rows: number
  columns: { id: string; label: Text }[]
}
export interface FilePart extends About {
  kind: 'file'
  accept: UploadClass[]
  /** Of each file. */
  mostMegabytes: number
  /** Of a recording. */
  mostSeconds?: number | undefined
  mostFiles: number
}
/** What is to be handed in, one part after another. */
export type Part = TextPart | TablePart | FilePart

export interface SubmissionOptions {
  parts: Part[]
  /** Which of the material's tasks: its first, or one drawn for everybody alike. */
  draw: 'first' | 'shared'
}

export interface TaskFile {
  hash: string
  bytes: number
  mime: string
  name: string
}

export interface Task {
  id: string
  title: Text
  text: Text
  attachments: TaskFile[]
  /** What judges look for; never a contestant's to see. */
  lookFor: Text
}

/** The material: tasks of which one is set. */
export interface SubmissionMaterial {
  title: Text
  tasks: Task[]
}

export type SubmissionCommand =
  /** All that the part holds so far. The highest revision wins, for each part and each cell. */
  | { name: 'write'; payload: { part: string; text: string; revision: number } }
  | { name: 'writeCell'; payload: { part: string; row: number; column: string; text: string; revision: number } }
  | { name: 'detach'; payload: { part: string; hash: string } }
  /** From the server alone. */
  | { name: 'attach'; payload: Attached }

export interface Written {
  text: string
  revision: number
}

/** Cells by `row:column`; rows count from 0. */
export type Cells = Readonly<Record<string, Written>>

export interface OwnFile {
  hash: string
  bytes: number
  mime: string
  /** As the contestant called it. */
  name: string
  seconds?: number
}

export interface SubmissionWorkView {
  parts: readonly Part[]
  /** While working, and when the answers are shown. */
  task?: Pick<Task, 'title' | 'text' | 'attachments'>
  texts?: Readonly<Record<string, Written>>
  tables?: Readonly<Record<string, Cells>>
  files?: Readonly<Record<string, readonly OwnFile[]>>
  /** Ids of required parts that hold nothing yet. */
  missing?: readonly string[]
  /** Set when the answers are shown: it is read, not written in. */
  result?: true
}

/** A file as those see it who mark: by a neutral name. */
export interface PieceFile {
  hash: string
  bytes: number
  mime: string
  /** `introduction.mp4`: the part's id and an ending. */
  name: string
  seconds?: number
}

export type PiecePart =
  | { id: string; label: Text; kind: 'text'; text: string; characters: number; maxCharacters: number }
  | {
      id: string
      label: Text
      kind: 'table'
      columns: { id: string; label: Text }[]
      /** Rows with anything in them, each with its number from 1. */
      rows: { number: number; cells: Readonly<Record<string, string>> }[]
    }
  | { id: string; label: Text; kind: 'file'; files: PieceFile[]; mostSeconds?: number }

/** What judges read, and officials after the end: the work without its author. */
export interface SubmissionPiece {
  task: Pick<Task, 'title' | 'text' | 'lookFor'> & { attachments: readonly TaskFile[] }
  parts: PiecePart[]
}
