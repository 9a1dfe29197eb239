/** One question of a match that is over: what was asked, who pressed when, what was ruled. */
import type { MatchFrame } from '@leitai/core/match/types.ts'
import { fill, useWords } from '@leitai/design/language.ts'
import { inMs, signed } from '@leitai/design/match/figures.ts'
import { nameIn } from '@leitai/design/match/names.ts'
import type { PointLine, QuizInspection, QuizQuestion, RoundKind } from '../types.ts'
import { letters } from './naming.ts'
import { PressTable } from './PressTable.tsx'
import style from './inspection.module.css'
import { inspectionWords } from './inspection-words.ts'
import { leadQuizWords } from './lead-words.ts'

type Asked = QuizInspection['questions'][number]

interface Props {
  frame: MatchFrame
  asked: Asked
  round: RoundKind | null
  /** Points of this question that do not count. */
  struck: readonly PointLine[]
}

export function AskedRecord({ frame, asked, round, struck }: Props) {
  const w = useWords(inspectionWords)
  const lead = useWords(leadQuizWords)
  const { question, presses, fouls, opensAt, rulings, voided } = asked
  return (
    <article className={style.asked} data-void={voided !== null || undefined}>
      <h4>
        <span>{asked.no}</span>
        {question.text}
        {round !== null && <small>{lead.kinds[round]}</small>}
      </h4>
      <dl>
        <div>
          <dt>{w.answer}</dt>
          <dd>{answerOf(question, lead)}</dd>
        </div>
        <div>
          <dt>{w.rulings}</dt>
          <dd>
            {rulings.length === 0
              ? w.noRulings
              : rulings.map((ruling, index) => (
                  <span key={index} className={style.ruling} data-right={ruling.right}>
                    {nameIn(frame, ruling.code)}
                    {ruling.choice !== null && (
                      <small>{fill(w.chose, { choice: choiceOf(question, ruling.choice, lead) })}</small>
                    )}
                    <strong>{ruling.right ? lead.marks.right : lead.marks.wrong}</strong>
                    {signed(ruling.points)}
                    <small>{lead.by[ruling.by]}</small>
                  </span>
                ))}
          </dd>
        </div>
        {voided === null &&
          struck.map((line, index) => (
            <div key={index}>
              <dt />
              <dd className={style.struck}>
                {fill(w.struck, {
                  team: nameIn(frame, line.code),
                  points: signed(line.points),
                  reason: line.struck ?? '',
                })}
              </dd>
            </div>
          ))}
        {voided !== null && (
          <div>
            <dt />
            <dd className={style.void}>{fill(w.void, { reason: voided })}</dd>
          </div>
        )}
      </dl>
      {presses.length > 0 && (
        <div className={style.presses}>
          <p>
            {w.presses}
            <Verdict frame={frame} asked={asked} />
          </p>
          <PressTable
            frame={frame}
            presses={presses.map((press) => ({
              ...press,
              afterMs: opensAt === null ? null : press.at - opensAt,
              foul: fouls.includes(press.code),
              state: fouls.includes(press.code) ? w.foul : '',
            }))}
          />
        </div>
      )}
    </article>
  )
}

function Verdict({ frame, asked: { verdict } }: { frame: MatchFrame; asked: Asked }) {
  const w = useWords(inspectionWords)
  if (verdict === null || verdict.uncertaintyMs === null) return null
  const u = inMs(verdict.uncertaintyMs)
  if (verdict.first.length > 1)
    return <strong>{fill(w.level, { teams: verdict.first.map((code) => nameIn(frame, code)).join('、'), u })}</strong>
  return verdict.marginMs === null ? null : <strong>{fill(w.ahead, { ms: inMs(verdict.marginMs), u })}</strong>
}

function answerOf(question: QuizQuestion, w: { yes: string; no: string }): string {
  switch (question.kind) {
    case 'open':
      return question.answer
    case 'trueFalse':
      return question.answer ? w.yes : w.no
    case 'single':
    case 'multiple': {
      const places = question.kind === 'single' ? [question.answer] : question.answer
      return places.map((place) => `${letters[place]} ${question.options[place]}`).join('；')
    }
  }
}

function choiceOf(question: QuizQuestion, choice: readonly number[], w: { yes: string; no: string }): string {
  return question.kind === 'trueFalse'
    ? choice.map((place) => (place === 0 ? w.yes : w.no)).join('')
    : choice.map((place) => letters[place]).join('')
}
