/** 评委席 of a race: answers beside their key, right or wrong, disputes; what judges change afterwards always has a reason. */
import { AskReason } from '@leitai/design/lead/AskReason.tsx'
import { Corrections } from '@leitai/design/lead/Corrections.tsx'
import { CorrectPoints } from '@leitai/design/lead/CorrectPoints.tsx'
import { JudgedTeams } from '@leitai/design/lead/JudgedTeams.tsx'
import { LeadPart } from '@leitai/design/lead/LeadDesk.tsx'
import { usePressGuard } from '@leitai/design/lead/press-guard.ts'
import { RuleKeys } from '@leitai/design/lead/RuleKeys.tsx'
import { useLeadKeys } from '@leitai/design/lead/use-lead-keys.ts'
import { useSend } from '@leitai/design/lead/use-send.ts'
import { leadWords } from '@leitai/design/lead/words.ts'
import { fill, useText, useWords } from '@leitai/design/language.ts'
import { signed } from '@leitai/design/match/figures.ts'
import { nameIn } from '@leitai/design/match/names.ts'
import type { MatchJudgeProps } from '@leitai/items/web-plug.ts'
import { useEffect, useState } from 'react'
import type { LeadAnswer, LeadPlay } from '../types.ts'
import { Answers } from './Answers.tsx'
import { DeskClock } from './DeskClock.tsx'
import { KeyText, voidReason } from './KeyText.tsx'
import style from './lead.module.css'
import { leadLookupWords } from './lead-words.ts'

type Asking =
  | { what: 'void'; no: number; number: number }
  | { what: 'overrule'; no: number; number: number; answer: LeadAnswer; right: boolean }
  | { what: 'correct'; code: string }
  | null

export default function MatchJudge({ view, act, now }: MatchJudgeProps<LeadPlay>) {
  const w = useWords(leadLookupWords)
  const lead = useWords(leadWords)
  const text = useText()
  const { frame, play } = view.work
  const { question } = play
  const { send, problem, clear } = useSend(act)
  const [asking, setAsking] = useState<Asking>(null)
  const open = view.phase === 'open'
  const rules = play.toRule[0] ?? null
  const waiting = play.answers.find(({ id }) => id === rules)
  const meaning = [question?.no, rules].join(' ')
  const takes = usePressGuard(meaning)
  useEffect(() => clear(), [meaning, clear])

  const ruleOn = (right: boolean) => {
    if (open && rules !== null && question !== null && takes('rule'))
      void send('rule', { no: question.no, answer: rules, right })
  }
  const right = () => ruleOn(true)
  const wrong = () => ruleOn(false)
  useLeadKeys({ y: right, arrowright: right, n: wrong, arrowleft: wrong })

  const earlier = play.asked.filter(({ no }) => no !== question?.no).toReversed()
  const refused = problem === null ? null : text(problem)
  const corrected = asking?.what === 'correct' ? frame.teams.find(({ code }) => code === asking.code) : undefined
  const overruleKeys = (no: number, number: number, answer: LeadAnswer) => (
    <span className={style.overrule}>
      {([true, false] as const)
        .filter((to) => answer.right !== to)
        .map((to) => (
          <button
            key={String(to)}
            type="button"
            disabled={!open}
            onClick={() => setAsking({ what: 'overrule', no, number, answer, right: to })}
          >
            {w.overrule}：{to ? w.right : w.wrong}
          </button>
        ))}
    </span>
  )
  return (
    <div className={style.judge}>
      <section className={style.judgeMain}>
        <div className={style.judgeBody}>
          {question === null ? (
            <div className={style.empty}>
              <p>{view.phase === 'waiting' ? w.waits.waiting : w.nobodyToRule}</p>
              <p className={style.quiet}>{play.judging === 'system' ? w.systemJudges : ''}</p>
            </div>
          ) : (
            <>
              <header className={style.head}>
                <h2>{fill(w.number, { n: question.number, of: question.of })}</h2>
                <DeskClock question={question} now={now} stopped={!open} />
              </header>
              <KeyText text={question.text} of={play.key} />
              {question.voided !== null && <p className={style.void}>{voidReason(question.voided, w)}</p>}
              <LeadPart title={w.answers}>
                <Answers
                  frame={frame}
                  answers={play.answers}
                  keyOf={play.key}
                  verdict={question.verdict}
                  marked={rules}
                  beside={(answer) =>
                    answer.right === null && play.toRule.includes(answer.id)
                      ? null
                      : overruleKeys(question.no, question.number, answer)
                  }
                />
              </LeadPart>
            </>
          )}
        </div>
        <footer className={style.judgeFoot}>
          <div className={style.toRule} data-live={waiting !== undefined || undefined} role="status">
            <strong>
              {waiting === undefined
                ? view.phase === 'paused'
                  ? lead.paused
                  : w.nobodyToRule
                : fill(w.ruleThis, { team: nameIn(frame, waiting.code), text: waiting.text })}
            </strong>
            {question !== null && question.voided === null && (
              <button
                type="button"
                disabled={!open}
                onClick={() => setAsking({ what: 'void', no: question.no, number: question.number })}
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
          {play.judging === 'judge' ? (
            <RuleKeys
              keys={{ wrong: ['N', '←'], right: ['Y', '→'] }}
              about={
                question === null || waiting === undefined
                  ? {}
                  : { wrong: signed(question.worth.wrong), right: signed(question.worth.right) }
              }
              disabled={!open || rules === null}
              onRule={ruleOn}
            />
          ) : (
            <p className={style.quiet}>{w.systemJudges}</p>
          )}
        </footer>
      </section>
      <aside className={style.judgeSide}>
        <JudgedTeams
          teams={frame.teams}
          disabled={view.phase === 'waiting'}
          onCorrect={(code) => setAsking({ what: 'correct', code })}
        />
        <Corrections frame={frame} />
        {earlier.length > 0 && (
          <LeadPart title={w.asked}>
            <ol className={style.asked}>
              {earlier.map((one) => (
                <li key={one.no} data-void={one.voided !== null || undefined}>
                  <p>
                    <b>{one.number}</b> {one.text}
                  </p>
                  <p className={style.askedKey}>{one.key.answers[0]}</p>
                  {one.voided !== null && <p className={style.quiet}>{voidReason(one.voided, w)}</p>}
                  {one.answers.map((answer) => (
                    <p key={answer.id} className={style.askedAnswer}>
                      {nameIn(frame, answer.code)}：{answer.text} · {w.standings[answer.standing]}
                      {one.voided === null && overruleKeys(one.no, one.number, answer)}
                    </p>
                  ))}
                  {one.voided === null && (
                    <button
                      type="button"
                      className={style.small}
                      disabled={!open}
                      onClick={() => setAsking({ what: 'void', no: one.no, number: one.number })}
                    >
                      {w.void}
                    </button>
                  )}
                </li>
              ))}
            </ol>
          </LeadPart>
        )}
      </aside>
      {asking?.what === 'void' && (
        <AskReason
          title={fill(w.voidTitle, { n: asking.number })}
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
            n: asking.number,
            team: nameIn(frame, asking.answer.code),
            text: asking.answer.text,
            to: asking.right ? w.right : w.wrong,
          })}
          about={fill(w.overruleAbout, {
            from: asking.answer.right === null ? w.unruled : asking.answer.right ? w.right : w.wrong,
          })}
          reasons={w.overruleReasons}
          confirm={w.overrule}
          problem={refused}
          onReason={(reason) =>
            send('overrule', { no: asking.no, answer: asking.answer.id, right: asking.right, reason })
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
