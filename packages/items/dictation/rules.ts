/** Dictation: recordings are played, five fields of each are typed. */
import { z } from 'zod'
import { refuse, type Recorded, type Refusal } from '@leitai/core/run.ts'
import { chance, deriveSeed } from '@leitai/core/seed.ts'
import { sitting } from '@leitai/core/sitting/sitting.ts'
import { dueFields, markRecord, scoreOf, totalsOf, type Counting } from './marking.ts'
import { dictationMaterial } from './material.ts'
import { dictationOptions } from './options.ts'
import {
  dictationFields,
  type DictationCommand,
  type DictationField,
  type DictationInspection,
  type DictationMaterial,
  type DictationOptions,
  type DictationRecord,
  type DictationRecordView,
  type DictationWorkView,
  type RecordEntries,
  type RecordResult,
} from './types.ts'

export type DictationEvent =
  | { name: 'wentTo'; payload: { record: string } }
  | { name: 'played'; payload: { record: string } }
  | { name: 'entered'; payload: { record: string; field: DictationField; value: string; revision: number } }

export interface DictationPaper {
  replays: number
  goBack: boolean
  counting: Counting
  records: DictationRecord[]
}

export interface DictationWork {
  paper: DictationPaper
  /** Id of the record that is open. */
  current: string
  plays: Readonly<Record<string, number>>
  entries: Readonly<Record<string, RecordEntries>>
}

const record = z.string().max(20)
const commands = {
  play: z.strictObject({ record }),
  enter: z.strictObject({
    record,
    field: z.enum(dictationFields),
    value: z.string().max(600),
    revision: z.number().int().min(1),
  }),
  goTo: z.strictObject({ record }),
}

export const rules = sitting<
  DictationOptions,
  DictationMaterial,
  DictationPaper,
  DictationWork,
  DictationCommand,
  DictationEvent,
  DictationWorkView,
  DictationInspection
>({
  type: 'dictation',
  stateVersion: 1,
  options: dictationOptions,
  material: dictationMaterial,
  commands,

  prepare(options, material, seeds) {
    const lacking = whatIsMissing(options, material)
    if (lacking) throw new Error(lacking.en)
    const { replays, goBack, punctuation, keep, drop, emailLowerCase, accuracy } = options
    return {
      replays,
      goBack,
      counting: { punctuation, keep, drop, emailLowerCase, accuracy },
      records: arrange(options, material, seeds),
    }
  },

  begin: (paper) => ({ paper, current: paper.records[0]!.id, plays: {}, entries: {} }),

  decide(work, command) {
    const { paper } = work
    const { byId } = shown(paper)
    const at = byId.get(command.payload.record)
    if (at === undefined) return refuse('noSuchRecord', '没有这条录音', 'There is no such record')
    const { id } = at.record
    if (!paper.goBack && at.index < byId.get(work.current)!.index)
      return refuse('noGoingBack', '本赛项不能返回前面的录音', 'This item does not let you go back')
    const move: DictationEvent[] = id === work.current ? [] : [{ name: 'wentTo', payload: { record: id } }]
    switch (command.name) {
      case 'goTo':
        return move
      case 'play':
        if (at.record.audio === null) return refuse('noRecording', '这条记录没有录音', 'This record has no recording')
        if ((work.plays[id] ?? 0) >= paper.replays)
          return refuse(
            'noPlaysLeft',
            `第 ${at.index + 1} 条已播放 ${paper.replays} 次，不能再播放`,
            `Record ${at.index + 1} was played ${paper.replays} times, which is all`,
            { replays: paper.replays },
          )
        return [...move, { name: 'played', payload: { record: id } }]
      case 'enter': {
        const { field, value, revision } = command.payload
        // An older or repeated save has no effect, whatever order saves arrive in.
        if (revision <= (work.entries[id]?.[field]?.revision ?? 0)) return []
        // Where one may go back, a save that comes late must not pull the page to its record.
        return [...(paper.goBack ? [] : move), { name: 'entered', payload: { record: id, field, value, revision } }]
      }
    }
  },

  evolve(work, event: Recorded<DictationEvent>) {
    switch (event.name) {
      case 'wentTo':
        return { ...work, current: event.payload.record }
      case 'played': {
        const { record: id } = event.payload
        return { ...work, plays: { ...work.plays, [id]: (work.plays[id] ?? 0) + 1 } }
      }
      case 'entered': {
        const { record: id, field, value, revision } = event.payload
        return { ...work, entries: { ...work.entries, [id]: { ...work.entries[id], [field]: { value, revision } } } }
      }
    }
  },

  view(work, showing) {
    const { paper, current, entries } = work
    const { fields, records } = shown(paper)
    const known: DictationWorkView = { count: records.length, replays: paper.replays, goBack: paper.goBack, fields }
    switch (showing) {
      case 'waiting':
      case 'closed':
        return known
      case 'working':
        return { ...known, records, current, entries, playsLeft: playsLeft(work) }
      case 'answers': {
        const marked = results(work)
        return {
          ...known,
          records,
          entries,
          results: Object.fromEntries(marked),
          totals: totalsOf(marked.values(), paper.counting),
        }
      }
    }
  },

  inspect(work) {
    const { fields, records } = shown(work.paper)
    const marked = results(work)
    return {
      fields,
      records,
      playsUsed: work.plays,
      results: Object.fromEntries(marked),
      totals: totalsOf(marked.values(), work.paper.counting),
    }
  },

  progress: ({ paper, entries }) => ({
    done: paper.records.filter(({ id }) => Object.values(entries[id] ?? {}).some(({ value }) => value !== '')).length,
    total: paper.records.length,
  }),

  score: (work) => scoreOf(results(work), work.paper.counting),

  files({ paper, current, plays }, showing) {
    const heard = (id: string) => id === current || (paper.goBack && (plays[id] ?? 0) > 0)
    return paper.records.flatMap(({ id, audio }) =>
      audio !== null && (showing === 'answers' || (showing === 'working' && heard(id))) ? [audio.hash] : [],
    )
  },
})

