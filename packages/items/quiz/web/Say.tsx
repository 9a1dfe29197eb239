/** What the host says now: the question with its key, or the rules of the round, or how it stands. */
import type { MatchFrame } from '@leitai/core/match/types.ts'
import { LeadPart } from '@leitai/design/lead/LeadDesk.tsx'
import { fill, useText, useWords } from '@leitai/design/language.ts'
import { figure, signed } from '@leitai/design/match/figures.ts'
import { nameIn, nameOf } from '@leitai/design/match/names.ts'
import type { LeadPlay, RoundView } from '../types.ts'
import { QuestionText } from './QuestionText.tsx'
import style from './lead.module.css'
import { leadQuizWords, type LeadQuizWords } from './lead-words.ts'

export function Say({ frame, play }: { frame: MatchFrame; play: LeadPlay }) {
  const w = useWords(leadQuizWords)
  const text = useText()
  const { question, packs, round } = play
  if (play.at === 'playing' && packs?.asks === 'choose')
    return (
      <>
        <p className={style.calls}>{fill(w.toChoose, { team: nameIn(frame, packs.team) })}</p>
        {round !== null && <Rules round={round} />}
      </>
    )
  if (play.at === 'playing' && question !== null)
    return (
      <>
        <p className={style.calls}>{callOf(frame, play, w)}</p>
        <QuestionText question={question.question} keyOf={play.key} />
        {question.voided !== null ? (
          <p className={style.void}>{fill(w.voidBecause, { reason: question.voided })}</p>
        ) : (
          round?.kind !== 'suddenDeath' && (
            <p className={style.worth}>
              <span>{fill(w.worthRight, { points: signed(question.worth.right) })}</span>
              <span>{fill(w.worthWrong, { points: signed(question.worth.wrong) })}</span>
            </p>
          )
        )}
        {round !== null && <Rules round={round} small />}
      </>
    )
  const next = play.comingRound ?? (play.at === 'intro' || play.at === 'playing' ? round : null)
  return (
    <>
      {play.at === 'before' && (
        <>
          <h2 className={style.sayTitle}>{text(frame.title)}</h2>
          {frame.teams.length > 0 && (
            <LeadPart title={w.welcome}>
              <ul className={style.welcome}>
                {frame.teams.map((team) => (
                  <li key={team.code}>
                    <strong>{nameOf(team)}</strong>
                    <span>
                      {[team.delegation ?? '', team.members.join('、')].filter((one) => one !== '').join(' · ')}
                    </span>
                  </li>
                ))}
              </ul>
            </LeadPart>
          )}
        </>
      )}
      {(play.at === 'between' || play.at === 'over') && <Standing frame={frame} play={play} />}
      {next !== null && <Rules round={next} />}
    </>
  )
}

function callOf(frame: MatchFrame, { question, round }: LeadPlay, w: LeadQuizWords): string {
  if (question!.voided !== null) return w.phases.void
  if (round?.kind === 'everybody') return w.toEverybody
  if (question!.phase === 'ruled' || question!.phase === 'revealed') {
    const last = question!.rulings.at(-1)
    if (last === undefined) return w.saidNobody
    const said = last.right ? w.saidRight : last.points === '0' ? w.saidWrongNothing : w.saidWrong
    return fill(said, { team: nameIn(frame, last.code), points: signed(last.points) })
  }
  if (question!.team !== null) {
    const team = nameIn(frame, question!.team)
    return question!.member === null ? fill(w.toTeam, { team }) : fill(w.toMember, { team, member: question!.member })
  }
  const eligible = question!.buzz?.eligible ?? null
  return eligible === null
    ? w.toAll
    : fill(w.toThese, { teams: eligible.map((code) => nameIn(frame, code)).join('、') })
}

function Rules({ round, small = false }: { round: RoundView; small?: boolean }) {
  const w = useWords(leadQuizWords)
  const text = useText()
  return (
    <LeadPart
      title={small ? w.rules : fill(w.roundTitle, { n: round.number, kind: w.kinds[round.kind] })}
      aside={round.clause !== null && <span>{fill(w.clause, { clause: round.clause })}</span>}
    >
      <p className={style.rules} data-small={small || undefined}>
        {text(round.rules)}
      </p>
    </LeadPart>
  )
}

/** In words that can be read out. */
function Standing({ frame, play }: { frame: MatchFrame; play: LeadPlay }) {
  const w = useWords(leadQuizWords)
  const order = frame.teams.toSorted((a, b) => a.rank - b.rank)
  const first = order.filter(({ rank }) => rank === 1)
  const won = play.suddenDeath?.winner ?? null
  const teams = first.map(nameOf).join('、')
  return (
    <LeadPart title={w.standingsSay}>
      <ul className={style.welcome}>
        {order.map((team) => (
          <li key={team.code}>
            <strong>{fill(w.standingsLine, { team: nameOf(team), points: figure(team.points) })}</strong>
          </li>
        ))}
      </ul>
      {won !== null ? (
        <p className={style.rules}>{fill(w.suddenWon, { team: nameIn(frame, won) })}</p>
      ) : (
        play.next === 'finish' &&
        first.length > 0 && (
          <p className={style.rules}>
            {fill(first.length === 1 ? w.winnerSay : w.winnersSay, {
              team: teams,
              teams,
              points: figure(first[0]!.points),
            })}
          </p>
        )
      )}
    </LeadPart>
  )
}
