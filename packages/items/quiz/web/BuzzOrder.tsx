/** Who pressed when: the first large with its margin, the others behind it; or that nobody was first. */
import type { MatchFrame } from '@leitai/core/match/types.ts'
import { fill, useWords } from '@leitai/design/language.ts'
import { beside, inMs } from '@leitai/design/match/figures.ts'
import { nameIn } from '@leitai/design/match/names.ts'
import { IconCheck, IconX } from '@tabler/icons-react'
import type { BuzzView, QuestionView } from '../types.ts'
import style from './side.module.css'
import { stageWords } from './stage-words.ts'

/** More do not fit beside a question; the others have their place on their team's tile. */
const rows = 4
const rowsOfMany = 3

export function BuzzOrder({ frame, question, buzz }: { frame: MatchFrame; question: QuestionView; buzz: BuzzView }) {
  const w = useWords(stageWords)
  const order = buzz.presses.filter(({ foul }) => !foul)
  const level = buzz.level.length > 1
  const first = order[0]
  return (
    <section className={style.order} role="status">
      {level && (
        <div className={style.level}>
          <strong>{w.level}</strong>
          <span>
            {buzz.uncertaintyMs !== null && <>{fill(w.levelHelp, { ms: inMs(buzz.uncertaintyMs) })} · </>}
            <b>{w.levelRules[buzz.levelRule]}</b>
          </span>
        </div>
      )}
      <ol data-done={question.phase === 'ruled' || question.phase === 'revealed' || undefined}>
        {order.slice(0, frame.teams.length > 6 ? rowsOfMany : rows).map((press, index) => {
          const ruling = question.rulings.findLast((one) => one.code === press.code)
          const lead = index === 0 && !level
          return (
            <li
              key={press.code}
              style={{ animationDelay: `${index * 90}ms` }}
              data-lead={lead || undefined}
              data-level={buzz.level.includes(press.code) || undefined}
              data-turn={question.team === press.code || undefined}
              data-ruled={ruling === undefined ? undefined : ruling.right ? 'right' : 'wrong'}
            >
              <i>{level && buzz.level.includes(press.code) ? '＝' : index + 1}</i>
              <strong>{nameIn(frame, press.code)}</strong>
              <span>
                {ruling !== undefined &&
                  (ruling.right ? (
                    <IconCheck stroke={2.8} aria-label={w.marks.right} />
                  ) : (
                    <IconX stroke={2.8} aria-label={w.marks.wrong} />
                  ))}
                {/* after a ruling its sign says more than the time */}
                {question.phase !== 'shown' &&
                  (index === 0 || ruling === undefined) &&
                  (index === 0
                    ? fill(w.after, { ms: inMs(press.afterMs) })
                    : fill(w.behind, { ms: inMs(press.afterMs - first!.afterMs) }))}
              </span>
              {lead && buzz.marginMs !== null && (
                <em>
                  {fill(w.ahead, { ms: inMs(buzz.marginMs) })}
                  {buzz.uncertaintyMs !== null && (
                    <small>{fill(w.uncertain, { ms: beside(buzz.marginMs, buzz.uncertaintyMs) })}</small>
                  )}
                </em>
              )}
            </li>
          )
        })}
      </ol>
    </section>
  )
}
