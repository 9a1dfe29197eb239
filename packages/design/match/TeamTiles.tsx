/** The teams along the bottom: name, score and light. Points fly to the score they belong to. */
import type { MatchFrame, MatchTeamView } from '@leitai/core/match/types.ts'
import { useReducedMotion } from '@mantine/hooks'
import { figure, signed } from './figures.ts'
import { nameOf } from './names.ts'
import style from './team-tiles.module.css'
import type { Tile } from './tile.ts'
import { usePoints } from './use-points.ts'

interface Props {
  frame: MatchFrame
  label: string
  tileOf(team: MatchTeamView): Tile
  /** Everybody may press now. */
  lit?: boolean
}

export function TeamTiles({ frame, label, tileOf, lit = false }: Props) {
  return (
    <ol
      className={style.teams}
      style={{ '--n': frame.teams.length } as object}
      data-size={frame.teams.length > 6 ? 'many' : frame.teams.length > 4 ? 'some' : 'few'}
      aria-label={label}
    >
      {frame.teams.map((team) => (
        <TeamTile key={team.code} team={team} lit={lit} {...tileOf(team)} />
      ))}
    </ol>
  )
}

function TeamTile({ team, tone, word, lit }: { team: MatchTeamView; lit: boolean } & Tile) {
  const still = useReducedMotion() ?? false
  const { shown, flight } = usePoints(team.points, still)
  return (
    <li data-tone={tone ?? undefined} data-lit={(lit && tone === null) || undefined}>
      <span className={style.mark}>{word}</span>
      <span className={style.name}>{nameOf(team)}</span>
      <span className={style.points} key={shown} data-hit={(flight !== null && shown === team.points) || undefined}>
        {figure(shown)}
      </span>
      {flight !== null && (
        <span
          key={flight.key}
          className={style.flight}
          data-minus={Number(flight.by) < 0 || undefined}
          aria-hidden="true"
        >
          {signed(flight.by)}
        </span>
      )}
    </li>
  )
}
