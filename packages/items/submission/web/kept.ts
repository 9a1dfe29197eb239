/** A text of the submission, kept as it is typed: the newest of what is stored and what was typed but not acknowledged yet. */
import { useKeptText } from '@leitai/design/use-kept-text.ts'
import type { ContestantProps } from '@leitai/items/web-plug.ts'
import { useCallback, useRef, useState } from 'react'
import type { SubmissionWorkView, Written } from '../types.ts'

type Props = Pick<ContestantProps<SubmissionWorkView>, 'act' | 'unsent'> & {
  stored: Written | undefined
  command: 'write' | 'writeCell'
  /** What the command says beside text and revision. */
  place: Record<string, string | number>
}

export function useWritten({ act, unsent, stored, command, place }: Props) {
  const key = `${command}:${Object.values(place).join(':')}`
  const [first] = useState<Written>(() => {
    const waiting = unsent(key) as Written | undefined
    const known = stored ?? { text: '', revision: 0 }
    return waiting !== undefined && waiting.revision > known.revision ? waiting : known
  })
  const revision = useRef(first.revision)
  const storedRevision = stored?.revision ?? 0
  const keep = useCallback(
    (text: string) => {
      revision.current = Math.max(revision.current, storedRevision) + 1
      void act(command, { ...place, text, revision: revision.current }, key)
    },
    [act, command, place, key, storedRevision],
  )
  const kept = useKeptText({ initial: first.text, keep, delayMs: 700 })
  const state: 'saved' | 'saving' | 'empty' =
    unsent(key) !== undefined || kept.value !== (stored?.text ?? '')
      ? 'saving'
      : stored === undefined || stored.text === ''
        ? 'empty'
        : 'saved'
  return { ...kept, state }
}
