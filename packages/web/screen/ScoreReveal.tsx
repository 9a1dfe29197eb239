/** The score is told on the spot: each judge's total, those that are dropped struck, then the score itself. */
import type { MarkingView } from '@leitai/core/marking/types.ts'
import { fill, useWords } from '@leitai/design/language.ts'
import { useReducedMotion } from '@mantine/hooks'
import { useEffect, useState } from 'react'
import style from './hall.module.css'
import { revealedAt, revealSteps, type Reveal } from './reveal.ts'
import { screenWords } from './words.ts'

type Told = NonNullable<MarkingView['told']>

export function ScoreReveal({ told, fresh, narrow }: { told: Told; fresh: boolean; narrow: boolean }) {
  const w = useWords(screenWords).stage
  const shown = useReveal(told, fresh)
  const counts = told.sheets.length > 1
  return (
    <div className={style.reveal} data-narrow={narrow || undefined}>
      {counts && (
        <ol className={style.sheets} data-many={told.sheets.length > 7 || undefined}>
          {told.sheets.map((sheet, index) => {
            const struck = sheet.dropped && shown.struck
            return (
              // oxlint-disable-next-line react/no-array-index-key -- judges stand in a fixed order and have no names here
              <li key={index} data-shown={index < shown.sheets || undefined} data-struck={struck || undefined}>
                <span>{fill(narrow ? w.judgeShort : w.judge, { n: index + 1 })}</span>
                <strong>{index < shown.sheets ? sheet.total : '\u00a0'}</strong>
                <em>{struck ? w.dropped : '\u00a0'}</em>
              </li>
            )
          })}
        </ol>
      )}
      <p className={style.score} data-shown={shown.score || undefined} aria-live="polite">
        <span className={style.scoreWord}>{w.score}</span>
        <span className={style.scorePoints}>{shown.score ? told.points : '\u00a0'}</span>
        <span className={style.scoreMax}>{fill(w.of, { max: told.max })}</span>
      </p>
    </div>
  )
}

function useReveal({ sheets }: Told, fresh: boolean): Reveal {
  const still = useReducedMotion()
  const count = sheets.length
  const anyDropped = sheets.some(({ dropped }) => dropped)
  const moving = fresh && !still
  const [ms, setMs] = useState(0)
  useEffect(() => {
    if (!moving) return
    const timers = revealSteps(count, anyDropped).map((at) => setTimeout(() => setMs(at), at))
    return () => timers.forEach(clearTimeout)
  }, [moving, count, anyDropped])
  return revealedAt(moving ? ms : Number.POSITIVE_INFINITY, count, anyDropped)
}
