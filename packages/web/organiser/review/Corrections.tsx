/** 更正记录: every correction with what stood before, why, and under whose name. */
import type { ResultView } from '@leitai/core/contest/view.ts'
import { clockTime } from '@leitai/core/words.ts'
import { DataTable } from '@leitai/design/DataTable.tsx'
import { useText, useWords } from '@leitai/design/language.ts'
import { Button } from '@mantine/core'
import { useState } from 'react'
import { useContest } from '../../staff/contest.tsx'
import { Panel } from '../../staff/Panel.tsx'
import type { Correcting } from './CorrectDialog.tsx'
import { correctedMark, itemTitle, nameOf } from './naming.ts'
import { PickScore } from './PickScore.tsx'
import style from './review.module.css'
import { useRulebookRead } from './use-rulebook.ts'
import { reviewWords } from './words.ts'

interface Props {
  result: ResultView
  /** Null: not the chief judge. */
  onCorrect: ((correcting: Correcting) => void) | null
}

export function Corrections({ result, onCorrect }: Props) {
  const w = useWords(reviewWords)
  const text = useText()
  const book = useRulebookRead()
  const { view } = useContest()
  const [picking, setPicking] = useState(false)
  return (
    <Panel
      title={w.corrections}
      action={
        onCorrect !== null && (
          <Button size="xs" variant="default" onClick={() => setPicking(true)}>
            {w.correctOne}
          </Button>
        )
      }
    >
      {picking && onCorrect !== null && (
        <PickScore
          result={result}
          onClose={() => setPicking(false)}
          onPick={(code, item) => {
            setPicking(false)
            onCorrect({ stage: result.stage, code, item, cause: 'error', appeal: null })
          }}
        />
      )}
      <DataTable
        label={w.corrections}
        rows={result.corrections}
        rowKey={(_, index) => index}
        empty={<p className={style.quiet}>{w.correctionsNone}</p>}
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
