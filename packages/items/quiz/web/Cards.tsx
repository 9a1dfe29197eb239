/** Cards that open a match and its rounds. */
import type { MatchFrame } from '@leitai/core/match/types.ts'
import { fill, useText, useWords } from '@leitai/design/language.ts'
import { signed } from '@leitai/design/match/figures.ts'
import { nameIn, nameOf } from '@leitai/design/match/names.ts'
import type { PlayCommon } from '../types.ts'
import style from './cards.module.css'
import { stageWords } from './stage-words.ts'

export function TitleCard({ frame }: { frame: MatchFrame }) {
  const text = useText()
  const w = useWords(stageWords)
  const duel = frame.teams.length === 2
  return (
    <div className={style.title}>
      <h2>{text(frame.title)}</h2>
      {frame.teams.length > 0 && (
        <ul className={style.line} data-duel={duel || undefined} data-count={frame.teams.length} aria-label={w.teams}>
          {frame.teams.map((team, index) => (
            <li key={team.code}>
              {duel && index === 1 && <span className={style.versus}>{w.versus}</span>}
              <strong>{nameOf(team)}</strong>
              {team.delegation !== null && team.delegation !== team.name && <span>{team.delegation}</span>}
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

export function RoundCard({ frame, play }: { frame: MatchFrame; play: PlayCommon }) {
  const text = useText()
  const w = useWords(stageWords)
  const { round, suddenDeath } = play
  if (round === null) return <TitleCard frame={frame} />
  const worth = play.question?.worth
  return (
    <div className={style.round} key={round.number}>
      <p className={style.number}>{fill(w.rounds, { n: round.number, of: round.of })}</p>
      <h2>{w.kinds[round.kind]}</h2>
      <p className={style.rules}>
        {suddenDeath !== null && round.kind === 'suddenDeath'
          ? fill(w.suddenTeams, { teams: suddenDeath.teams.map((code) => nameIn(frame, code)).join('、') })
          : text(round.rules)}
      </p>
      {worth !== undefined && (
        <p className={style.worth}>
          {fill(w.right, { points: signed(worth.right) })} · {fill(w.wrong, { points: signed(worth.wrong) })}
        </p>
      )}
    </div>
  )
}
