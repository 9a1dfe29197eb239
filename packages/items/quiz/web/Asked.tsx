/** What was asked so far, newest first: a ruling is changed, or a question voided, from here. */
import type { MatchFrame } from '@leitai/core/match/types.ts'
import { LeadPart } from '@leitai/design/lead/LeadDesk.tsx'
import { fill, useWords } from '@leitai/design/language.ts'
import { signed } from '@leitai/design/match/figures.ts'
import { nameIn } from '@leitai/design/match/names.ts'
import type { LeadPlay, Ruling } from '../types.ts'
import style from './judge.module.css'
import { leadQuizWords } from './lead-words.ts'

interface Props {
  frame: MatchFrame
  play: LeadPlay
  open: boolean
  onOverrule(no: number, ruling: Ruling): void
  onVoid(no: number): void
}

export function Asked({ frame, play, open, onOverrule, onVoid }: Props) {
  const w = useWords(leadQuizWords)
  // of the one that is on it is not known yet whether anybody answers
  const on = play.question?.no
  const over = play.question?.phase === 'ruled' || play.question?.phase === 'revealed'
  return (
    <LeadPart title={w.asked}>
      {play.asked.length === 0 && <p className={style.quiet}>{w.askedNone}</p>}
      <ol className={style.asked}>
        {play.asked.toReversed().map((one) => (
          <li key={one.no} data-void={one.voided !== null || undefined}>
            <p>
              <span>{one.no}</span>
              {one.text}
            </p>
            <p className={style.askedKey}>{one.key}</p>
            {one.voided !== null ? (
              <p className={style.quiet}>{fill(w.voidBecause, { reason: one.voided })}</p>
            ) : (
              <div className={style.askedActs}>
                {one.rulings.map((ruling) => (
                  <button
                    key={ruling.code}
                    type="button"
                    className={style.small}
                    data-right={ruling.right}
                    disabled={!open}
                    title={w.overrule}
                    aria-label={`${w.overrule} ${nameIn(frame, ruling.code)}`}
                    onClick={() => onOverrule(one.no, ruling)}
                  >
                    {nameIn(frame, ruling.code)}
                    <strong>{ruling.right ? w.marks.right : w.marks.wrong}</strong>
                    {signed(ruling.points)}
                  </button>
                ))}
                {one.rulings.length === 0 && (one.no !== on || over) && (
                  <span className={style.quiet}>{w.noRulings}</span>
                )}
                <button
                  type="button"
                  className={`${style.small} ${style.voidKey}`}
                  disabled={!open}
                  onClick={() => onVoid(one.no)}
                >
                  {w.voidKey}
                </button>
              </div>
            )}
          </li>
        ))}
      </ol>
    </LeadPart>
  )
}
