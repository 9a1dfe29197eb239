/** One text: a large field, how much of it may be written, and whether it is kept. */
import { fill, useText, useWords } from '@leitai/design/language.ts'
import { useMemo } from 'react'
import type { SubmissionWorkView, TextPart as Part } from '../types.ts'
import type { PartProps } from './parts.ts'
import { useWritten } from './kept.ts'
import style from './submission.module.css'
import { submissionWords } from './words.ts'

const blanks = (text: string): number => text.length - text.replaceAll(/\s/g, '').length

export function TextPart({ part, work, act, unsent, noPaste }: PartProps<Part> & { work: SubmissionWorkView }) {
  const w = useWords(submissionWords)
  const text = useText()
  const place = useMemo(() => ({ part: part.id }), [part.id])
  const written = useWritten({ act, unsent, stored: work.texts?.[part.id], command: 'write', place })
  const characters = [...written.value.replaceAll(/\s/g, '')].length
  return (
    <>
      <textarea
        {...written.field}
        {...noPaste}
        className={style.field}
        rows={Math.min(16, Math.max(6, Math.ceil(part.maxCharacters / 60)))}
        // what does not count makes room for itself
        maxLength={part.maxCharacters + blanks(written.value)}
        aria-label={text(part.label)}
        placeholder={w.write}
        spellCheck={false}
        autoComplete="off"
      />
      <p className={style.under}>
        <span data-full={characters >= part.maxCharacters || undefined}>
          {fill(w.characters, { n: characters, of: part.maxCharacters })}
        </span>
        <span role="status">{written.state === 'empty' ? '' : w[written.state]}</span>
      </p>
    </>
  )
}
