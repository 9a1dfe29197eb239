/** A column to read on a phone while it goes on: the question, whose it is, the score. */
import type { MatchFrame } from '@leitai/core/match/types.ts'
import type { Instant } from '@leitai/core/run.ts'
import { fill, useText, useWords } from '@leitai/design/language.ts'
import { beside, figure, inMs, signed } from '@leitai/design/match/figures.ts'
import { nameIn, nameOf } from '@leitai/design/match/names.ts'
import { useReducedMotion } from '@mantine/hooks'
import { IconCheck, IconX } from '@tabler/icons-react'
import type { PlayCommon, PointLine, QuestionView } from '../types.ts'
import { clockNow } from './clock-now.ts'
import { letters, optionsOf } from './naming.ts'
import { sceneOf, type ScreenView } from './scene.ts'
import { StageClock } from './StageClock.tsx'
import { markOf } from './team-mark.ts'
import style from './phone.module.css'
import { stageWords } from './stage-words.ts'
import { useFlip } from './use-flip.ts'

export function Phone({ view, now }: { view: ScreenView; now: () => Instant }) {
  const text = useText()
  const w = useWords(stageWords)
  const { frame, play } = view.work
  const { round, question } = play
  const scene = sceneOf({ ...view, work: { ...view.work, frame: { ...frame, showing: 'play' } } })
  const clock = view.phase === 'open' ? clockNow(play) : null
  return (
    <div className={style.phone}>
      <header className={style.head}>
        <h2>{text(frame.title)}</h2>
        {scene === 'over' ? (
          <p>
            <strong>{w.over}</strong>
          </p>
        ) : (
          round !== null && (
            <p>
              {fill(w.rounds, { n: round.number, of: round.of })} · <strong>{w.kinds[round.kind]}</strong>
            </p>
          )
        )}
      </header>
      {view.phase === 'waiting' && <p className={style.quiet}>{w.soon}</p>}
      {scene === 'paused' && <p className={style.notice}>{w.paused}</p>}
      {scene === 'round' && round !== null && <p className={style.rules}>{text(round.rules)}</p>}
      {scene === 'packs' && play.packs !== null && (
        <p className={style.notice}>{fill(w.packs.choose, { team: nameIn(frame, play.packs.team) })}</p>
      )}
      {clock !== null && <StageClock clock={clock} now={now} size="seat" />}
      {scene === 'question' && question !== null && <Asked frame={frame} play={play} question={question} />}
      {frame.teams.length > 0 && <Scores frame={frame} play={play} />}
      {play.recent.length > 0 && frame.teams.length > 0 && (
        <section className={style.recent}>
          <h3>{w.recent}</h3>
          <ol>
            {play.recent.map((line, index) => (
              // oxlint-disable-next-line react/no-array-index-key -- newest first; lines have no ids
              <li key={index} data-struck={line.struck !== null || undefined}>
                <Line frame={frame} line={line} />
              </li>
            ))}
          </ol>
        </section>
      )}
    </div>
  )
}

function Line({ frame, line }: { frame: MatchFrame; line: PointLine }) {
  const w = useWords(stageWords)
  return (
    <>
      <span>{nameIn(frame, line.code)}</span>
      <span>
        {w.why[line.why]} {line.no > 0 && fill(w.numberAlone, { n: line.no })}
      </span>
      <b>{signed(line.points)}</b>
    </>
  )
}

