/** The question of the race over everything else: what is asked, what is left, how it stands for this team and the others. */
import { minutesAndSeconds } from '@leitai/design/clock.ts'
import { fill, useWords } from '@leitai/design/language.ts'
import type { MatchFrame } from '@leitai/core/match/types.ts'
import type { Instant } from '@leitai/core/run.ts'
import { figure, signed } from '@leitai/design/match/figures.ts'
import { useLeft, useReached } from '@leitai/design/match/moment.ts'
import { nameIn, nameOf } from '@leitai/design/match/names.ts'
import type { QuestionView, TeamPlay } from '../types.ts'
import style from './question-bar.module.css'
import { lookupWords, type LookupWords } from './words.ts'

interface Props {
  frame: MatchFrame
  play: TeamPlay
  now: () => Instant
}

export function QuestionBar({ frame, play, now }: Props) {
  const w = useWords(lookupWords)
  const { question, own } = play
  const lit = useReached(question?.opensAt ?? null, now)
  return (
    <header className={style.bar}>
      <div className={style.asked}>
        {question === null || play.at === 'over' ? (
          <Between play={play} w={w} />
        ) : (
          <>
            <p className={style.number}>
              <strong>{fill(w.number, { n: question.number, of: question.of })}</strong>
              <span>{fill(w.worth, { right: figure(question.worth.right) })}</span>
              {question.worth.wrong !== '0' && (
                <span>{fill(w.worthWrong, { wrong: signed(question.worth.wrong) })}</span>
              )}
              <Outcome frame={frame} question={question} w={w} />
            </p>
            <h1 data-void={question.voided !== null || undefined}>{lit ? question.text : w.ready}</h1>
            {question.key !== undefined && (
              <p className={style.key}>
                {w.key}：<strong>{question.key.answers[0]}</strong>
                <span>
                  {w.keyEvidence}：{question.key.evidence.map(({ title }) => title).join('、')}
                </span>
              </p>
            )}
          </>
        )}
      </div>
      {question !== null && (question.phase === 'open' || question.phase === 'deciding') && (
        <Clock question={question} lit={lit} now={now} />
      )}
      <ol className={style.teams} aria-label={w.scores}>
        {frame.teams.map((team) => {
          const entry = question?.entries.find(({ code }) => code === team.code)
          const mark = entry?.standing ?? null
          const out = mark === 'wrong' && entry?.triesLeft === 0
          return (
            <li key={team.code} data-own={team.code === own.code || undefined} data-mark={mark ?? undefined}>
              <span>{nameOf(team)}</span>
              <b>{figure(team.points)}</b>
              <small>{mark === null ? '' : out ? w.marks.out : w.marks[mark]}</small>
            </li>
          )
        })}
      </ol>
    </header>
  )
}

function Between({ play, w }: { play: TeamPlay; w: LookupWords }) {
  const over = play.at === 'over'
  return (
    <>
      <h1>{over ? w.over : w.before}</h1>
      <p className={style.number}>
        <span>{over ? w.overHelp : w.beforeHelp}</span>
      </p>
    </>
  )
}

function Outcome({ frame, question, w }: { frame: MatchFrame; question: QuestionView; w: LookupWords }) {
  const words = outcomeOf(frame, question, w)
  return words === '' ? null : (
    <em data-found={question.verdict !== null || undefined} role="status">
      {words}
    </em>
  )
}

export function outcomeOf(frame: MatchFrame, { phase, verdict, voided }: QuestionView, w: LookupWords): string {
  switch (phase) {
    case 'open':
    case 'deciding':
      return ''
    case 'judging':
      return w.judging
    case 'void':
      return fill(w.void, { reason: (w.voidReasons as Record<string, string>)[voided ?? ''] ?? voided ?? '' })
    case 'ruled':
    case 'revealed': {
      if (verdict === null) return w.nobody
      const teams = verdict.first.map((code) => nameIn(frame, code)).join('、')
      return verdict.first.length > 1 ? fill(w.takenMany, { teams }) : fill(w.taken, { team: teams })
    }
  }
}

function Clock({ question, lit, now }: { question: QuestionView; lit: boolean; now: () => Instant }) {
  const w = useWords(lookupWords)
  const left = Math.min(useLeft(question.endsAt, now), question.totalMs)
  return (
    <div className={style.clock} data-last={(lit && left <= 10_000) || undefined}>
      <small>{left > 0 ? w.timeLeft : w.timeUp}</small>
      <strong role="timer" aria-live="off">
        {minutesAndSeconds(left)}
      </strong>
    </div>
  )
}
