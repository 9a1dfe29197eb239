/** Who has how many points, best first. */
import type { MatchTeamView } from '@leitai/core/match/types.ts'
import { useWords } from '../language.ts'
import type { ReactNode } from 'react'
import { figure } from '../match/figures.ts'
import { nameOf } from '../match/names.ts'
import style from './lead.module.css'
import { leadWords } from './words.ts'

interface Props {
  teams: readonly MatchTeamView[]
  /** Whose turn it is. */
  marked?: string | null
  /** Beside the points: lifelines that are left, a key to correct. */
  beside?(team: MatchTeamView): ReactNode
}

export function TeamLines({ teams, marked = null, beside }: Props) {
  const w = useWords(leadWords)
  return (
    <ol className={style.teams}>
      {teams
        .map((team, place) => ({ team, place }))
        .toSorted((a, b) => a.team.rank - b.team.rank || a.place - b.place)
        .map(({ team }) => (
          <li
            key={team.code}
            data-marked={team.code === marked || undefined}
            data-gone={team.withdrawn !== null || undefined}
            title={team.withdrawn ?? undefined}
          >
            <span className={style.rank}>{team.rank}</span>
            <span className={style.teamName}>
              {nameOf(team)}
              {team.withdrawn !== null && <small>{w.withdrawn}</small>}
            </span>
            {beside?.(team)}
            <strong>{figure(team.points)}</strong>
          </li>
        ))}
    </ol>
  )
}
