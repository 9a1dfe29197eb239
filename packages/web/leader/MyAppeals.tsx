/** One's appeals with their receipt, and the ruling when it is given. */
import { clockTime } from '@leitai/core/words.ts'
import { fill, useText, useWords } from '@leitai/design/language.ts'
import { Button } from '@mantine/core'
import { useState } from 'react'
import { api } from '../session/api.ts'
import { useCall } from '../staff/call.ts'
import { useContest } from '../staff/contest.tsx'
import { AskReason } from '../staff/dialogs.tsx'
import style from './leader.module.css'
import { receiptNumber } from './receipt.ts'
import type { Filed, Mine } from './windows.ts'
import { leaderWords } from './words.ts'

export function MyAppeals({ mine, reread }: { mine: Mine; reread(): void }) {
  const w = useWords(leaderWords)
  const { id } = useContest()
  const call = useCall()
  const [withdrawing, setWithdrawing] = useState<Filed | null>(null)
  return (
    <section aria-labelledby="my-appeals">
      <h2 id="my-appeals">{w.mine}</h2>
      <ul className={style.appeals}>
        {mine.appeals.toReversed().map((appeal) => (
          <li key={appeal.appeal}>
            <Appeal appeal={appeal} mine={mine} onWithdraw={() => setWithdrawing(appeal)} />
          </li>
        ))}
      </ul>
      {withdrawing !== null && (
        <AskReason
          title={w.withdrawTitle}
          what={w.withdrawWhat}
          confirm={w.withdraw}
          suggestions={w.withdrawReasons}
          onClose={() => setWithdrawing(null)}
          onConfirm={async (reason) => {
            const done = await call(api.appeals.withdraw({ id, appeal: withdrawing.appeal, reason }))
            reread()
            return done !== null
          }}
        />
      )}
    </section>
  )
}

function Appeal({ appeal, mine, onWithdraw }: { appeal: Filed; mine: Mine; onWithdraw(): void }) {
  const w = useWords(leaderWords)
  const text = useText()
  const { ruling, withdrawn } = appeal
  const state = withdrawn !== null ? 'withdrawn' : ruling === null ? 'open' : ruling.upheld ? 'upheld' : 'rejected'
  const title = mine.entrants
    .flatMap(({ items }) => items)
    .find(({ stage, item }) => stage === appeal.stage && item === appeal.item)?.title
  return (
    <article className={style.appeal} data-state={state}>
      <header>
        <h3>
          {appeal.entrant} <span>{title === undefined ? appeal.item : text(title)}</span>
        </h3>
        <span className={style.state}>{w.states[state]}</span>
      </header>
      <p className={style.meta}>
        {fill(w.receipt, { number: receiptNumber(appeal.appeal) })} · {fill(w.filedAt, { time: clockTime(appeal.at) })}{' '}
        · {appeal.clause}
      </p>
      <details>
        <summary>{w.statement}</summary>
        <p className={style.written}>{appeal.statement}</p>
      </details>
      {ruling !== null && (
        <div className={style.ruling}>
          <p className={style.written}>{ruling.reason}</p>
          <p className={style.meta}>
            {fill(w.ruling, { name: ruling.name, time: clockTime(ruling.at) })}
            {ruling.upheld && ` · ${w.upheldMeans}`}
          </p>
        </div>
      )}
      {withdrawn !== null && (
        <p className={style.meta}>
          {fill(w.withdrawnWhy, { time: clockTime(withdrawn.at), reason: withdrawn.reason })}
        </p>
      )}
      {state === 'open' && (
        <footer>
          <span className={style.meta}>{w.waits}</span>
          <Button variant="default" onClick={onWithdraw}>
            {w.withdraw}
          </Button>
        </footer>
      )}
    </article>
  )
}
