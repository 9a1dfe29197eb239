/** What a dictation is made of and what its screens get. No schemas here: the browser imports this file alone. */
import type { AlignmentRun } from '@leitai/core/alignment.ts'

/** The fields of a record, in the order in which they are spoken and typed. */
export const dictationFields = ['name', 'address', 'phone', 'postcode', 'email'] as const
export type DictationField = (typeof dictationFields)[number]

export interface Audio {
  /** SHA-256 of the recording, its name in the file store. */
  hash: string
  mime: string
  bytes: number
  seconds?: number | undefined
}

/** One customer. An empty field is not spoken and not due. */
export type DictationRecord = { id: string; audio: Audio | null } & Record<DictationField, string>

/** The material: a dictation paper. */
export interface DictationMaterial {
  records: DictationRecord[]
}

export interface DictationOptions {
  /** How often each recording may be played in all, the first time included. */
  replays: number
  /** Whether a record that was left may be opened again. */
  goBack: boolean
  /** How many of the paper's records are used (the same for everybody); all where not said. */
  records?: number | undefined
  order: 'same' | 'shuffled'
  /** Fields whose punctuation counts. */
  punctuation: DictationField[]
  /** Characters that count in a field although they would be dropped. */
  keep: Partial<Record<DictationField, string>>
  /** Characters that do not count in a field although they would. */
  drop: Partial<Record<DictationField, string>>
  emailLowerCase: boolean
  /** Where accuracy is rounded to 2 decimals: as a percentage (95.94 %) or as a ratio (0.96). */
  accuracy: 'percent' | 'ratio'
}

export type DictationCommand =
  /** Asks for one playing of the recording; granted plays are counted. Moves to the record. */
  | { name: 'play'; payload: { record: string } }
  /** The whole text of one field. `revision` is counted up by the browser for each field of each record; the highest wins. */
  | { name: 'enter'; payload: { record: string; field: DictationField; value: string; revision: number } }
  | { name: 'goTo'; payload: { record: string } }

export interface Entered {
  value: string
  revision: number
}
export type RecordEntries = Partial<Record<DictationField, Entered>>

export interface DictationWorkView {
  /** Known before the start. */
  count: number
  replays: number
  goBack: boolean
  /** The fields that this paper asks for, in order. */
  fields: readonly DictationField[]
  /** From here on: only while working, and again when the answers are shown. In this entrant's order. */
  records?: readonly DictationRecordView[]
  /** Id of the record that is open. */
  current?: string
  playsLeft?: Readonly<Record<string, number>>
  entries?: Readonly<Record<string, RecordEntries>>
  /** Only when the answers are shown, by record id. */
  results?: Readonly<Record<string, RecordResult>>
  /** Only when the answers are shown. */
  totals?: DictationTotals
}

export interface DictationRecordView {
  id: string
  audio: { hash: string; mime: string; seconds: number | null } | null
  /** The fields that this record asks for. */
  fields: readonly DictationField[]
}

export interface FieldResult {
  /** As the record has it and as it was typed. */
  due: string
  typed: string
  /** The alignment of what counts of both (after normalisation), for colouring. */
  runs: readonly AlignmentRun[]
  correct: number
  dueCount: number
}
export type RecordResult = Partial<Record<DictationField, FieldResult>>

export interface DictationTotals {
  correct: number
  due: number
  /** Percent, 2 decimals: `95.94`. */
  accuracy: string
}

/** For officials once the sitting is closed. */
export interface DictationInspection {
  fields: readonly DictationField[]
  records: readonly DictationRecordView[]
  playsUsed: Readonly<Record<string, number>>
  results: Readonly<Record<string, RecordResult>>
  totals: DictationTotals
}
