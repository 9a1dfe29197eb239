/**
 * 评委席 of a quiz: the question with its key, who answers, right or wrong; presses as they were measured; and what judges
 * change afterwards, always with a reason. Fits a tablet.
 */
import { AskReason } from '@leitai/design/lead/AskReason.tsx'
import { Corrections } from '@leitai/design/lead/Corrections.tsx'
import { CorrectPoints } from '@leitai/design/lead/CorrectPoints.tsx'
import { JudgedTeams } from '@leitai/design/lead/JudgedTeams.tsx'
import { RuleKeys } from '@leitai/design/lead/RuleKeys.tsx'
import { leadWords } from '@leitai/design/lead/words.ts'
import { usePressGuard } from '@leitai/design/lead/press-guard.ts'
import { useLeadKeys } from '@leitai/design/lead/use-lead-keys.ts'
import { useSend } from '@leitai/design/lead/use-send.ts'
import { fill, useText, useWords } from '@leitai/design/language.ts'
import { signed } from '@leitai/design/match/figures.ts'
import { nameIn } from '@leitai/design/match/names.ts'
import type { MatchJudgeProps } from '@leitai/items/web-plug.ts'
import { useCallback, useEffect, useState } from 'react'
import type { LeadPlay, Ruling } from '../types.ts'
import { Asked } from './Asked.tsx'
import { DeskClock } from './DeskClock.tsx'
import { MeasuredPresses } from './MeasuredPresses.tsx'
import { QuestionText } from './QuestionText.tsx'
import { Rulings } from './RoundState.tsx'
import style from './judge.module.css'
import { leadQuizWords } from './lead-words.ts'

type Asking =
  | { what: 'void'; no: number }
  | { what: 'overrule'; no: number; ruling: Ruling }
  | { what: 'correct'; code: string }
  | null

export default function MatchJudge({ view, act, now }: MatchJudgeProps<LeadPlay>) {
  const w = useWords(leadQuizWords)
  const lead = useWords(leadWords)
  const text = useText()
  const { play, frame } = view.work
  const { question, rule, round } = play
  const { send, problem, clear } = useSend(act)
  const [asking, setAsking] = useState<Asking>(null)
  const open = view.phase === 'open'
  const meaning = [question?.no, rule].join(' ')
  const takes = usePressGuard(meaning)
  useEffect(() => clear(), [meaning, clear])

  const ruleOn = useCallback(
    (right: boolean) => {
      if (open && rule !== null && question !== null && takes('rule')) void send('rule', { no: question.no, right })
    },
    [open, rule, question, takes, send],
  )
  const right = () => ruleOn(true)
  const wrong = () => ruleOn(false)
  useLeadKeys({ y: right, arrowright: right, n: wrong, arrowleft: wrong })

  const on = play.at === 'playing' ? question : null
  const team = rule === null ? null : nameIn(frame, rule)
  const isRuled = (on?.rulings.length ?? 0) > 0
  const refused = problem === null ? null : text(problem)
  const corrected = asking?.what === 'correct' ? frame.teams.find(({ code }) => code === asking.code) : undefined
  return (
    <div className={style.desk}>
      <section className={style.main}>
        <div className={style.body}>
          {on === null ? (
            <div className={style.empty}>
              <p>
                {view.phase === 'closed' ? w.waits.closed : view.phase === 'waiting' ? w.waits.waiting : w.noQuestion}
              </p>
              {view.phase === 'open' && <p className={style.quiet}>{w.noQuestionAbout}</p>}
            </div>
          ) : (
            <>
              <header className={style.head}>
                <h2>
                  {round === null ? '' : w.kinds[round.kind]} {fill(w.number, { n: on.number, of: on.of })}
                </h2>
                <DeskClock play={play} now={now} pausedAt={frame.pausedAt} />
              </header>
              <QuestionText question={on.question} keyOf={play.key} />
              {on.voided !== null && <p className={style.void}>{fill(w.voidBecause, { reason: on.voided })}</p>}
              <Rulings frame={frame} play={play} />
              <MeasuredPresses frame={frame} play={play} />
            </>
          )}
        </div>
        {/* once it is over there is nothing to rule on, only points to correct */}
        {view.phase !== 'closed' && (
          <footer className={style.foot}>
            <div className={style.who} data-live={team !== null || undefined} role="status">
              <strong>{team !== null ? fill(w.whoAnswers, { team }) : isRuled ? w.ruledAlready : w.nobodyYet}</strong>
              <span>
                {view.phase === 'paused'
                  ? lead.paused
                  : team !== null
                    ? (on?.member ?? '')
                    : isRuled
                      ? ''
                      : w.ruleWaits}
              </span>
              {on !== null && on.phase !== 'void' && (
                <button
                  type="button"
                  className={style.small}
                  disabled={!open}
                  onClick={() => setAsking({ what: 'void', no: on.no })}
                >
                  {w.void}
                </button>
              )}
            </div>
            {refused !== null && asking === null && (
              <p className={style.problem} role="alert">
                {refused}
              </p>
            )}
            <RuleKeys
              keys={{ wrong: ['N', '←'], right: ['Y', '→'] }}
              about={
                on === null || team === null ? {} : { wrong: signed(on.worth.wrong), right: signed(on.worth.right) }
              }
              disabled={!open || rule === null}
              onRule={ruleOn}
            />
          </footer>
        )}
      </section>
      <aside className={style.side}>
        {frame.teams.length > 0 && (
          <JudgedTeams
            teams={frame.teams}
            marked={on?.team ?? null}
            disabled={view.phase === 'waiting'}
            onCorrect={(code) => setAsking({ what: 'correct', code })}
          />
        )}
        <Corrections frame={frame} />
        <Asked
          frame={frame}
          play={play}
          open={open}
          onOverrule={(no, ruling) => setAsking({ what: 'overrule', no, ruling })}
          onVoid={(no) => setAsking({ what: 'void', no })}
        />
      </aside>
      {asking?.what === 'void' && (
        <AskReason
          title={fill(w.voidTitle, { n: asking.no })}
          about={fill(w.voidAbout, { spares: play.spares })}
          reasons={w.voidReasons}
          confirm={w.void}
          problem={refused}
          onReason={(reason) => send('voidQuestion', { no: asking.no, reason })}
          onClose={() => setAsking(null)}
        />
      )}
      {asking?.what === 'overrule' && (
        <AskReason
          title={fill(w.overruleTitle, {
            n: asking.no,
            team: nameIn(frame, asking.ruling.code),
            to: asking.ruling.right ? w.marks.wrong : w.marks.right,
          })}
          about={fill(w.overruleAbout, {
            from: asking.ruling.right ? w.marks.right : w.marks.wrong,
            points: signed(asking.ruling.points),
          })}
          reasons={w.overruleReasons}
          confirm={w.overrule}
          problem={refused}
          onReason={(reason) =>
            send('overrule', {
              no: asking.no,
              code: asking.ruling.code,
              right: !asking.ruling.right,
              reason,
            })
          }
          onClose={() => setAsking(null)}
        />
      )}
      {corrected !== undefined && (
        <CorrectPoints
          team={corrected}
          problem={refused}
          onCorrect={(payload) => send('correct', payload)}
          onClose={() => setAsking(null)}
        />
      )}
    </div>
  )
}
