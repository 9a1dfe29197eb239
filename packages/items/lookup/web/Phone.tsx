/** For those who watch on a phone: a column to read. */
import type { Instant } from '@leitai/core/run.ts'
import { minutesAndSeconds } from '@leitai/design/clock.ts'
import { fill, useText, useWords } from '@leitai/design/language.ts'
import { figure, inMs, secondsAfter, signed } from '@leitai/design/match/figures.ts'
import { useLeft, useReached } from '@leitai/design/match/moment.ts'
import { nameIn, nameOf } from '@leitai/design/match/names.ts'
import type { QuestionView } from '../types.ts'
import { markOf, sceneOf, type ScreenView } from './scene.ts'
import style from './phone.module.css'
import { stageWords } from './stage-words.ts'

export function Phone({ view, now }: { view: ScreenView; now(): Instant }) {
  const w = useWords(stageWords)
  const text = useText()
  const { frame, play } = view.work
  const scene = sceneOf(view)
  const lit = useReached(play.question?.opensAt ?? null, now)
  const order = frame.teams.toSorted((a, b) => a.rank - b.rank)
  return (
    <div className={style.phone}>
      <header>
        <h2>{text(frame.title)}</h2>
        <p>
          {w.race} · {play.company}
        </p>
      </header>
      {scene === 'paused' && <p className={style.notice}>{w.paused}</p>}
      {scene === 'over' && <p className={style.notice}>{w.over}</p>}
      {play.question === null ? (
        <p className={style.quiet}>{view.phase === 'waiting' ? w.before : text(play.rules)}</p>
      ) : (
        <section className={style.asked}>
          <p className={style.number}>
            <span>{fill(w.number, { n: play.question.number, of: play.question.of })}</span>
            {view.phase === 'open' && <Left question={play.question} now={now} />}
          </p>
          <p className={style.text} data-void={play.question.voided !== null || undefined}>
            {lit ? play.question.text : w.ready}
          </p>
          <Outcome view={view} question={play.question} />
        </section>
      )}
      <ol className={style.scores} aria-label={w.standings}>
        {order.map((team) => {
          const mark = markOf(play, team.code)
          return (
            <li key={team.code} data-mark={mark ?? undefined}>
              <i>{team.rank}</i>
              <strong>{nameOf(team)}</strong>
              <em>{team.withdrawn !== null ? w.withdrawn : mark === null ? '' : w.marks[mark]}</em>
              <b>{figure(team.points)}</b>
            </li>
          )
        })}
      </ol>
      {play.recent.length > 0 && (
        <section>
          <h3>{w.recent}</h3>
          <ul className={style.recent}>
            {play.recent.map((line, i) => (
              <li key={i}>
                <span>{nameIn(frame, line.code)}</span>
                <span>{fill(w.line, { n: line.number })}</span>
                <b>{signed(line.points)}</b>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  )
}

function Left({ question, now }: { question: QuestionView; now(): Instant }) {
  const runs = question.phase === 'open' || question.phase === 'deciding'
  const left = Math.min(useLeft(runs ? question.endsAt : null, now), question.totalMs)
  return runs ? <b role="timer">{minutesAndSeconds(left)}</b> : null
}

function Outcome({ view, question }: { view: ScreenView; question: QuestionView }) {
  const w = useWords(stageWords)
  const { verdict, voided, phase, key, worth } = question
  if (phase === 'open' || phase === 'deciding') return null
  const { frame } = view.work
  return (
    <>
      <p className={style.outcome} data-found={verdict !== null || undefined}>
        {voided !== null
          ? w.void
          : phase === 'judging'
            ? w.judging
            : verdict === null
              ? w.nobody
              : `${verdict.first.map((code) => nameIn(frame, code)).join('、')} ${verdict.first.length > 1 ? w.takenLevel : w.taken} ${signed(worth.right)}`}
        {verdict !== null && voided === null && (
          <small>
            {fill(w.after, { s: secondsAfter(verdict.afterMs) })}
            {verdict.marginMs !== null && ` · ${fill(w.ahead, { ms: inMs(verdict.marginMs) })}`}
          </small>
        )}
      </p>
      {key !== undefined && (
        <p className={style.key}>
          {w.answer}：<strong>{key.answers[0]}</strong>
          <small>
            {w.evidence}：{key.evidence[0]?.title}
          </small>
        </p>
      )}
    </>
  )
}
