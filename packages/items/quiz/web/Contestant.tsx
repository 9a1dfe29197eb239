/** A team's seat in a quiz: what is asked, what this team may do now, and one enormous key where it is about being first. */
import type { MatchFrame, MatchWork } from '@leitai/core/match/types.ts'
import { fill, useText, useWords } from '@leitai/design/language.ts'
import { figure, signed } from '@leitai/design/match/figures.ts'
import { nameIn, nameOf } from '@leitai/design/match/names.ts'
import type { ContestantProps } from '@leitai/items/web-plug.ts'
import { useCallback, type ReactNode } from 'react'
import type { TeamPlay } from '../types.ts'
import { clockNow } from './clock-now.ts'
import { useLight } from './light.ts'
import { optionsOf } from './naming.ts'
import { SeatBuzzer } from './SeatBuzzer.tsx'
import { SeatChoices } from './SeatChoices.tsx'
import { SeatDecision, SeatPacks } from './SeatPacks.tsx'
import { SeatRapid } from './SeatRapid.tsx'
import { SeatScores } from './SeatScores.tsx'
import { StageClock } from './StageClock.tsx'
import style from './seat.module.css'
import { seatWords } from './seat-words.ts'
import { TwiceButton } from './TwiceButton.tsx'

export default function Contestant({ view, act, now }: ContestantProps<MatchWork<TeamPlay>>) {
  const text = useText()
  const { frame, play } = view.work
  const { own, question } = play
  const team = frame.teams.find(({ code }) => code === own.code)

  const press = useCallback((at: DOMHighResTimeStamp) => void act('press', {}, undefined, at), [act])
  const answer = useCallback(
    (no: number, choice: number[], at: DOMHighResTimeStamp) => void act('answer', { no, choice }, undefined, at),
    [act],
  )
  const pass = useCallback((no: number, at: DOMHighResTimeStamp) => void act('pass', { no }, undefined, at), [act])

  const shows = question !== null && play.at === 'playing' && play.packs?.asks !== 'choose'
  // whoever answers with keys needs them for the options
  const chooses =
    shows && question.team === own.code && question.answerMode === 'keys' && question.phase === 'answering'
  const buzzes = shows && question.buzz !== null && !chooses
  const clock = clockNow(play)
  return (
    <div
      className={style.seat}
      data-fills-page
      data-buzzes={buzzes || undefined}
      data-plays={shows || play.rapid !== null || undefined}
      lang={text({ zh: 'zh-CN', en: 'en' })}
    >
      <Head frame={frame} play={play} points={team?.points ?? null} rank={team?.rank ?? null}>
        {clock !== null && <StageClock clock={clock} now={now} size="seat" />}
      </Head>
      <div className={style.middle}>
        {shows && own.may.includes('goOn') && play.packs !== null && (
          <SeatDecision
            key={question.no}
            packs={play.packs}
            goOn={() => void act('goOn', {})}
            stop={() => void act('stop', {})}
          />
        )}
        {play.rapid !== null ? (
          <SeatRapid play={play} now={now} answer={answer} pass={pass} />
        ) : play.packs?.asks === 'choose' ? (
          <SeatPacks
            key={play.packs.team}
            frame={frame}
            packs={play.packs}
            mine={own.may.includes('choosePack')}
            choose={(pack, member) => void act('choosePack', { pack, member })}
          />
        ) : shows ? (
          <Asked frame={frame} play={play} now={now} answer={answer} />
        ) : (
          <Between frame={frame} play={play} gone={team?.withdrawn != null} />
        )}
        {own.lifelines.length > 0 && shows && question.team === own.code && question.phase === 'answering' && (
          <section className={style.lifelines} aria-label={text(seatLifelines)}>
            {own.lifelines.map((line) => (
              <TwiceButton
                key={line.id}
                disabled={line.left === 0 || !own.may.includes('lifeline')}
                onYes={() => void act('lifeline', { id: line.id })}
              >
                {text(line.label)} <Left n={line.left} />
              </TwiceButton>
            ))}
          </section>
        )}
      </div>
      {frame.teams.length > 0 && <SeatScores frame={frame} own={own.code} />}
      {buzzes && <SeatBuzzer frame={frame} play={play} now={now} press={press} />}
    </div>
  )
}

const seatLifelines = { zh: seatWords.zh.lifelines, en: seatWords.en.lifelines }

function Left({ n }: { n: number }) {
  const w = useWords(seatWords)
  return <small>{fill(w.left, { n })}</small>
}

interface HeadProps {
  frame: MatchFrame
  play: TeamPlay
  points: string | null
  rank: number | null
  children: ReactNode
}

function Head({ frame, play, points, rank, children }: HeadProps) {
  const text = useText()
  const w = useWords(seatWords)
  const { round, question, own } = play
  const standing = own.standing
  return (
    <header className={style.head}>
      <p className={style.where}>
        {/* the bar above names the item already */}
        <span>
          {round === null || play.at === 'before'
            ? text(frame.title)
            : fill(w.round, { n: round.number, of: round.of })}
        </span>
        <strong>
          {round !== null && play.at !== 'before' ? w.kinds[round.kind] : ''}
          {question !== null && play.at === 'playing' && (
            <small>{fill(w.number, { n: question.number, of: question.of })}</small>
          )}
        </strong>
      </p>
      {points !== null ? (
        <p className={style.own}>
          <span>{nameIn(frame, own.code)}</span>
          <strong key={points}>{figure(points)}</strong>
          {rank !== null && <small>{fill(w.rank, { n: rank })}</small>}
        </p>
      ) : (
        standing !== null && (
          <p className={style.own}>
            <span>{own.code}</span>
            <strong key={standing.points}>{figure(standing.points)}</strong>
            <small>{fill(w.rank, { n: standing.rank })}</small>
          </p>
        )
      )}
      <div className={style.clock}>{children}</div>
    </header>
  )
}

