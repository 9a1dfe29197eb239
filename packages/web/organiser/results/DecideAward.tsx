import type { ResultView } from '@leitai/core/contest/view.ts'
import { useWords } from '@leitai/design/language.ts'
import { MultiSelect } from '@mantine/core'
import { useState } from 'react'
import { useContest } from '../../staff/contest.tsx'
import { AskReason } from '../../staff/dialogs.tsx'
import { resultsWords } from './words.ts'

/** Awards that people decide: the winners and the reason go into the record. */
export function DecideAward({ award, result, onClose }: { award: string; result: ResultView; onClose: () => void }) {
  const w = useWords(resultsWords)
  const { act } = useContest()
  const [entrants, setEntrants] = useState<string[]>([])
  const data = result.lines.flatMap((line) =>
    line.entrantId === undefined
      ? []
      : [{ value: line.entrantId, label: `${line.number} ${line.name} · ${line.total}` }],
  )
  return (
    <AskReason
      title={w.decideTitle}
      confirm={w.save}
      suggestions={w.decideReasons}
      onClose={onClose}
      onConfirm={(reason) => act('decideAward', { award, entrants, reason })}
    >
      <MultiSelect
        data-autofocus
        label={w.winners}
        description={w.decideHelp}
        searchable
        data={data}
        value={entrants}
        onChange={setEntrants}
      />
    </AskReason>
  )
}
