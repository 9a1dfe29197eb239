import type { ResultView } from '@leitai/core/contest/view.ts'
import { fill, useWords } from '@leitai/design/language.ts'
import { Text } from '@mantine/core'
import { useState } from 'react'
import { useContest } from '../../staff/contest.tsx'
import { AskReason } from '../../staff/dialogs.tsx'
import { OrderedList } from '../OrderedList.tsx'
import { entrantName } from './names.ts'
import { stageWords } from './stage-words.ts'
import { resultsWords } from './words.ts'

/**
 * The order of those who are equal, entered by the chief judge with a reason. Where the rulebook asks the judges together,
 * it is a proposal that each of them signs.
 */
export function SettleTie({
  result,
  tie,
  onClose,
}: {
  result: ResultView
  tie: ResultView['openTies'][number]
  onClose: () => void
}) {
  const w = useWords(resultsWords)
  const s = useWords(stageWords)
  const { view, act } = useContest()
  const [order, setOrder] = useState(tie.proposal?.order ?? tie.codes)
  const judges = new Set(
    view.panels
      .filter((line) => line.stage === result.stage)
      .flatMap(({ panels }) => panels.flatMap((panel) => panel.judges.map(({ personId }) => personId))),
  ).size
  const together = tie.why === 'deliberation' && judges > 0
  return (
    <AskReason
      title={fill(together ? s.proposeTitle : w.settleTitle, { rank: tie.rank })}
      {...(together ? { what: fill(s.proposeWhat, { count: judges }) } : {})}
      confirm={together ? s.propose : w.settle}
      suggestions={w.tieReasons}
      onClose={onClose}
      onConfirm={(reason) => act('settleTie', { stage: result.stage, order, reason })}
    >
      <Text c="dimmed" size="sm">
        {s.dragHelp}
      </Text>
      <OrderedList
        label={fill(s.tieAt, { rank: tie.rank })}
        rows={order.map((code) => ({ id: code, name: entrantName(result, code), content: entrantName(result, code) }))}
        onOrder={setOrder}
        mark={(place) => tie.rank + place}
      />
    </AskReason>
  )
}
