/** Who pressed, in order of time, as it comes in; who was early; what that means. */
import type { MatchFrame } from '@leitai/core/match/types.ts'
import { LeadPart } from '@leitai/design/lead/LeadDesk.tsx'
import { fill, useWords } from '@leitai/design/language.ts'
import { inMs } from '@leitai/design/match/figures.ts'
import { nameIn } from '@leitai/design/match/names.ts'
import type { LeadPlay, QuestionView } from '../types.ts'
import style from './lead.module.css'
import { leadQuizWords, type LeadQuizWords } from './lead-words.ts'

export function Presses({ frame, play }: { frame: MatchFrame; play: LeadPlay }) {
  const w = useWords(leadQuizWords)
  const { question, presses } = play
  const buzz = question?.buzz ?? null
  if (question === null || buzz === null || (question.phase === 'void' && presses.length === 0)) return null
  // Once it is decided, in the order in which they answer: who came after the verdict stands behind it.
  const order = buzz.presses.filter(({ foul }) => !foul).map(({ code }) => code)
  const placeOf = (code: string) => (order.includes(code) ? order.indexOf(code) : order.length)
  const inTime = presses.filter(({ foul }) => !foul).toSorted((a, b) => placeOf(a.code) - placeOf(b.code))
  const [first] = inTime
  const out = buzz.out.filter((code) => !presses.some((press) => press.code === code))
  return (
    <LeadPart title={w.presses} aside={<Verdict frame={frame} question={question} pressed={inTime.length} />}>
      {presses.length === 0 ? (
        <p className={style.quiet}>
          {question.phase === 'ruled' || question.phase === 'revealed' ? w.nobodyPressed : w.noPress}
        </p>
      ) : (
        <ol className={style.presses}>
          {[...inTime, ...presses.filter(({ foul }) => foul)].map((press) => {
            const mark = markOf(question, press.code, press.foul)
            return (
              <li key={`${press.code} ${press.at}`} data-mark={mark ?? undefined}>
                <span className={style.place}>{press.foul ? '' : inTime.indexOf(press) + 1}</span>
                <strong>{nameIn(frame, press.code)}</strong>
                <span className={style.ms}>
                  {press.foul
                    ? fill(w.press.foul, { ms: inMs(-press.afterMs) })
                    : // after a dead heat the start is taken back, and with it the light
                      buzz.opensAt !== null && fill(w.press.at, { ms: inMs(press.afterMs) })}
                  {first !== undefined && !press.foul && press !== first && (
                    <small>{fill(w.press.behind, { ms: inMs(press.at - first.at) })}</small>
                  )}
                </span>
                <span className={style.mark}>{mark === null ? '' : w.marks[mark]}</span>
                {press.flags.length > 0 && (
                  <em className={style.flags}>{press.flags.map((flag) => w.flags[flag]).join('；')}</em>
                )}
              </li>
            )
          })}
        </ol>
      )}
      {out.length > 0 && (
        <p className={style.quiet}>{fill(w.out, { teams: out.map((code) => nameIn(frame, code)).join('、') })}</p>
      )}
    </LeadPart>
  )
}

function markOf(question: QuestionView, code: string, foul: boolean): keyof LeadQuizWords['marks'] | null {
  const ruling = question.rulings.findLast((one) => one.code === code)
  if (ruling !== undefined) return ruling.right ? 'right' : 'wrong'
  if (foul) return 'foul'
  if (question.team === code && question.phase !== 'revealed') return 'answers'
  return null
}

/** In words: who was ahead by how much, or that nobody was. */
function Verdict({ frame, question, pressed }: { frame: MatchFrame; question: QuestionView; pressed: number }) {
  const w = useWords(leadQuizWords)
  const { level, levelRule, marginMs, uncertaintyMs } = question.buzz!
  const decided = question.phase !== 'armed' && question.phase !== 'deciding'
  if (level.length > 1 && uncertaintyMs !== null)
    return (
      <strong className={style.level}>
        {fill(w.levelNow, { teams: level.map((code) => nameIn(frame, code)).join('、'), u: inMs(uncertaintyMs) })}
        {' · '}
        {w.levelRules[levelRule]}
      </strong>
    )
  if (marginMs !== null && uncertaintyMs !== null)
    return <strong className={style.margin}>{fill(w.ahead, { ms: inMs(marginMs), u: inMs(uncertaintyMs) })}</strong>
  return decided && pressed === 1 ? <span>{w.single}</span> : null
}
