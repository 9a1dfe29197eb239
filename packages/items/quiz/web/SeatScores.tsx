/** Scores beside the seat; its own team is marked by more than colour. */
import type { MatchFrame } from '@leitai/core/match/types.ts'
import { useWords } from '@leitai/design/language.ts'
import { figure } from '@leitai/design/match/figures.ts'
import { nameOf } from '@leitai/design/match/names.ts'
import { useReducedMotion } from '@mantine/hooks'
import style from './seat.module.css'
import { seatWords } from './seat-words.ts'
import { useFlip } from './use-flip.ts'

export function SeatScores({ frame, own }: { frame: MatchFrame; own: string }) {
  const w = useWords(seatWords)
  const still = useReducedMotion() ?? false
  const teams = frame.teams.toSorted((a, b) => a.rank - b.rank)
  const list = useFlip(teams.map(({ code }) => code).join(), still)
  return (
    <section className={style.scores}>
      <h3>{w.standings}</h3>
      <ol ref={list}>
        {teams.map((team) => (
          <li
            key={team.code}
            data-row={team.code}
            data-own={team.code === own || undefined}
            data-gone={team.withdrawn !== null || undefined}
          >
            <i>{team.rank}</i>
            <span>
              {nameOf(team)}
              {team.code === own && <em>{w.own}</em>}
            </span>
            <b>{figure(team.points)}</b>
          </li>
        ))}
      </ol>
    </section>
  )
}
