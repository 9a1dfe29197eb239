/** Candidate, item, time left, saved, connected. Always there, always in the same place. */
import { ConnectionMark } from '@leitai/design/ConnectionMark.tsx'
import { Countdown } from '@leitai/design/Countdown.tsx'
import { useWords } from '@leitai/design/language.ts'
import { SaveState, type Connection } from '@leitai/design/SaveState.tsx'
import type { ReactNode } from 'react'
import type { OwnView } from './RunScreen.tsx'
import type { SeatOf } from './seat.ts'
import style from './TopBar.module.css'
import { contestantWords } from './words.ts'

interface Props {
  seat: SeatOf
  title: string
  /** Null: the session has not opened yet. */
  view: OwnView | null
  connection: Connection
  unsaved: number
  lastSavedAt: number | null
  /** On the stage the item shows its own clock, and nothing is saved here. */
  turn: boolean
  act?: ReactNode
}

export function TopBar({ seat, title, view, connection, unsaved, lastSavedAt, turn, act }: Props) {
  const w = useWords(contestantWords)
  const phase = view?.phase ?? 'waiting'
  return (
    <header className={style.bar}>
      <span className={style.code} aria-label={`${w.code} ${seat.code}`}>
        {seat.code}
      </span>
      <span className={style.item}>{title}</span>
      <span className={style.state}>
        {phase === 'waiting' || turn ? (
          <ConnectionMark connection={connection} />
        ) : (
          <SaveState connection={connection} unsaved={unsaved} lastSavedAt={lastSavedAt} />
        )}
        {phase !== 'waiting' && !turn && <ConnectionMark connection={connection} quiet />}
      </span>
      {view !== null && !turn && (phase === 'open' || phase === 'paused') && (
        <span className={style.clock}>
          <Countdown to={view.deadline} remainingMs={view.remainingMs} />
        </span>
      )}
      {act !== undefined && <span className={style.act}>{act}</span>}
    </header>
  )
}