function Asked({ frame, play, question }: { frame: MatchFrame; play: PlayCommon; question: QuestionView }) {
  const w = useWords(stageWords)
  const { key, buzz, rulings } = question
  const options = optionsOf(question.question, w)
  const chosen = play.everybody?.chosen ?? null
  const most = Math.max(1, ...(chosen ?? []))
  const order = (buzz?.presses ?? []).filter(({ foul }) => !foul)
  return (
    <section className={style.asked}>
      <p className={style.no}>
        {fill(w.number, { n: question.number, of: question.of })}
        {question.question.topic !== '' && ` · ${question.question.topic}`}
      </p>
      <p className={style.text} data-void={question.voided !== null || undefined}>
        {question.question.text}
      </p>
      {options.length > 0 && (
        <ol className={style.options}>
          {options.map((option, place) => {
            const right = key?.places.includes(place) ?? false
            return (
              // oxlint-disable-next-line react/no-array-index-key -- options never move
              <li
                key={place}
                data-right={right || undefined}
                data-gone={question.question.removed.includes(place) || undefined}
              >
                <b>{question.question.kind === 'trueFalse' ? (place === 0 ? '✓' : '✗') : letters[place]}</b>
                <span>{option}</span>
                {chosen !== null && <em>{chosen[place] ?? 0}</em>}
                {right && <IconCheck size={20} aria-label={w.marks.right} />}
                {chosen !== null && (
                  <i style={{ transform: `scaleX(${(chosen[place] ?? 0) / most})` }} aria-hidden="true" />
                )}
              </li>
            )
          })}
        </ol>
      )}
      {key !== undefined && options.length === 0 && (
        <p className={style.key}>
          {w.key}：{key.text}
        </p>
      )}
      {key !== undefined && key.explanation !== '' && <p className={style.explanation}>{key.explanation}</p>}
      <div role="status" className={style.state}>
        {question.voided !== null && <p>{w.void}</p>}
        {play.everybody !== null && (
          <p>
            {play.everybody.answered > 0 ? (
              <>
                {w.everybody.answered} <b>{play.everybody.answered}</b> / {play.everybody.players}
              </>
            ) : (
              <>
                {w.everybody.players} <b>{play.everybody.players}</b>
              </>
            )}
          </p>
        )}
        {buzz !== null && buzz.level.length > 1 && (
          <p>
            {w.level} · {w.levelRules[buzz.levelRule]}
          </p>
        )}
        {order[0] !== undefined && buzz?.level.length === 0 && (
          <p>
            <b>{nameIn(frame, order[0].code)}</b> {fill(w.after, { ms: inMs(order[0].afterMs) })}
            {buzz.marginMs !== null && (
              <>
                ，{fill(w.ahead, { ms: inMs(buzz.marginMs) })}
                {buzz.uncertaintyMs !== null && (
                  <>（{fill(w.uncertain, { ms: beside(buzz.marginMs, buzz.uncertaintyMs) })}）</>
                )}
              </>
            )}
          </p>
        )}
        {question.team !== null && rulings.length === 0 && order.length === 0 && (
          <p>
            <b>{nameIn(frame, question.team)}</b> {question.member} {w.answers}
          </p>
        )}
        {rulings.map((ruling) => (
          <p key={ruling.code} data-tone={ruling.right ? 'right' : 'wrong'}>
            {ruling.right ? <IconCheck size={20} aria-hidden /> : <IconX size={20} aria-hidden />}
            {nameIn(frame, ruling.code)} {ruling.right ? w.isRight : w.isWrong} <b>{signed(ruling.points)}</b>
          </p>
        ))}
      </div>
    </section>
  )
}

function Race({ counts }: { counts: { answered: number; right: number | null } | undefined }) {
  const w = useWords(stageWords).rapid
  if (counts === undefined) return null
  const { answered, right } = counts
  return <em>{right === null ? fill(w.answered, { n: answered }) : fill(w.right, { n: right, of: answered })}</em>
}

function Scores({ frame, play }: { frame: MatchFrame; play: PlayCommon }) {
  const w = useWords(stageWords)
  const still = useReducedMotion() ?? false
  const teams = frame.teams.toSorted((a, b) => a.rank - b.rank)
  const list = useFlip(teams.map(({ code }) => code).join(), still)
  return (
    <ol className={style.scores} ref={list} aria-label={w.standings}>
      {teams.map((team) => {
        const { mark } = markOf(play, team)
        return (
          <li key={team.code} data-row={team.code} data-mark={mark ?? undefined}>
            <i>{team.rank}</i>
            <span>
              <strong>{nameOf(team)}</strong>
              {team.delegation !== null && team.delegation !== team.name && <small>{team.delegation}</small>}
            </span>
            {play.rapid?.started === true && <Race counts={play.rapid.counts[team.code]} />}
            {mark !== null && mark !== 'pressed' && mark !== 'waits' && <em>{w.marks[mark]}</em>}
            <b>{figure(team.points)}</b>
          </li>
        )
      })}
    </ol>
  )
}
