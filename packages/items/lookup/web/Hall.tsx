/** The hall's picture of a race: the question, the clock, who has answered, who was first and by how much, the points. */
import type { MatchFrame } from '@leitai/core/match/types.ts'
import type { Instant } from '@leitai/core/run.ts'
import { fill, useText, useWords } from '@leitai/design/language.ts'
import { figure, inMs, secondsAfter, signed } from '@leitai/design/match/figures.ts'
import { useReached } from '@leitai/design/match/moment.ts'
import { nameIn, nameOf } from '@leitai/design/match/names.ts'
import { TeamTiles } from '@leitai/design/match/TeamTiles.tsx'
import { useFit } from '@leitai/design/match/use-fit.ts'
import type { QuestionView } from '../types.ts'
import { sceneOf, type ScreenView } from './scene.ts'
import { tileOf } from './team-tile.ts'
import { StageClock } from './StageClock.tsx'
import style from './stage.module.css'
import { stageWords } from './stage-words.ts'

interface Props {
  view: ScreenView
  now(): Instant
}

export function Hall({ view, now }: Props) {
  const w = useWords(stageWords)
  const text = useText()
  const scene = sceneOf(view)
  const { frame, play } = view.work
  return (
    <div className={style.hall} data-scene={scene} lang={text({ zh: 'zh-CN', en: 'en' })}>
      {scene === 'title' && (
        <div className={style.card}>
          <h2>{text(frame.title)}</h2>
          <ul>
            {frame.teams.map((team) => (
              <li key={team.code}>
                <strong>{nameOf(team)}</strong>
                {team.delegation !== null && team.delegation !== team.name && <span>{team.delegation}</span>}
              </li>
            ))}
          </ul>
        </div>
      )}
      {scene === 'paused' && (
        <div className={style.card} role="status">
          <h2>{w.paused}</h2>
          <p>{w.pausedHelp}</p>
        </div>
      )}
      {scene === 'rules' && (
        <div className={style.card}>
          <p className={style.above}>{play.company}</p>
          <h2>{w.race}</h2>
          <p>{text(play.rules)}</p>
        </div>
      )}
      {scene === 'question' && <Question view={view} now={now} key={play.question!.no} />}
      {(scene === 'standings' || scene === 'over') && <Standings frame={frame} over={scene === 'over'} />}
      {(scene === 'question' || scene === 'rules' || scene === 'paused') && (
        <TeamTiles frame={frame} label={w.teams} tileOf={(team) => tileOf(play, team, w)} />
      )}
    </div>
  )
}

const steps = [4.6, 4.1, 3.7, 3.3, 3, 2.7, 2.4, 2.1, 1.9]

function Question({ view, now }: Props) {
  const w = useWords(stageWords)
  const { frame, play } = view.work
  const question = play.question!
  const lit = useReached(question.opensAt, now)
  const box = useFit(`${lit} ${question.text} ${question.phase}`, steps)
  const running = question.phase === 'open' || question.phase === 'deciding'
  return (
    <section className={style.question} data-void={question.voided !== null || undefined}>
      <div className={style.ask}>
        <header>
          <strong>{w.race}</strong>
          <span>{fill(w.number, { n: question.number, of: question.of })}</span>
          <span>{fill(w.worth, { right: figure(question.worth.right) })}</span>
          {question.spare && <span>{w.spare}</span>}
        </header>
        <div className={style.told} ref={box}>
          <h2 data-waits={!lit || undefined}>{lit ? question.text : w.ready}</h2>
          {question.key !== undefined && (
            <p className={style.key}>
              <span>{w.answer}</span> {question.key.answers[0]}
              <small>
                {w.evidence}：{question.key.evidence[0]?.title}
              </small>
            </p>
          )}
        </div>
      </div>
      <aside className={style.side}>
        {running ? <StageClock question={question} now={now} /> : <Verdict frame={frame} question={question} />}
        {running && <Order frame={frame} question={question} />}
      </aside>
    </section>
  )
}

/** Who has answered, in the order of the last answers. */
function Order({ frame, question }: { frame: MatchFrame; question: QuestionView }) {
  const w = useWords(stageWords)
  const given = question.entries.filter(({ standing }) => standing !== null).toSorted((a, b) => a.afterMs! - b.afterMs!)
  return (
    <ol className={style.order}>
      {given.map(({ code, standing, afterMs, triesLeft }) => (
        <li key={code} data-mark={standing ?? undefined}>
          <span>{nameIn(frame, code)}</span>
          <b>{fill(w.after, { s: secondsAfter(afterMs!) })}</b>
          <em>{standing === 'wrong' && triesLeft === 0 ? w.marks.out : w.marks[standing!]}</em>
        </li>
      ))}
    </ol>
  )
}

export function Verdict({ frame, question }: { frame: MatchFrame; question: QuestionView }) {
  const w = useWords(stageWords)
  const { verdict, phase, voided, worth } = question
  if (voided !== null)
    return (
      <div className={style.verdict} role="status">
        <strong>{w.void}</strong>
        <span>{(w.voidReasons as Record<string, string>)[voided] ?? voided}</span>
      </div>
    )
  if (phase === 'judging' || verdict === null)
    return (
      <div className={style.verdict} role="status">
        <strong>{phase === 'judging' ? w.judging : w.nobody}</strong>
      </div>
    )
  return (
    <div className={style.verdict} data-found role="status">
      <span>{verdict.first.length > 1 ? w.takenLevel : w.taken}</span>
      <strong>{verdict.first.map((code) => nameIn(frame, code)).join('、')}</strong>
      <b>{signed(worth.right)}</b>
      <span>
        {fill(w.after, { s: secondsAfter(verdict.afterMs) })}
        {verdict.marginMs !== null && (
          <em>
            {fill(w.ahead, { ms: inMs(verdict.marginMs) })}
            {verdict.uncertaintyMs !== null && `，${fill(w.uncertain, { ms: inMs(verdict.uncertaintyMs) })}`}
          </em>
        )}
      </span>
    </div>
  )
}

/** Rows glide to their places: each stands where its rank says. */
function Standings({ frame, over }: { frame: MatchFrame; over: boolean }) {
  const w = useWords(stageWords)
  const text = useText()
  const order = frame.teams.toSorted((a, b) => a.rank - b.rank)
  return (
    <section className={style.standings}>
      <header>
        <h2>{over ? w.over : w.standings}</h2>
        <p>{text(frame.title)}</p>
      </header>
      <ol style={{ '--n': frame.teams.length } as object}>
        {frame.teams.map((team) => (
          <li
            key={team.code}
            data-first={(team.rank === 1 && Number(team.points) > 0) || undefined}
            data-gone={team.withdrawn !== null || undefined}
            style={{ '--at': order.indexOf(team) } as object}
          >
            <i>{team.rank}</i>
            <strong>{nameOf(team)}</strong>
            <span>{team.withdrawn !== null ? w.withdrawn : team.delegation === team.name ? '' : team.delegation}</span>
            <b>{figure(team.points)}</b>
          </li>
        ))}
      </ol>
    </section>
  )
}