interface AskedProps {
  frame: MatchFrame
  play: TeamPlay
  now: () => number
  answer(no: number, choice: number[], at: DOMHighResTimeStamp): void
}

function Asked({ frame, play, now, answer }: AskedProps) {
  const w = useWords(seatWords)
  const { own, everybody } = play
  const question = play.question!
  const light = useLight(everybody !== null && question.phase === 'armed' ? everybody.opensAt : null, now)
  const options = optionsOf(question.question, w)
  const forAll = everybody !== null
  const mine = question.team === own.code
  // here the key does not say it
  const chooses = mine && question.answerMode === 'keys' && question.phase === 'answering'
  const open = own.may.includes('answer') && (!forAll || light === 'on')
  const ruling = question.rulings.findLast(({ code }) => code === own.code)
  return (
    <section className={style.asked} data-void={question.voided !== null || undefined}>
      {(question.buzz === null || chooses) && (
        <p
          className={style.say}
          role="status"
          data-tone={
            ruling !== undefined
              ? ruling.right
                ? 'right'
                : 'wrong'
              : forAll
                ? own.standing === null
                  ? undefined
                  : own.standing.right
                    ? 'right'
                    : 'wrong'
                : mine && question.phase === 'answering'
                  ? 'ours'
                  : undefined
          }
        >
          {forAll ? <ForAll play={play} lit={light === 'on'} /> : <Turn frame={frame} play={play} />}
        </p>
      )}
      {question.question.topic !== '' && <p className={style.topic}>{question.question.topic}</p>}
      <h2 data-long={question.question.text.length > 60 || undefined}>{question.question.text}</h2>
      {options.length > 0 && (
        <SeatChoices
          key={question.no}
          question={question.question}
          chosen={own.choice}
          open={open}
          atOnce={forAll}
          keyShown={question.key}
          ruled={ruling !== undefined}
          send={(choice, at) => answer(question.no, choice, at)}
        />
      )}
      {question.key !== undefined && options.length === 0 && (
        <p className={style.key}>
          {w.key}：{question.key.text}
        </p>
      )}
      {question.key !== undefined && question.key.explanation !== '' && (
        <p className={style.explanation}>{question.key.explanation}</p>
      )}
    </section>
  )
}

/** Whose turn it is where nobody presses: 必答题, 风险题. */
function Turn({ frame, play }: { frame: MatchFrame; play: TeamPlay }) {
  const w = useWords(seatWords)
  const { own } = play
  const question = play.question!
  const mine = question.team === own.code
  const ruling = question.rulings.at(-1)
  if (question.phase === 'void')
    return (
      <>
        <strong>{w.states.void}</strong>
        <span>{question.voided}</span>
      </>
    )
  if (ruling !== undefined)
    return (
      <>
        <strong>{ruling.right ? w.states.right : w.states.wrong}</strong>
        <span>
          {nameIn(frame, ruling.code)} {signed(ruling.points)}
        </span>
      </>
    )
  if (question.team === null) return <strong>{w.states.waits}</strong>
  const team = nameIn(frame, question.team)
  if (question.phase === 'judging')
    return (
      <>
        <strong>{w.states.judging}</strong>
        <span>{team}</span>
      </>
    )
  if (question.phase === 'shown')
    return (
      <>
        <strong>{fill(w.help.theirTurn, { team: mine ? w.own : team })}</strong>
        <span>{question.member}</span>
      </>
    )
  return (
    <>
      <strong>{mine ? w.states.ours : fill(w.states.theirs, { team })}</strong>
      <span>
        {question.member}
        {mine && ` ${question.answerMode === 'keys' ? w.help.keys : w.help.spoken}`}
      </span>
    </>
  )
}

function ForAll({ play, lit }: { play: TeamPlay; lit: boolean }) {
  const w = useWords(seatWords)
  const { standing, choice } = play.own
  const question = play.question!
  if (question.phase === 'void') return <strong>{w.states.void}</strong>
  if (standing !== null)
    return (
      <>
        <strong>
          {choice === null ? w.everybody.late : standing.right ? w.states.right : w.states.wrong}
          {Number(standing.gained) !== 0 && ` ${signed(standing.gained)}`}
        </strong>
        <span>{fill(w.everybody.total, { points: figure(standing.points), rank: standing.rank })}</span>
      </>
    )
  if (question.phase === 'shown') return <strong>{w.everybody.notYet}</strong>
  if (question.phase === 'armed') return <strong>{choice !== null ? '' : lit ? w.choose : w.everybody.ready}</strong>
  return <strong>{choice === null ? w.everybody.late : w.sentHelp}</strong>
}

function Between({ frame, play, gone }: { frame: MatchFrame; play: TeamPlay; gone: boolean }) {
  const text = useText()
  const w = useWords(seatWords)
  if (gone) return <Card title={w.withdrawn} />
  switch (play.at) {
    case 'before':
      return <Card title={w.before} about={frame.teams.map(nameOf).join(' · ')} />
    case 'intro':
    case 'playing':
      return (
        <Card
          above={w.intro}
          title={play.round === null ? '' : w.kinds[play.round.kind]}
          about={play.round === null ? '' : text(play.round.rules)}
        />
      )
    case 'between':
      return <Card title={w.between} />
    case 'over':
      return <Card title={w.over} />
  }
}

function Card({ above, title, about }: { above?: string; title: string; about?: string }) {
  return (
    <section className={style.card} role="status">
      {above !== undefined && <p>{above}</p>}
      <h2>{title}</h2>
      {about !== undefined && about !== '' && <p>{about}</p>}
    </section>
  )
}
