/** One piece: which of its judges have handed in, how far they are apart, and the chief judge's calls to them. */
import { clockTime } from '@leitai/core/words.ts'
import { fill, useWords } from '@leitai/design/language.ts'
import { Button, Drawer, Group } from '@mantine/core'
import { useState } from 'react'
import { useContest } from '../../staff/contest.tsx'
import { AskReason } from '../../staff/dialogs.tsx'
import { useRoles } from '../contest/row.tsx'
import style from './marking.module.css'
import type { PieceLine } from './progress.ts'
import { SheetState } from './SheetState.tsx'
import { markingWords } from './words.ts'

interface Props {
  stage: string
  title: string
  piece: PieceLine | null
  closed: boolean
  onClose(): void
}

export function PieceDrawer({ stage, title, piece, closed, onClose }: Props) {
  const m = useWords(markingWords)
  const { act } = useContest()
  const chief = useRoles().includes('chiefJudge')
  const [asking, setAsking] = useState<'remark' | 'talk' | null>(null)
  return (
    <Drawer
      opened={piece !== null}
      onClose={onClose}
      position="right"
      size={420}
      closeOnEscape={asking === null}
      title={piece === null ? '' : fill(m.pieceTitle, { code: piece.code, item: title })}
    >
      {piece !== null && (
        <>
          <dl className={style.facts}>
            <dt>{m.state}</dt>
            <dd>{m.phases[piece.phase]}</dd>
            <dt>{m.spread}</dt>
            <dd className={piece.spread?.alarm ? style.alarm : undefined}>
              {piece.spread === null ? '—' : piece.spread.points}
              {piece.spread?.alarm && ` · ${m.legend.alarm}`}
            </dd>
          </dl>
          <ul className={style.seats}>
            {piece.judges.map((judge) => (
              <li key={judge.personId}>
                <strong>{judge.name}</strong>
                <SheetState {...judge} toMark={piece.toMark} />
              </li>
            ))}
            {piece.missing > 0 && <li className={style.attention}>{fill(m.seatsEmpty, { count: piece.missing })}</li>}
          </ul>
          {chief && !closed && piece.phase === 'open' && (
            <Group gap="xs" my="md">
              {(['remark', 'talk'] as const).map((kind) => (
                <Button key={kind} variant="default" onClick={() => setAsking(kind)}>
                  {m.kinds[kind]}
                </Button>
              ))}
            </Group>
          )}
          <h4 className={style.callsHead}>{m.calls}</h4>
          {piece.calls.length === 0 ? (
            <p className={style.about}>{m.noCalls}</p>
          ) : (
            <ol className={style.calls}>
              {piece.calls.map((call) => (
                <li key={call.at}>
                  <time>{clockTime(call.at)}</time>
                  <span>
                    <strong>{m.kindsDone[call.kind]}</strong> {call.note}
                  </span>
                </li>
              ))}
            </ol>
          )}
          {asking !== null && (
            <AskReason
              title={fill(m.callTitle, { kind: m.kinds[asking], code: piece.code })}
              what={m.callWhat[asking]}
              confirm={m.send}
              suggestions={m.notes[asking]}
              onClose={() => setAsking(null)}
              onConfirm={(note) => act('callJudges', { stage, item: piece.item, code: piece.code, kind: asking, note })}
            />
          )}
        </>
      )}
    </Drawer>
  )
}
