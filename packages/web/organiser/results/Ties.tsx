/** Those who are equal when the rulebook's chain is exhausted: who decides, what is proposed, and who has signed it. */
import type { ResultView } from '@leitai/core/contest/view.ts'
import { fill, useWords } from '@leitai/design/language.ts'
import { Button } from '@mantine/core'
import { IconAlertTriangle, IconCheck, IconCircle } from '@tabler/icons-react'
import { useState } from 'react'
import { useContest } from '../../staff/contest.tsx'
import { useRoles } from '../contest/row.tsx'
import { entrantName, judgeNames } from './names.ts'
import style from './results.module.css'
import { SettleTie } from './SettleTie.tsx'
import { stageWords } from './stage-words.ts'
import { resultsWords } from './words.ts'

type Tie = ResultView['openTies'][number]

export function Ties({ result }: { result: ResultView }) {
  const w = useWords(resultsWords)
  const [settling, setSettling] = useState<Tie | null>(null)
  // One primary button: the first for which nothing is proposed yet.
  const next = result.openTies.find((tie) => tie.proposal === null)
  if (result.openTies.length === 0) return null
  return (
    <section className={style.ties}>
      <h2>
        <IconAlertTriangle size={17} aria-hidden /> {fill(w.ties, { count: result.openTies.length })}
      </h2>
      {result.openTies.map((tie) => (
        <OpenTie
          key={tie.codes.join()}
          result={result}
          tie={tie}
          first={tie === next}
          onSettle={() => setSettling(tie)}
        />
      ))}
      {settling !== null && <SettleTie result={result} tie={settling} onClose={() => setSettling(null)} />}
    </section>
  )
}

function OpenTie({ result, tie, first, onSettle }: { result: ResultView; tie: Tie; first: boolean; onSettle(): void }) {
  const w = useWords(resultsWords)
  const s = useWords(stageWords)
  const { view } = useContest()
  const chief = useRoles().includes('chiefJudge')
  const together =
    tie.why === 'deliberation' && view.panels.some((line) => line.stage === result.stage && line.panels.length > 0)
  return (
    <section className={style.tie} aria-label={fill(s.tieAt, { rank: tie.rank })}>
      <div>
        <strong>
          {fill(s.tieAt, { rank: tie.rank })} · {tie.codes.map((code) => entrantName(result, code)).join('、')}
        </strong>
        <p>{together ? s.whoSettles.deliberation : s.whoSettles.undecided}</p>
        {tie.proposal !== null && <Proposal result={result} rank={tie.rank} proposal={tie.proposal} />}
      </div>
      {chief ? (
        <Button size="xs" variant={first ? 'filled' : 'default'} onClick={onSettle}>
          {tie.proposal !== null ? s.proposeAgain : together ? s.propose : w.settle}
        </Button>
      ) : (
        tie.proposal === null && <span className={style.apart}>{w.onlyChief}</span>
      )}
    </section>
  )
}

function Proposal({
  result,
  rank,
  proposal,
}: {
  result: ResultView
  rank: number
  proposal: NonNullable<Tie['proposal']>
}) {
  const s = useWords(stageWords)
  const { view } = useContest()
  const names = judgeNames(view)
  return (
    <div className={style.proposal}>
      <p>{s.proposalOrder}</p>
      <ol>
        {proposal.order.map((code, place) => (
          <li key={code}>
            <span className={style.orderRank}>{rank + place}</span> {entrantName(result, code)}
          </li>
        ))}
      </ol>
      <p>{fill(s.becauseOf, { reason: proposal.reason })}</p>
      <p>{fill(s.signedCount, { signed: proposal.signed.length, all: proposal.signers.length })}</p>
      <ul className={style.signers}>
        {proposal.signers.map((judge) => {
          const signed = proposal.signed.includes(judge)
          return (
            <li key={judge} data-signed={signed || undefined}>
              {signed ? <IconCheck size={14} aria-hidden /> : <IconCircle size={10} aria-hidden />}
              {names.get(judge) ?? s.leftPanel}
              <small>{signed ? s.hasSigned : s.waits}</small>
            </li>
          )
        })}
      </ul>
    </div>
  )
}
