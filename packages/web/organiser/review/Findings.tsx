/** 差错与答复: what the supervisors found, in writing, and what the chief judge made of it. */
import type { ResultView, ReviewView } from '@leitai/core/contest/view.ts'
import { clockTime } from '@leitai/core/words.ts'
import { DataTable } from '@leitai/design/DataTable.tsx'
import { fill, useText, useWords } from '@leitai/design/language.ts'
import { Button, Group } from '@mantine/core'
import { useState } from 'react'
import { useContest } from '../../staff/contest.tsx'
import { AskReason } from '../../staff/dialogs.tsx'
import { Panel } from '../../staff/Panel.tsx'
import type { Correcting } from './CorrectDialog.tsx'
import { itemTitle, nameOf } from './naming.ts'
import type { Piece } from './pieces.ts'
import style from './review.module.css'
import { useRulebookRead } from './use-rulebook.ts'
import { reviewWords } from './words.ts'

interface Props {
  review: ReviewView
  result: ResultView
  /** Null: not the chief judge. */
  onCorrect: ((correcting: Correcting) => void) | null
}

export function Findings({ review, result, onCorrect }: Props) {
  const w = useWords(reviewWords)
  const text = useText()
  const book = useRulebookRead()
  const { act } = useContest()
  const [dismissing, setDismissing] = useState<Piece | null>(null)
  const wrong = review.pieces.filter(({ finding }) => finding !== null && !finding.right)
  const title = (item: string) => text(itemTitle(book, review.stage, item))
  return (
    <Panel title={w.findings}>
      {wrong.length === 0 ? (
        <p className={style.quiet}>
          {review.pieces.every(({ finding }) => finding !== null) ? w.findingsNone : w.findingsNotYet}
        </p>
      ) : (
        <DataTable
          dense={false}
          label={w.findings}
          rows={wrong}
          rowKey={({ code, item }) => `${code}/${item}`}
          tone={({ finding }) => (finding!.answer === null ? 'attention' : undefined)}
          columns={[
            { key: 'at', head: w.at, width: '84px', cell: ({ finding }) => clockTime(finding!.at) },
            {
              key: 'score',
              head: w.score,
              cell: ({ code, item }) => (
                <>
                  <strong>{nameOf(result, code)}</strong> · {title(item)}
                </>
              ),
            },
            { key: 'note', head: w.note, cell: ({ finding }) => finding!.note },
            {
              key: 'answer',
              head: w.answer,
              cell: (piece) => {
                const { answer } = piece.finding!
                if (answer !== null && 'dismissed' in answer) return fill(w.dismissed, { reason: answer.dismissed })
                if (answer !== null) {
                  const made = result.corrections[answer.correction]
                  return made === undefined ? '' : fill(w.correctedTo, { old: made.old, new: made.new })
                }
                if (onCorrect === null) return <span className={style.attention}>{w.waitsChief}</span>
                return (
                  <Group gap="xs" wrap="nowrap">
                    <Button
                      size="xs"
                      onClick={() => onCorrect({ stage: review.stage, ...piece, cause: 'review', appeal: null })}
                    >
                      {w.correct}
                    </Button>
                    <Button size="xs" variant="default" onClick={() => setDismissing(piece)}>
                      {w.dismiss}
                    </Button>
                  </Group>
                )
              },
            },
          ]}
        />
      )}
      {dismissing !== null && (
        <AskReason
          title={fill(w.dismissTitle, { code: dismissing.code, item: title(dismissing.item) })}
          what={dismissing.finding?.note}
          confirm={w.dismiss}
          suggestions={w.dismissReasons}
          onClose={() => setDismissing(null)}
          onConfirm={(reason) =>
            act('dismissFinding', { stage: review.stage, code: dismissing.code, item: dismissing.item, reason })
          }
        />
      )}
    </Panel>
  )
}
