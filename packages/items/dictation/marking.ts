/** Which characters of a field count, and how many of them came out right. */
import { align } from '@leitai/core/alignment.ts'
import { formatDecimal, shortDecimal, whole, zero } from '@leitai/core/scoring/decimal.ts'
import type { Score } from '@leitai/core/score.ts'
import {
  dictationFields,
  type DictationField,
  type DictationOptions,
  type DictationRecord,
  type DictationTotals,
  type FieldResult,
  type RecordEntries,
  type RecordResult,
} from './types.ts'

export type Counting = Pick<DictationOptions, 'punctuation' | 'keep' | 'drop' | 'emailLowerCase' | 'accuracy'>

const neverCounts = /[\p{Z}\p{C}]/u
const punctuation = /\p{P}/u

export const fieldNames: Record<DictationField, { zh: string; en: string }> = {
  name: { zh: '姓名', en: 'Name' },
  address: { zh: '地址', en: 'Address' },
  phone: { zh: '电话', en: 'Phone' },
  postcode: { zh: '邮编', en: 'Postcode' },
  email: { zh: '电子邮箱', en: 'E-mail' },
}

/** The characters of a field that are compared: NFKC, without separators, control characters and (by field) punctuation. */
export function counted(text: string, field: DictationField, counting: Counting): string {
  let plain = text.normalize('NFKC')
  if (field === 'email' && counting.emailLowerCase) plain = plain.toLowerCase()
  const keep = (counting.keep[field] ?? '').normalize('NFKC')
  const drop = (counting.drop[field] ?? '').normalize('NFKC')
  const withPunctuation = counting.punctuation.includes(field)
  let out = ''
  for (const character of plain) {
    const counts =
      keep.includes(character) ||
      !(drop.includes(character) || neverCounts.test(character) || (!withPunctuation && punctuation.test(character)))
    if (counts) out += character
  }
  return out
}

/** The fields that a record asks for, in spoken order. */
export function dueFields(record: DictationRecord): DictationField[] {
  return dictationFields.filter((field) => record[field] !== '')
}

export function markRecord(record: DictationRecord, entries: RecordEntries, counting: Counting): RecordResult {
  const result: RecordResult = {}
  for (const field of dueFields(record)) {
    const typed = entries[field]?.value ?? ''
    const due = counted(record[field], field, counting)
    const { runs, matches } = align(due, counted(typed, field, counting))
    result[field] = { due: record[field], typed, runs, correct: matches, dueCount: [...due].length }
  }
  return result
}

const fieldsOf = (result: RecordResult): [DictationField, FieldResult][] =>
  dictationFields.flatMap((field) => (result[field] ? [[field, result[field]]] : []))

export function totalsOf(results: Iterable<RecordResult>, counting: Counting): DictationTotals {
  let correct = 0
  let due = 0
  for (const result of results) {
    for (const [, field] of fieldsOf(result)) {
      correct += field.correct
      due += field.dueCount
    }
  }
  const ratio = due === 0 ? zero : whole(correct).div(whole(due))
  const percent =
    counting.accuracy === 'percent'
      ? formatDecimal(ratio.mul(100), 2)
      : `${Number(formatDecimal(ratio, 2).replace('.', ''))}.00`
  return { correct, due, accuracy: percent }
}

/** Accuracy in percent out of 100: the contest scales it, so that the item's score is accuracy × the item's points. */
export function scoreOf(results: ReadonlyMap<string, RecordResult>, counting: Counting): Score {
  const { correct, due, accuracy } = totalsOf(results.values(), counting)
  return {
    id: 'accuracy',
    label: { zh: '听打正确率', en: 'Dictation accuracy' },
    points: accuracy,
    max: '100',
    rule: {
      zh: `正确字符 ${correct} ÷ 应录字符 ${due} = ${accuracy} %`,
      en: `${correct} characters right ÷ ${due} due = ${accuracy} %`,
    },
    facts: { correct: String(correct), due: String(due), accuracy },
    children: [...results].map(([id, result], i): Score => {
      const fields = fieldsOf(result)
      const sum = (of: (field: FieldResult) => number) =>
        String(fields.reduce((total, [, field]) => total + of(field), 0))
      return {
        id,
        label: { zh: `第 ${i + 1} 条`, en: `Record ${i + 1}` },
        points: sum((field) => field.correct),
        max: sum((field) => field.dueCount),
        rule: { zh: '正确字符数', en: 'Characters right' },
        children: fields.map(([field, { correct, dueCount }]) => ({
          id: field,
          label: fieldNames[field],
          points: shortDecimal(whole(correct)),
          max: shortDecimal(whole(dueCount)),
        })),
      }
    }),
  }
}
