/** The order of equals that the judges agreed on: each signs it with the password (C05). */
import { fill, useWords } from '@leitai/design/language.ts'
import { notifications } from '@mantine/notifications'
import { api, query, queryClient } from '../session/api.ts'
import { useCall } from '../staff/call.ts'
import { AskPassword } from '../staff/dialogs.tsx'
import type { WaitingOrder } from './Notices.tsx'
import { shownNumber } from './sheet-now.ts'
import style from './desk.module.css'
import { judgeWords } from './words.ts'

export function SignOrder({
  contestId,
  order,
  onClose,
}: {
  contestId: string
  order: WaitingOrder
  onClose: () => void
}) {
  const w = useWords(judgeWords)
  const call = useCall()
  const sign = async (password: string) => {
    const codes = order.order.map(({ code }) => code)
    const signed = await call(api.marking.signTie({ id: contestId, stage: order.stage, order: codes, password }))
    if (signed === null) return false
    notifications.show({ color: 'jade', message: w.signed })
    void queryClient.invalidateQueries({ queryKey: query.marking.ties.key() })
    return true
  }
  return (
    <AskPassword title={w.tieTitle} confirm={w.sign} onClose={onClose} onConfirm={sign}>
      <div>
        <h3 className={style.small}>{w.tieOrder}</h3>
        <ol className={style.order}>
          {order.order.map(({ code, name, total }) => (
            <li key={code}>
              <strong>{code}</strong>
              <span>{name}</span>
              <span className={style.figure}>{shownNumber(total)}</span>
            </li>
          ))}
        </ol>
      </div>
      <div>
        <h3 className={style.small}>{w.tieReason}</h3>
        <p>{order.reason}</p>
      </div>
      <p>
        {w.tieWhat}{' '}
        <span className={style.small}>{fill(w.tieSigned, { signed: order.signed, all: order.signers })}</span>
      </p>
    </AskPassword>
  )
}
