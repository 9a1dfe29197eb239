/** The standings: as the hall saw them last, then rows glide to where they are now. */
import type { MatchFrame, MatchTeamView } from '@leitai/core/match/types.ts'
import { fill, useWords } from '@leitai/design/language.ts'
import { figure } from '@leitai/design/match/figures.ts'
import { nameOf } from '@leitai/design/match/names.ts'
import { useReducedMotion } from '@mantine/hooks'
import { IconCaretDownFilled, IconCaretUpFilled } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import type { PlayCommon } from '../types.ts'
import style from './standings.module.css'
import { stageWords } from './stage-words.ts'
import { useFlip } from './use-flip.ts'

/** A moment to find oneself before anything moves. */
const breathMs = 900

interface Props {
  frame: MatchFrame
  play: PlayCommon
  /** The order in which the hall saw them last; null: never. */
  seen: readonly string[] | null
}

export function Standings({ frame, play, seen }: Props) {
  const w = useWords(stageWords)
  const still = useReducedMotion() ?? false
  const [before] = useState(seen)
  const [moved, setMoved] = useState(seen === null || still)
  useEffect(() => {
    if (moved) return
    const timer = setTimeout(() => setMoved(true), breathMs)
    return () => clearTimeout(timer)
  }, [moved])

  const byRank = frame.teams.toSorted((a, b) => a.rank - b.rank)
  const at = (team: MatchTeamView) => before?.indexOf(team.code) ?? -1
  const rows = moved ? byRank : frame.teams.toSorted((a, b) => at(a) - at(b))
  const list = useFlip(rows.map(({ code }) => code).join(), still)
  const steps = (team: MatchTeamView) => (before === null ? 0 : at(team) - byRank.indexOf(team))
  if (frame.teams.length === 0) return <Best play={play} />
  return (
    <section className={style.standings} style={{ '--n': rows.length } as object}>
      <header>
        <h2>{w.standings}</h2>
      </header>
      <ol ref={list}>
        {rows.map((team) => (
          <li
            key={team.code}
            data-row={team.code}
            data-first={(moved && team.rank === 1 && Number(team.points) > 0) || undefined}
            data-gone={team.withdrawn !== null || undefined}
          >
            <i>{moved ? team.rank : at(team) + 1}</i>
            <strong>{nameOf(team)}</strong>
            <span className={style.delegation}>
              {team.withdrawn !== null ? w.marks.withdrawn : team.delegation === team.name ? '' : team.delegation}
            </span>
            <span className={style.move}>
              {moved && steps(team) > 0 && (
                <span data-up title={fill(w.up, { n: steps(team) })}>
                  <IconCaretUpFilled aria-label={w.up.replace('{n}', '')} /> {steps(team)}
                </span>
              )}
              {moved && steps(team) < 0 && (
                <span title={fill(w.down, { n: -steps(team) })}>
                  <IconCaretDownFilled aria-label={w.down.replace('{n}', '')} /> {-steps(team)}
                </span>
              )}
            </span>
            <b>{figure(team.points)}</b>
          </li>
        ))}
      </ol>
    </section>
  )
}

/** In a crowd: the best. */
function Best({ play }: { play: PlayCommon }) {
  const w = useWords(stageWords)
  const top = play.everybody?.top ?? []
  return (
    <section className={style.standings} style={{ '--n': Math.max(1, top.length) } as object}>
      <header>
        <h2>{top.length > 0 ? w.everybody.top : w.standings}</h2>
      </header>
      <ol>
        {top.map((one) => (
          <li key={one.code} data-row={one.code} data-first={one.rank === 1 || undefined}>
            <i>{one.rank}</i>
            <strong>{one.code}</strong>
            <span />
            <span />
            <b>{figure(one.points)}</b>
          </li>
        ))}
      </ol>
    </section>
  )
}
