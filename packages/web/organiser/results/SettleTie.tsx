import type { ResultView } from '@leitai/core/contest/view.ts'
import { fill, useWords } from '@leitai/design/language.ts'
import { ActionIcon, Text } from '@mantine/core'
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react'
import { useState } from 'react'
import { useContest } from '../../staff/contest.tsx'
import { AskReason } from '../../staff/dialogs.tsx'
import style from './results.module.css'
import { resultsWords } from './words.ts'

/** The order of those who are equal, entered by the chief judge with a reason. */
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
  const { act } = useContest()
  const [order, setOrder] = useState(tie.codes)
  const move = (from: number, to: number) => {
    const next = [...order]
    const [code] = next.splice(from, 1)
    next.splice(to, 0, code!)
    setOrder(next)
  }
  const named = (code: string) => {
    const line = result.lines.find((one) => one.code === code)
    return line?.name === undefined ? code : `${line.number} ${line.name}`
  }
  return (
    <AskReason
      title={fill(w.settleTitle, { rank: tie.rank })}
      confirm={w.settle}
      suggestions={w.tieReasons}
      onClose={onClose}
      onConfirm={(reason) => act('settleTie', { stage: result.stage, order, reason })}
    >
      <Text c="dimmed" size="sm">
        {w.settleHelp}
      </Text>
      <ol className={style.order}>
        {order.map((code, place) => (
          <li key={code}>
            <span className={style.orderRank}>{tie.rank + place}</span>
            <span>{named(code)}</span>
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={`${w.up} ${named(code)}`}
              disabled={place === 0}
              onClick={() => move(place, place - 1)}
            >
              <IconArrowUp size={17} />
            </ActionIcon>
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={`${w.down} ${named(code)}`}
              disabled={place === order.length - 1}
              onClick={() => move(place, place + 1)}
            >
              <IconArrowDown size={17} />
            </ActionIcon>
          </li>
        ))}
      </ol>
    </AskReason>
  )
}
