/** Remarks for the record, with the time at which they were made. */
import { clockTime } from '@leitai/core/words.ts'
import { useWords } from '@leitai/design/language.ts'
import { Button, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { Note } from '../types.ts'
import style from './conduct.module.css'
import { conductWords } from './conduct-words.ts'

export function Notes({ notes, add }: { notes: readonly Note[]; add(text: string): Promise<boolean> }) {
  const w = useWords(conductWords)
  const [text, setText] = useState('')
  return (
    <div className={style.notes}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          const note = text.trim()
          if (note === '') return
          setText('')
          void add(note).then((kept) => {
            if (!kept) setText(note)
          })
        }}
      >
        <TextInput
          aria-label={w.note}
          placeholder={w.note}
          value={text}
          maxLength={1000}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <Button type="submit" variant="default" disabled={text.trim() === ''}>
          {w.addNote}
        </Button>
      </form>
      {notes.length > 0 && (
        <ul>
          {notes
            .toReversed()
            .slice(0, 4)
            .map((note, index) => (
              <li key={index}>
                <time>{clockTime(note.at)}</time> {note.text}
              </li>
            ))}
        </ul>
      )}
    </div>
  )
}