/** Says what the paper lacks for these options; null where it has all. */
export function whatIsMissing(options: DictationOptions, { records }: DictationMaterial): Refusal | null {
  const wanted = options.records ?? records.length
  if (records.length < wanted)
    return refuse(
      'tooFewRecords',
      `规程要求 ${wanted} 条，听打试卷只有 ${records.length} 条，缺 ${wanted - records.length} 条`,
      `The rulebook wants ${wanted} records, the paper has ${records.length}: ${wanted - records.length} missing`,
      { wanted, found: records.length },
    )
  const silent = records.filter(({ audio }) => audio === null).map(({ id }) => id)
  if (silent.length > 0)
    return refuse('noRecording', `这些记录没有录音：${silent.join('、')}`, `No recording for ${silent.join(', ')}`, {
      silent,
    })
  const empty = records.filter((one) => dueFields(one).length === 0).map(({ id }) => id)
  if (empty.length > 0)
    return refuse(
      'emptyRecord',
      `这些记录没有任何字段：${empty.join('、')}`,
      `No field is filled in ${empty.join(', ')}`,
      { empty },
    )
  return null
}

/** The same records for everybody; their order by the rulebook. */
function arrange(
  options: DictationOptions,
  { records }: DictationMaterial,
  { seed, itemSeed }: { seed: string; itemSeed: string },
): DictationRecord[] {
  const count = options.records ?? records.length
  const used = count === records.length ? null : new Set(chance(deriveSeed(itemSeed, 'records')).sample(records, count))
  const chosen = used === null ? records : records.filter((one) => used.has(one))
  return options.order === 'shuffled' ? chance(deriveSeed(seed, 'record order')).shuffle(chosen) : chosen
}

interface Shown {
  byId: ReadonlyMap<string, { record: DictationRecord; index: number }>
  records: readonly DictationRecordView[]
  fields: readonly DictationField[]
}

const shownPapers = new WeakMap<DictationPaper, Shown>()

/** What all views of a paper share; made once for each paper and never stored. */
function shown(paper: DictationPaper): Shown {
  const known = shownPapers.get(paper)
  if (known) return known
  const records = paper.records.map((one) => ({
    id: one.id,
    audio:
      one.audio === null ? null : { hash: one.audio.hash, mime: one.audio.mime, seconds: one.audio.seconds ?? null },
    fields: dueFields(one),
  }))
  const asked = new Set(records.flatMap(({ fields }) => fields))
  const made: Shown = {
    byId: new Map(paper.records.map((one, index) => [one.id, { record: one, index }])),
    records,
    fields: dictationFields.filter((field) => asked.has(field)),
  }
  shownPapers.set(paper, made)
  return made
}

function playsLeft({ paper, plays }: DictationWork): Record<string, number> {
  return Object.fromEntries(paper.records.map(({ id }) => [id, Math.max(0, paper.replays - (plays[id] ?? 0))]))
}

function results({ paper, entries }: DictationWork): Map<string, RecordResult> {
  return new Map(paper.records.map((one) => [one.id, markRecord(one, entries[one.id] ?? {}, paper.counting)]))
}
