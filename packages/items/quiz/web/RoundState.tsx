/** What a round has beside its question: a duel, a race against the clock, everybody's answers. */
import type { MatchFrame } from '@leitai/core/match/types.ts'
import { LeadPart } from '@leitai/design/lead/LeadDesk.tsx'
import { fill, useWords } from '@leitai/design/language.ts'
import { figure, signed } from '@leitai/design/match/figures.ts'
import { nameIn } from '@leitai/design/match/names.ts'
import type { ChallengeView, EverybodyView, LeadPlay, RapidView } from '../types.ts'
import { letters } from './naming.ts'
import style from './lead.module.css'
import { leadQuizWords } from './lead-words.ts'

export function Duel({ frame, challenge }: { frame: MatchFrame; challenge: ChallengeView }) {
  const w = useWords(leadQuizWords)
  const kept = challenge.defences[challenge.holder] ?? 0
  return (
    <LeadPart title={fill(w.duel, { n: challenge.duelNumber, of: challenge.duels })}>
      <div className={style.duel}>
        <p>
          <small>
            {w.holder}
            {kept > 0 && ` · ${fill(w.kept, { n: kept })}`}
          </small>
          <strong>{nameIn(frame, challenge.holder)}</strong>
        </p>
        <p className={style.duelScore}>
          {figure(challenge.duel.holder)} : {figure(challenge.duel.challenger)}
        </p>
        <p>
          <small>{w.challenger}</small>
          <strong>{challenge.challenger === null ? '—' : nameIn(frame, challenge.challenger)}</strong>
        </p>
      </div>
    </LeadPart>
  )
}

export function Rapid({ frame, rapid }: { frame: MatchFrame; rapid: RapidView }) {
  const w = useWords(leadQuizWords)
  return (
    <table className={style.counts}>
      <thead>
        <tr>
          <th scope="col">{w.measures.team}</th>
          <th scope="col">{w.rapidAnswered}</th>
          {rapid.over && <th scope="col">{w.rapidRight}</th>}
        </tr>
      </thead>
      <tbody>
        {frame.teams.map(({ code }) => (
          <tr key={code}>
            <th scope="row">{nameIn(frame, code)}</th>
            <td>{rapid.counts[code]?.answered ?? 0}</td>
            {rapid.over && <td>{rapid.counts[code]?.right ?? 0}</td>}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

export function Everybody({ play, everybody }: { play: LeadPlay; everybody: EverybodyView }) {
  const w = useWords(leadQuizWords)
  const { answered, players, chosen } = everybody
  const most = Math.max(1, ...(chosen ?? []))
  return (
    <>
      <p className={style.answered}>
        <small>{w.everybodyAnswered}</small>
        <strong>{answered}</strong>
        {players > 0 && <span>{fill(w.everybodyOf, { of: players })}</span>}
      </p>
      {chosen !== null && (
        <LeadPart title={w.chosen}>
          <ol className={style.chosen}>
            {chosen.map((count, place) => (
              <li key={place} data-right={play.key?.places.includes(place) || undefined}>
                <span>
                  {play.question?.question.kind === 'trueFalse' ? (place === 0 ? w.yes : w.no) : letters[place]}
                </span>
                <span className={style.bar}>
                  <span style={{ inlineSize: `${(count / most) * 100}%` }} />
                </span>
                <strong>{count}</strong>
              </li>
            ))}
          </ol>
        </LeadPart>
      )}
    </>
  )
}

/** What was said about the question so far. */
export function Rulings({ frame, play }: { frame: MatchFrame; play: LeadPlay }) {
  const w = useWords(leadQuizWords)
  const rulings = play.question?.rulings ?? []
  if (rulings.length === 0) return null
  return (
    <LeadPart title={w.rulings}>
      <ul className={style.rulings}>
        {rulings.map((ruling, index) => (
          <li key={index} data-right={ruling.right}>
            <strong>{nameIn(frame, ruling.code)}</strong>
            <span>{ruling.right ? w.marks.right : w.marks.wrong}</span>
            <span className={style.points}>{signed(ruling.points)}</span>
            <small>{w.by[ruling.by]}</small>
          </li>
        ))}
      </ul>
    </LeadPart>
  )
}
