/** What goes into the record needs a reason: usual ones at hand, or one's own. */
import { useWords } from '@leitai/design/language.ts'
import { Button, Modal, TextInput } from '@mantine/core'
import { useState } from 'react'
import style from './conduct.module.css'
import { conductWords } from './conduct-words.ts'

interface Props {
  title: string
  about: string
  reasons: readonly string[]
  onReason(reason: string): void
  onCancel(): void
}

export function AskReason({ title, about, reasons, onReason, onCancel }: Props) {
  const w = useWords(conductWords)
  const [reason, setReason] = useState('')
  return (
    <Modal opened onClose={onCancel} title={title}>
      <form
        className={style.ask}
        onSubmit={(event) => {
          event.preventDefault()
          if (reason.trim() !== '') onReason(reason.trim())
        }}
      >
        <p>{about}</p>
        <div className={style.reasons}>
          {reasons.map((usual) => (
            <Button key={usual} variant="default" size="xs" onClick={() => setReason(usual)}>
              {usual}
            </Button>
          ))}
        </div>
        <TextInput
          label={w.reason}
          value={reason}
          maxLength={500}
          data-autofocus
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <div className={style.askActs}>
          <Button variant="default" onClick={onCancel}>
            {w.cancel}
          </Button>
          <Button type="submit" disabled={reason.trim() === ''}>
            {title}
          </Button>
        </div>
      </form>
    </Modal>
  )
}
