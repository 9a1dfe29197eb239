/** 申诉仲裁: each appeal with its evidence; the arbiter rules, and the chief judge carries an upheld one out. */
import type { AppealView } from '@leitai/core/contest/view.ts'
import { EmptyState } from '@leitai/design/EmptyState.tsx'
import { fill, useText, useWords } from '@leitai/design/language.ts'
import { PageHeader } from '@leitai/design/PageHeader.tsx'
import { Modal } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useContest } from '../../staff/contest.tsx'
import { CorrectDialog, type Correcting } from '../review/CorrectDialog.tsx'
import { itemTitle } from '../review/naming.ts'
import { PieceEvidence } from '../review/PieceEvidence.tsx'
import { useRulebookRead } from '../review/use-rulebook.ts'
import { Appeal } from './Appeal.tsx'
import { RuleDialog } from './RuleDialog.tsx'
import style from './appeals.module.css'
import { appealsWords } from './words.ts'

export function AppealsPage() {
  const w = useWords(appealsWords)
  const text = useText()
  const { id, view } = useContest()
  const book = useRulebookRead()
  const [ruling, setRuling] = useState<AppealView | null>(null)
  const [looking, setLooking] = useState<AppealView | null>(null)
  const [correcting, setCorrecting] = useState<Correcting | null>(null)
  // what waits comes first, each in the order in which it came
  const waits = (appeal: AppealView) => appeal.ruling === null && appeal.withdrawn === null
  const numbered = view.appeals.map((appeal, index) => ({ appeal, number: index + 1 }))
  const appeals = [
    ...numbered.filter(({ appeal }) => waits(appeal)),
    ...numbered.filter(({ appeal }) => !waits(appeal)).toReversed(),
  ]
  const rule = book?.appeals
  return (
    <div>
      <PageHeader
        above={
          <Link to="/contests/$contestId/review" params={{ contestId: id }}>
            {w.back}
          </Link>
        }
        title={w.title}
        about={
          <>
            {w.about}
            {rule !== undefined && ` ${fill(w.window[rule.after], { minutes: rule.withinMinutes })}`}
          </>
        }
      />
      {appeals.length === 0 ? (
        <EmptyState title={w.empty} about={w.emptyHelp} />
      ) : (
        <ol className={style.list}>
          {appeals.map(({ appeal, number }) => (
            <li key={appeal.appeal}>
              <Appeal
                appeal={appeal}
                number={number}
                item={text(itemTitle(book, appeal.stage, appeal.item))}
                onLook={() => setLooking(appeal)}
                onRule={() => setRuling(appeal)}
                onCorrect={(code) =>
                  setCorrecting({
                    stage: appeal.stage,
                    item: appeal.item,
                    code,
                    cause: 'appeal',
                    appeal: appeal.appeal,
                  })
                }
              />
            </li>
          ))}
        </ol>
      )}
      {looking?.code !== undefined && (
        <Modal
          opened
          onClose={() => setLooking(null)}
          size="min(1280px, 96vw)"
          padding={0}
          title={fill(w.evidenceTitle, {
            entrant: `${looking.code} ${looking.entrant}`,
            item: text(itemTitle(book, looking.stage, looking.item)),
          })}
          classNames={{ header: style.evidenceHead!, body: style.evidenceBody! }}
        >
          <PieceEvidence stage={looking.stage} item={looking.item} code={looking.code} />
        </Modal>
      )}
      {ruling !== null && (
        <RuleDialog
          appeal={ruling}
          item={text(itemTitle(book, ruling.stage, ruling.item))}
          onClose={() => setRuling(null)}
        />
      )}
      {correcting !== null && <CorrectDialog correcting={correcting} onClose={() => setCorrecting(null)} />}
    </div>
  )
}
