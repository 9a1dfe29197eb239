/** What the host says now, in words that can be read out; the key is beside it before it is anybody else's. */
import type { MatchFrame } from '@leitai/core/match/types.ts'
import { LeadPart } from '@leitai/design/lead/LeadDesk.tsx'
import { fill, useText, useWords } from '@leitai/design/language.ts'
import { figure, inMs } from '@leitai/design/match/figures.ts'
import { nameIn, nameOf } from '@leitai/design/match/names.ts'
import type { LeadPlay } from '../types.ts'
import { KeyText } from './KeyText.tsx'
import style from './lead.module.css'
import { leadLookupWords, type LeadLookupWords } from './lead-words.ts'

export function Say({ frame, play }: { frame: MatchFrame; play: LeadPlay }) {
  const w = useWords(leadLookupWords)
  const text = useText()
  const { question } = play
  return (
    <>
      {question === null ? (
        <>
          <h2 className={style.sayTitle}>{text(frame.title)}</h2>
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
        </>
      ) : (
        <>
          {linesOf(frame, play, w).map((line) => (
            <p key={line} className={style.calls}>
              {line}
            </p>
          ))}
          <div className={style.said}>
            <KeyText text={question.text} of={play.key} />
          </div>
        </>
      )}
      <LeadPart
        title={w.rules}
        aside={play.clause === null ? undefined : <span>{fill(w.clause, { clause: play.clause })}</span>}
      >
        <p className={style.rules}>{text(play.rules)}</p>
      </LeadPart>
    </>
  )
}

function linesOf(frame: MatchFrame, play: LeadPlay, w: LeadLookupWords): string[] {
  const { number, phase, verdict, voided, worth } = play.question!
  switch (phase) {
    case 'open':
    case 'deciding':
    case 'judging':
      return [fill(w.read, { n: number })]
    case 'void':
      return [fill(w.sayVoid, { reason: (w.voidCodes as Record<string, string>)[voided ?? ''] ?? voided ?? '' })]
    case 'ruled':
    case 'revealed': {
      const lines = verdict === null ? [w.sayNobody] : [winnerLine(frame, verdict.first, worth.right, w)]
      if (verdict?.marginMs != null && verdict.uncertaintyMs !== null)
        lines.push(fill(w.sayMargin, { ms: inMs(verdict.marginMs), sure: inMs(verdict.uncertaintyMs) }))
      if (phase === 'revealed') {
        lines.push(fill(w.sayKey, { key: play.key!.answers[0]! }))
        lines.push(fill(w.sayWhere, { title: play.key!.evidence[0]!.title }))
      }
      if (play.at === 'over')
        lines.push(
          w.sayOver,
          frame.teams
            .toSorted((a, b) => a.rank - b.rank)
            .map((team) => fill(w.standingLine, { team: nameOf(team), points: figure(team.points) }))
            .join('；'),
        )
      return lines
    }
  }
}

function winnerLine(frame: MatchFrame, first: readonly string[], points: string, w: LeadLookupWords): string {
  const teams = first.map((code) => nameIn(frame, code)).join('、')
  return fill(first.length > 1 ? w.sayLevel : w.sayWinner, { team: teams, teams, points })
}
