/** Each record with what was due and what was typed, aligned and coloured: for the contestant after release, and for officials. */
import { AlignmentLegend, AlignmentText } from '@leitai/design/AlignmentText.tsx'
import { fill, useWords } from '@leitai/design/language.ts'
import type { DictationField, DictationRecordView, DictationTotals, RecordResult } from '../types.ts'
import style from './results.module.css'
import { dictationWords } from './words.ts'

interface Props {
  fields: readonly DictationField[]
  records: readonly DictationRecordView[]
  results: Readonly<Record<string, RecordResult>>
  totals: DictationTotals
  playsUsed?: Readonly<Record<string, number>>
  fileUrl(hash: string): string
}

export function Marked({ records, results, totals, playsUsed, fileUrl }: Props) {
  const w = useWords(dictationWords)
  return (
    <div className={style.marked}>
      <header className={style.head}>
        <p>{fill(w.total, { n: totals.correct, of: totals.due, accuracy: totals.accuracy })}</p>
        <AlignmentLegend />
      </header>
      <ol className={style.list}>
        {records.map((record, index) => {
          const result = results[record.id] ?? {}
          return (
            <li key={record.id} className={style.record}>
              <div className={style.about}>
                <span className={style.number}>{index + 1}</span>
                {/* oxlint-disable-next-line jsx-a11y/media-has-caption -- what is said stands in words right below */}
                {record.audio !== null && <audio controls preload="none" src={fileUrl(record.audio.hash)} />}
                {playsUsed !== undefined && <small>{fill(w.playsUsed, { n: playsUsed[record.id] ?? 0 })}</small>}
              </div>
              <dl className={style.fields}>
                {record.fields.map((field) => {
                  const one = result[field]
                  return one === undefined ? null : (
                    <div key={field}>
                      <dt>{w.fields[field]}</dt>
                      <dd>
                        <AlignmentText runs={one.runs} />
                        {one.typed === '' && <small className={style.nothing}>{w.nothing}</small>}
                      </dd>
                      <dd className={style.count} data-all={one.correct === one.dueCount || undefined}>
                        {fill(w.correctOf, { n: one.correct, of: one.dueCount })}
                      </dd>
                    </div>
                  )
                })}
              </dl>
            </li>
          )
        })}
      </ol>
    </div>
  )
}
