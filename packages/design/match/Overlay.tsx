/** What stands over a camera's picture: the score in a corner and one band below. Nothing else is painted. */
import type { MatchFrame, MatchTeamView } from '@leitai/core/match/types.ts'
import type { ReactNode } from 'react'
import { useText } from '../language.ts'
import { figure } from './figures.ts'
import { nameOf } from './names.ts'
import style from './overlay.module.css'
import type { Tile } from './tile.ts'

export function OverCamera({ children }: { children: ReactNode }) {
  const text = useText()
  return (
    <div className={style.overlay} lang={text({ zh: 'zh-CN', en: 'en' })}>
      {children}
    </div>
  )
}

export function ScoreBug({
  frame,
  label,
  tileOf,
}: {
  frame: MatchFrame
  label: string
  tileOf(team: MatchTeamView): Tile
}) {
  return (
    <ol className={style.bug} aria-label={label}>
      {frame.teams.map((team) => (
        <li key={team.code} data-tone={tileOf(team).tone ?? undefined}>
          <span>{nameOf(team)}</span>
          <b key={team.points}>{figure(team.points)}</b>
        </li>
      ))}
    </ol>
  )
}

/** A band with a head line, for a question; or one line, for what is going on. */
export function LowerThird({ className, children }: { className?: string | undefined; children: ReactNode }) {
  return <section className={`${style.third} ${className ?? ''}`}>{children}</section>
}

export function Caption({ children }: { children: ReactNode }) {
  return <div className={style.caption}>{children}</div>
}
