/** Asks once before handing in. Enter hands in, Esc goes back; a key still held down from before does nothing. */
import type { Text } from '@leitai/core/score.ts'
import { KeyHint } from '@leitai/design/KeyHint.tsx'
import { fill, useText, useWords } from '@leitai/design/language.ts'
import { Button } from '@mantine/core'
import { useEffect, useRef } from 'react'
import type { OwnView } from './RunScreen.tsx'
import style from './contestant.module.css'
import { contestantWords } from './words.ts'

interface Props {
  view: OwnView
  unit: Text
  offline: boolean
  submitting: boolean
  onYes(): void
  onNo(): void
}

export function ConfirmSubmit({ view, unit, offline, submitting, onYes, onNo }: Props) {
  const w = useWords(contestantWords)
  const text = useText()
  const { done, total } = view.progress
  const left = total - done
  const dialog = useRef<HTMLDialogElement>(null)

  useEffect(() => {
    dialog.current?.showModal()
  }, [])

  return (
    <dialog
      ref={dialog}
      className={style.dialog}
      aria-labelledby="confirm-title"
      onCancel={(event) => {
        event.preventDefault()
        if (!submitting) onNo()
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && event.repeat) event.preventDefault()
      }}
    >
      <h2 id="confirm-title">{w.confirmTitle}</h2>
      <p className={style.left} data-some={left > 0 || undefined}>
        {left > 0
          ? fill(w.confirmLeft, { n: left, total, unit: text(unit) })
          : fill(w.confirmAll, { total, unit: text(unit) })}
      </p>
      <p className={style.quiet}>{offline ? w.confirmOffline : w.confirmHelp}</p>
      <div className={style.choices}>
        <Button size="lg" loading={submitting} onClick={onYes} autoFocus>
          {w.confirmYes}
        </Button>
        <Button size="lg" variant="default" disabled={submitting} onClick={onNo}>
          {w.confirmNo}
        </Button>
        <span className={style.keys}>
          <KeyHint keys={['Enter']}>{w.confirmYes}</KeyHint>
          <KeyHint keys={['Esc']}>{w.confirmNo}</KeyHint>
        </span>
      </div>
    </dialog>
  )
}
