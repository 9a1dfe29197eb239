/** What cannot be taken back is pressed twice. */
import { useWords } from '@leitai/design/language.ts'
import { useEffect, useState, type ReactNode } from 'react'
import style from './seat.module.css'
import { seatWords } from './seat-words.ts'

const armedMs = 4000
/** The second press of a double click is no second thought. */
const apartMs = 350

interface Props {
  tone?: 'go' | 'keep' | 'quiet'
  disabled?: boolean
  onYes(): void
  children: ReactNode
}

export function TwiceButton({ tone = 'quiet', disabled = false, onYes, children }: Props) {
  const w = useWords(seatWords)
  const [armedAt, setArmedAt] = useState<number | null>(null)
  useEffect(() => {
    if (armedAt === null) return
    const timer = setTimeout(() => setArmedAt(null), armedMs)
    return () => clearTimeout(timer)
  }, [armedAt])
  return (
    <button
      type="button"
      className={style.twice}
      data-own-keys
      data-tone={tone}
      data-armed={armedAt !== null || undefined}
      disabled={disabled}
      onClick={(event) => {
        if (armedAt === null) return setArmedAt(event.timeStamp)
        if (event.timeStamp - armedAt < apartMs) return
        setArmedAt(null)
        onYes()
      }}
    >
      <span>{children}</span>
      {armedAt !== null && <small>{w.again}</small>}
    </button>
  )
}
