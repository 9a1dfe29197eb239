/** The order of equals that the judges agreed on: each signs it with the password (C05). */
import { fill, useWords } from '@leitai/design/language.ts'
import { Button, Group, Modal, PasswordInput, Stack } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useState, type FormEvent } from 'react'
import { api, query, queryClient } from '../session/api.ts'
import { useCall } from '../staff/call.ts'
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
  const [password, setPassword] = useState('')
  const [busy, setBusy] = useState(false)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setBusy(true)
    const codes = order.order.map(({ code }) => code)
    const signed = await call(api.marking.signTie({ id: contestId, stage: order.stage, order: codes, password }))
    setBusy(false)
    if (signed === null) return
    notifications.show({ color: 'jade', message: w.signed })
    void queryClient.invalidateQueries({ queryKey: query.marking.ties.key() })
    onClose()
  }
  return (
    <Modal opened onClose={onClose} title={w.tieTitle}>
      <form onSubmit={(event) => void submit(event)}>
        <Stack gap="md">
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
          <PasswordInput
            data-autofocus
            label={w.password}
            autoComplete="current-password"
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
          />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {w.cancel}
            </Button>
            <Button type="submit" loading={busy} disabled={password === ''}>
              {w.sign}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
