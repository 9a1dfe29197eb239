/** Connected or not, as a mark with a word: filled, half, hollow. */
import { useWords } from './language.ts'
import style from './ConnectionMark.module.css'
import type { Connection } from './SaveState.tsx'
import { designWords } from './words.ts'

export function ConnectionMark({
  connection,
  quiet = false,
}: {
  connection: Connection
  /** The word is for screen readers only. */ quiet?: boolean
}) {
  const w = useWords(designWords)
  const word = w[connection]
  return (
    <span
      className={style.mark}
      data-state={connection}
      title={quiet ? word : undefined}
      role="status"
      aria-label={word}
    >
      <svg width="12" height="12" viewBox="0 0 12 12" aria-hidden>
        <circle
          cx="6"
          cy="6"
          r="4.75"
          fill={connection === 'connected' ? 'currentColor' : 'none'}
          stroke="currentColor"
          strokeWidth="1.5"
        />
        {connection === 'connecting' && <path d="M6 1.25a4.75 4.75 0 0 1 0 9.5z" fill="currentColor" />}
        {connection === 'offline' && <path d="M2.6 9.4 9.4 2.6" stroke="currentColor" strokeWidth="1.5" />}
      </svg>
      {!quiet && <span aria-hidden>{word}</span>}
    </span>
  )
}
