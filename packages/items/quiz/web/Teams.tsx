/** The teams along the bottom: name, score and light. Points fly to the score they belong to. */
import type { MatchFrame, MatchTeamView } from '@leitai/core/match/types.ts'
import { fill, useWords } from '@leitai/design/language.ts'
import { useReducedMotion } from '@mantine/hooks'
import type { Instant } from '@leitai/core/run.ts'
import { figure, signed } from '@leitai/design/match/figures.ts'
import { nameOf } from '@leitai/design/match/names.ts'
import type { PlayCommon } from '../types.ts'
import { useLight } from './light.ts'
import { markOf, type TeamMark } from './team-mark.ts'
import style from './teams.module.css'
import { stageWords } from './stage-words.ts'
import { usePoints } from './use-points.ts'

export function Teams({ frame, play, now }: { frame: MatchFrame; play: PlayCommon; now: () => Instant }) {
  const w = useWords(stageWords)
  const armed = play.question?.phase === 'armed' ? play.question : null
  const light = useLight(armed?.buzz?.opensAt ?? null, now)
  return (
    <ol
      className={style.teams}
      style={{ '--n': frame.teams.length } as object}
      data-size={frame.teams.length > 6 ? 'many' : frame.teams.length > 4 ? 'some' : 'few'}
      aria-label={w.teams}
    >
      {frame.teams.map((team) => (
        <Team key={team.code} team={team} {...markOf(play, team)} lit={light === 'on'} />
      ))}
    </ol>
  )
}

function Team({ team, mark, place, lit }: { team: MatchTeamView; lit: boolean } & TeamMark) {
  const w = useWords(stageWords)
  const still = useReducedMotion() ?? false
  const { shown, flight } = usePoints(team.points, still)
  const word = mark === null ? '' : mark === 'pressed' ? fill(w.marks.pressed, { n: place ?? 0 }) : w.marks[mark]
  return (
    <li
      data-mark={mark ?? undefined}
      data-lit={(lit && mark === null) || undefined}
      data-first={place === 1 || undefined}
    >
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
