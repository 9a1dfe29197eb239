/** What comes next, and what came last: the right of the desk under the hall's picture. */
import type { MatchFrame } from '@leitai/core/match/types.ts'
import { clockTime } from '@leitai/core/words.ts'
import { Corrections } from '@leitai/design/lead/Corrections.tsx'
import { LeadPart } from '@leitai/design/lead/LeadDesk.tsx'
import { TeamLines } from '@leitai/design/lead/TeamLines.tsx'
import { leadWords } from '@leitai/design/lead/words.ts'
import { fill, useText, useWords } from '@leitai/design/language.ts'
import type { MatchLead } from '@leitai/core/match/types.ts'
import { figure, signed } from '@leitai/design/match/figures.ts'
import { nameIn } from '@leitai/design/match/names.ts'
import type { LeadPlay } from '../types.ts'
import { QuestionText } from './QuestionText.tsx'
import style from './lead.module.css'
import { leadQuizWords } from './lead-words.ts'

/** @param onCut the round can be ended early now */
export function Coming({ play, onCut }: { play: LeadPlay; onCut: (() => void) | null }) {
  const w = useWords(leadQuizWords)
  const text = useText()
  const { coming, comingKey, comingRound, spares } = play
  if (comingRound !== null)
    return (
      <LeadPart title={w.comingRound} aside={<span>{fill(w.spares, { n: spares })}</span>}>
        <p className={style.comingRound}>
          <strong>{fill(w.roundTitle, { n: comingRound.number, kind: w.kinds[comingRound.kind] })}</strong>
          {text(comingRound.rules)}
        </p>
      </LeadPart>
    )
  return (
    <LeadPart title={w.coming} aside={<span>{fill(w.spares, { n: spares })}</span>}>
      {coming === null ? (
        <p className={style.quiet}>
          {play.at !== 'playing' || play.rapid !== null
            ? '—'
            : play.packs?.asks === 'choose'
              ? w.comingPack
              : play.packs?.asks === 'decide' && play.question?.phase === 'revealed'
                ? w.decides
                : w.comingLater}
        </p>
      ) : (
        <QuestionText question={coming} keyOf={comingKey} size="small" />
      )}
      {onCut !== null && (
        <button type="button" className={style.cut} onClick={onCut}>
          {w.cut}
        </button>
      )}
    </LeadPart>
  )
}

export function Points({ frame, play }: { frame: MatchFrame; play: LeadPlay }) {
  const w = useWords(leadQuizWords)
  const lead = useWords(leadWords)
  const text = useText()
  if (frame.crowd)
    return (
      <LeadPart title={w.top}>
        <ol className={style.recent}>
          {(play.everybody?.top ?? []).map(({ code, points, rank }) => (
            <li key={code}>
              <small>{rank}</small>
              <span>{code}</span>
              <strong>{figure(points)}</strong>
            </li>
          ))}
        </ol>
      </LeadPart>
    )
  return (
    <LeadPart
      title={lead.standings}
      aside={play.lifelines.length > 0 && <span>{play.lifelines.map(({ label }) => text(label)).join(' / ')}</span>}
    >
      <TeamLines
        teams={frame.teams}
        marked={turnOf(play)}
        beside={(team) =>
          play.lifelines.length > 0 && (
            <small className={style.left}>{play.lifelines.map(({ left }) => left[team.code] ?? 0).join(' / ')}</small>
          )
        }
      />
    </LeadPart>
  )
}

/** Who has the question, or chooses. */
function turnOf({ at, question, packs }: LeadPlay): string | null {
  if (at !== 'playing') return null
  if (packs !== null && packs.asks !== 'answer' && packs.asks !== 'over') return packs.team
  return question === null || question.phase === 'revealed' || question.phase === 'void' ? null : question.team
}

export function Recent({ frame, play, notes }: { frame: MatchFrame; play: LeadPlay; notes: MatchLead['notes'] }) {
  const w = useWords(leadQuizWords)
  const lead = useWords(leadWords)
  return (
    <>
      {play.recent.length > 0 && (
        <LeadPart title={w.recent}>
          <ol className={style.recent}>
            {play.recent.map((line, index) => (
              <li key={index} data-struck={line.struck !== null || undefined} title={line.struck ?? undefined}>
                <small>{line.why === 'rapid' ? w.why.rapid : fill(w.lineNo, { n: line.no })}</small>
                <span>
                  {nameIn(frame, line.code)}
                  {line.why !== 'rapid' && w.why[line.why] !== '' && <small> {w.why[line.why]}</small>}
                </span>
                <strong>{signed(line.points)}</strong>
              </li>
            ))}
          </ol>
        </LeadPart>
      )}
      <Corrections frame={frame} />
      {notes.length > 0 && (
        <LeadPart title={lead.notes}>
          <ul className={style.notes}>
            {notes
              .toReversed()
              .slice(0, 6)
              .map((note) => (
                <li key={`${note.at} ${note.text}`}>
                  <time>{clockTime(note.at).slice(0, 5)}</time> {note.text}
                </li>
              ))}
          </ul>
        </LeadPart>
      )}
    </>
  )
}
