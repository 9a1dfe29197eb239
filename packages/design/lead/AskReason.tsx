/** What goes into the record needs a reason: usual ones at hand, or one's own. It stays open until it is in the record. */
import { useWords } from '../language.ts'
import { Button, Modal, TextInput } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import style from './lead.module.css'
import { leadWords } from './words.ts'

interface Props {
  title: string
  about?: string
  reasons: readonly string[]
  confirm: string
  /** What is asked beside the reason. */
  children?: ReactNode
  ready?: boolean
  /** Why the last try was refused. */
  problem?: string | null
  onReason(reason: string): Promise<boolean>
  onClose(): void
}

export function AskReason({
  title,
  about,
  reasons,
  confirm,
  children,
  ready = true,
  problem = null,
  onReason,
  onClose,
}: Props) {
  const w = useWords(leadWords)
  const [reason, setReason] = useState('')
  const [busy, setBusy] = useState(false)
  const may = reason.trim() !== '' && ready && !busy
  return (
    <Modal opened onClose={onClose} title={title} centered>
      <form
        className={style.ask}
        onSubmit={(event) => {
          event.preventDefault()
          if (!may) return
          setBusy(true)
          void onReason(reason.trim())
            .then((done) => {
              if (done) onClose()
            })
            .finally(() => setBusy(false))
        }}
      >
        {about !== undefined && <p>{about}</p>}
        {children}
        <TextInput
          label={w.reason}
          value={reason}
          maxLength={300}
          data-autofocus={children === undefined || undefined}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <div className={style.reasons}>
          {reasons.map((usual) => (
            <Button key={usual} variant="default" size="xs" onClick={() => setReason(usual)}>
              {usual}
            </Button>
          ))}
        </div>
        {problem !== null && (
          <p className={style.problem} role="alert">
            {problem}
          </p>
        )}
        <div className={style.askActs}>
          <Button variant="default" onClick={onClose}>
            {w.cancel}
          </Button>
          <Button type="submit" disabled={!may}>
            {confirm}
          </Button>
        </div>
      </form>
    </Modal>
  )
}
