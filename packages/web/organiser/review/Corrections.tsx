/** 更正记录: every correction with what stood before, why, and under whose name. */
import type { ResultView } from '@leitai/core/contest/view.ts'
import { clockTime } from '@leitai/core/words.ts'
import { DataTable } from '@leitai/design/DataTable.tsx'
import { useText, useWords } from '@leitai/design/language.ts'
import { useContest } from '../../staff/contest.tsx'
import { Panel } from '../../staff/Panel.tsx'
import { correctedMark, itemTitle, nameOf } from './naming.ts'
import style from './review.module.css'
import { useRulebookRead } from './use-rulebook.ts'
import { reviewWords } from './words.ts'

export function Corrections({ result }: { result: ResultView }) {
  const w = useWords(reviewWords)
  const text = useText()
  const book = useRulebookRead()
  const { view } = useContest()
  if (result.corrections.length === 0) return null
  return (
    <Panel title={w.corrections}>
      <DataTable
        label={w.corrections}
        rows={result.corrections}
        rowKey={(_, index) => index}
        columns={[
          { key: 'at', head: w.at, width: '84px', cell: ({ at }) => clockTime(at) },
          {
            key: 'score',
            head: w.score,
            cell: ({ code, item }) => (
              <>
                <strong>{nameOf(result, code)}</strong> · {text(itemTitle(book, result.stage, item))}
              </>
            ),
          },
          {
            key: 'what',
            head: w.what,
            cell: (one) => {
              const mark = correctedMark(view, book, result.stage, one)
              return mark === null ? w.itemScore : `${mark.judge} · ${text(mark.line)}`
            },
          },
          { key: 'old', head: w.old, numeric: true, cell: ({ old }) => <del className={style.old}>{old || '—'}</del> },
          { key: 'new', head: w.new, numeric: true, cell: (one) => <strong>{one.new}</strong> },
          { key: 'why', head: w.why, cell: ({ cause, reason }) => `${w.causes[cause]} · ${reason}` },
          { key: 'by', head: w.by, cell: ({ name }) => name },
        ]}
      />
    </Panel>
  )
}
