/** Answers as they come, in the order in which they were given, with what the key says of each. */
import type { MatchFrame } from '@leitai/core/match/types.ts'
import { fill, useWords } from '@leitai/design/language.ts'
import { inMs, secondsAfter } from '@leitai/design/match/figures.ts'
import { nameIn } from '@leitai/design/match/names.ts'
import { IconCheck, IconX } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import type { Key, LeadAnswer, LookupVerdict } from '../types.ts'
import style from './lead.module.css'
import { leadLookupWords } from './lead-words.ts'

interface Props {
  frame: MatchFrame
  answers: readonly LeadAnswer[]
  keyOf: Key | null
  verdict: LookupVerdict | null
  /** The one that is to be judged now. */
  marked?: number | null
  beside?(answer: LeadAnswer): ReactNode
}

export function Answers({ frame, answers, keyOf, verdict, marked = null, beside }: Props) {
  const w = useWords(leadLookupWords)
  if (answers.length === 0) return <p className={style.quiet}>{w.noAnswers}</p>
  return (
    <>
      <ol className={style.answers}>
        {answers
          .toSorted((a, b) => a.press.at - b.press.at || a.id - b.id)
          .map((answer) => (
            <li key={answer.id} data-standing={answer.standing} data-marked={answer.id === marked || undefined}>
              <span className={style.who}>
                <strong>{nameIn(frame, answer.code)}</strong>
                <small title={fill(w.sure, { ms: inMs(answer.press.uncertaintyMs) })}>
                  {fill(w.after, { s: secondsAfter(answer.afterMs) })}
                </small>
              </span>
              <span className={style.given}>
                <b>{answer.text}</b>
                <Fact right={answer.matches} words={answer.matches ? w.matches : w.matchesNot} />
                <span className={style.article}>
                  {answer.evidence === null
                    ? w.noEvidence
                    : (keyOf?.evidence.find(({ id }) => id === answer.evidence)?.title ?? answer.evidence)}
                </span>
                {answer.evidence !== null && (
                  <Fact right={answer.evidenceFits} words={answer.evidenceFits ? w.fits : w.fitsNot} />
                )}
                {answer.press.flags.map((flag) => (
                  <em key={flag}>{w.flags[flag]}</em>
                ))}
                {answer.reason !== null && (
                  <em>
                    {w.overrule}：{answer.reason}
                  </em>
                )}
              </span>
              <span className={style.standing}>
                {w.standings[answer.standing]}
                {answer.by !== null && <small>{w.byPeople[answer.by]}</small>}
              </span>
              {beside?.(answer)}
            </li>
          ))}
      </ol>
      {verdict?.marginMs != null && verdict.uncertaintyMs !== null && (
        <p className={style.margin}>
          {fill(w.ahead, { ms: inMs(verdict.marginMs), sure: inMs(verdict.uncertaintyMs) })}
        </p>
      )}
    </>
  )
}

function Fact({ right, words }: { right: boolean; words: string }) {
  return (
    <i data-right={right}>
      {right ? <IconCheck size={15} aria-hidden /> : <IconX size={15} aria-hidden />}
      {words}
    </i>
  )
}
