/** The one large key: what it does next is written on it. */
import { useWords } from '../language.ts'
import { KeyHint } from '../KeyHint.tsx'
import style from './lead.module.css'
import { leadWords } from './words.ts'

interface Props {
  /** What it does, or what is waited for. */
  words: string
  about?: string | undefined
  /** Nothing to press: it waits. */
  waits: boolean
  /** Takes a second press. */
  armed?: boolean
  /** Something else is the natural next thing; this one is possible, too. */
  quiet?: boolean
  step?: string | undefined
  onPress(): void
}

export function StepKey({ words, about, waits, armed = false, quiet = false, step, onPress }: Props) {
  const w = useWords(leadWords)
  return (
    <button
      type="button"
      className={style.stepKey}
      data-key="next"
      data-step={step}
      data-armed={armed || undefined}
      data-quiet={quiet || undefined}
      disabled={waits}
      onClick={onPress}
    >
      <span className={style.stepWords}>{armed ? w.pressAgain : words}</span>
      {(about !== undefined || !waits) && (
        <small>
          {about}
          {!waits && <KeyHint keys={['Enter', w.space]} />}
        </small>
      )}
    </button>
  )
}
