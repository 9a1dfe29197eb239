/** 限时快答: a race in lanes. How many are right is told when it is over. */
import type { MatchFrame } from '@leitai/core/match/types.ts'
import type { Instant } from '@leitai/core/run.ts'
import { fill, useWords } from '@leitai/design/language.ts'
import { figure } from '@leitai/design/match/figures.ts'
import { nameOf } from '@leitai/design/match/names.ts'
import type { PlayCommon } from '../types.ts'
import { clockNow } from './clock-now.ts'
import { StageClock } from './StageClock.tsx'
import style from './rapid.module.css'
import { stageWords } from './stage-words.ts'

export function Rapid({ frame, play, now }: { frame: MatchFrame; play: PlayCommon; now: () => Instant }) {
  const w = useWords(stageWords)
  const rapid = play.rapid!
  const clock = clockNow(play)
  const answered = (code: string) => rapid.counts[code]?.answered ?? 0
  const right = (code: string) => rapid.counts[code]?.right ?? null
  // a lane has room for what comes: the leader is never at its end before the time is
  const most = Math.max(10, ...frame.teams.map(({ code }) => answered(code) * (rapid.over ? 1 : 1.15)))
  return (
    <section
      className={style.rapid}
      data-over={rapid.over || undefined}
      style={{ '--n': frame.teams.length } as object}
    >
      <header>
        <div>
          <h2>{w.kinds.rapid}</h2>
          {!rapid.started && <p>{w.rapid.help}</p>}
        </div>
        {clock !== null && <StageClock clock={clock} now={now} />}
      </header>
      <ol>
        {frame.teams.map((team) => (
          <li key={team.code} data-gone={team.withdrawn !== null || undefined}>
            <strong>{nameOf(team)}</strong>
            <span className={style.lane}>
              <i style={{ transform: `scaleX(${answered(team.code) / most})` }} />
              {right(team.code) !== null && <u style={{ transform: `scaleX(${right(team.code)! / most})` }} />}
            </span>
            <span className={style.count}>
              {right(team.code) === null ? (
                <b key={answered(team.code)}>{answered(team.code)}</b>
              ) : (
                <>{fill(w.rapid.right, { n: right(team.code)!, of: answered(team.code) })}</>
              )}
            </span>
            {rapid.over && <em>{figure(team.points)}</em>}
          </li>
        ))}
      </ol>
    </section>
  )
}
