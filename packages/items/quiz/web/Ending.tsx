/** The end: whoever is first, large; the others as they came in. */
import type { MatchFrame } from '@leitai/core/match/types.ts'
import { fill, useText, useWords } from '@leitai/design/language.ts'
import { figure } from '@leitai/design/match/figures.ts'
import { nameOf } from '@leitai/design/match/names.ts'
import type { PlayCommon } from '../types.ts'
import { Standings } from './Standings.tsx'
import style from './ending.module.css'
import { stageWords } from './stage-words.ts'

export function Ending({ frame, play }: { frame: MatchFrame; play: PlayCommon }) {
  const text = useText()
  const w = useWords(stageWords)
  const sudden = play.suddenDeath?.winner ?? null
  const ranked = frame.teams.toSorted((a, b) => a.rank - b.rank)
  const level = ranked.filter(({ rank }) => rank === 1)
  // equal in points, apart by one question
  const first =
    sudden !== null && level.some(({ code }) => code === sudden) ? level.filter(({ code }) => code === sudden) : level
  if (frame.teams.length === 0) {
    if ((play.everybody?.top.length ?? 0) > 0) return <Standings frame={frame} play={play} seen={null} />
    return (
      <div className={style.ending}>
        <h2>{w.over}</h2>
        <p>{w.overHelp}</p>
      </div>
    )
  }
  const others = ranked.filter((team) => !first.includes(team))
  return (
    <section className={style.ending}>
      <p className={style.title}>{text(frame.title)}</p>
      <p className={style.word}>{first.length > 1 ? w.winners : w.winner}</p>
      <div className={style.first} data-many={first.length > 2 || undefined}>
        {first.map((team) => (
          <div key={team.code}>
            <h2>{nameOf(team)}</h2>
            {team.delegation !== null && team.delegation !== team.name && <p>{team.delegation}</p>}
          </div>
        ))}
      </div>
      <p className={style.points}>
        {figure(first[0]!.points)}
        <span>{w.points}</span>
        {sudden !== null && first[0]!.code === sudden && <em>{w.wonSudden}</em>}
      </p>
      {others.length > 0 && (
        <ol className={style.others} data-many={others.length > 5 || undefined}>
          {others.map((team) => (
            <li key={team.code}>
              <i>{team.rank === 1 ? 2 : team.rank}</i>
              <strong>{nameOf(team)}</strong>
              <b>{fill(w.total, { points: figure(team.points) })}</b>
            </li>
          ))}
        </ol>
      )}
    </section>
  )
}
