/** A note for the record of the match. */
import { useWords } from '../language.ts'
import { Button, Modal, Textarea } from '@mantine/core'
import { useState } from 'react'
import style from './lead.module.css'
import { leadWords } from './words.ts'

export function AskNote({ onNote, onClose }: { onNote(text: string): Promise<boolean>; onClose(): void }) {
  const w = useWords(leadWords)
  const [text, setText] = useState('')
  const empty = text.trim() === ''
  return (
    <Modal opened onClose={onClose} title={w.noteTitle} centered>
      <form
        className={style.ask}
        onSubmit={(event) => {
          event.preventDefault()
          if (!empty)
            void onNote(text.trim()).then((kept) => {
              if (kept) onClose()
            })
        }}
      >
        <Textarea
          aria-label={w.noteTitle}
          autosize
          minRows={3}
          maxLength={1000}
          value={text}
          data-autofocus
          onChange={(event) => setText(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) event.currentTarget.form?.requestSubmit()
          }}
        />
        <div className={style.askActs}>
          <Button variant="default" onClick={onClose}>
            {w.cancel}
          </Button>
          <Button type="submit" disabled={empty}>
            {w.noteSave}
          </Button>
        </div>
      </form>
    </Modal>
  )
}
